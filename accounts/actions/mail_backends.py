"""Handing a mail over to whoever delivers it: one small interface, and what came of it as a value."""

from dataclasses import dataclass
from typing import Protocol

from accounts.domain.delivery import Delivery


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """One mail to one address. ``return_path`` is where a bounce goes, blank where that is the usual sender.

    ``calendar`` is a calendar file, ``method`` what it asks for; ``is_automatic``: written by the portal itself.
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
    """``words`` are the other side's, shortened. ``is_down``: nothing else would get through now either."""

    delivery: Delivery
    words: str = ""
    is_down: bool = False


class MailBackend(Protocol):
    """Open for one batch."""

    def send(self, outgoing: OutgoingMail) -> DeliveryAttempt: ...


def shortened(words: object) -> str:
    """What a server said, fit for a row: on one line, and not long."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:300]
