"""A mail that came in, as a frozen value."""

from dataclasses import dataclass, field
from datetime import datetime

from engagement.contacts.domain.vocabulary import Worded
from engagement.inbox.domain.bounces import Failure


class MailKind(Worded):
    MAIL = "mail", "Email"
    AUTOMATIC = "automatic", "Automatic answer"
    BOUNCE = "bounce", "Bounce"
    DELAY = "delay", "Delay notice"
    UNREADABLE = "unreadable", "Cannot be read"


@dataclass(frozen=True, slots=True)
class Attached:
    """A part of a mail that is not its words; ``number`` is its place among them, from 1."""

    number: int
    name: str
    kind: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reported:
    """What a delivery report says of one recipient, under all addresses that it gives for them."""

    addresses: tuple[str, ...]
    has_failed: bool
    is_for_good: bool


@dataclass(frozen=True, slots=True)
class ReadMail:
    """A mail that was read.

    ``answers`` are the Message-IDs it refers to, ``sent_to`` everything said of its recipients.

    Of a bounce, ``bounced`` is the address that failed, and ``is_for_good`` whether there is no such address;
    ``reported`` is what it says of each recipient.
    ``failure`` is what an automatic answer says of mails that may be ours: a bounce, if they are.
    """

    kind: MailKind
    message_id: str = ""
    answers: tuple[str, ...] = ()
    sent_to: str = ""
    from_name: str = ""
    from_address: str = ""
    subject: str = ""
    written_at: datetime | None = None
    text: str = ""
    attached: tuple[Attached, ...] = ()
    bounced: str = ""
    is_for_good: bool = False
    reported: tuple[Reported, ...] = ()
    failure: Failure | None = None
