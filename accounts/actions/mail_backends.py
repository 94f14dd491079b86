"""The interface to whoever delivers mail, with the mail that goes out and the result of an attempt as values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from accounts.domain.delivery import Delivery


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """One mail to one address. Bounces go to ``return_path``; blank means the usual sender.

    ``calendar`` is a calendar file and ``method`` its iTIP method; ``is_automatic`` marks mail that the portal wrote by
    itself.
    """

    message_id: str
    address: str
    subject: str
    text: str
    html: str
    reply_to: str = ""
    return_path: str = ""
    opt_out_link: str = ""
    calendar: str = ""
    method: str = ""
    is_automatic: bool = False


@dataclass(frozen=True, slots=True)
class DeliveryAttempt:
    """The result of one attempt.

    ``words`` are the server's, shortened; ``is_down`` means no other mail would get through. ``refusal`` is what the
    server's refusal shares with those alike; blank if it has not refused. ``put_back_since`` is set on the refusal that
    has shown those since then to be nobody's fault.
    """

    delivery: Delivery
    words: str = ""
    is_down: bool = False
    refusal: str = ""
    put_back_since: datetime | None = None


class MailBackend(Protocol):
    """A way to deliver mail, opened for one batch."""

    def send(self, outgoing: OutgoingMail) -> DeliveryAttempt: ...


def shortened(words: object) -> str:
    """Return a server's words on one line of at most 300 printable characters."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:300]
