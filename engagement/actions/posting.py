"""Handing a message over to whoever delivers it: one small interface, and what came of it as a value."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings

from engagement.domain.campaign_letters import Letter
from engagement.domain.campaign_states import Delivery


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to one address. ``return_path`` is where a bounce goes, blank where that is the usual sender."""

    message_id: str
    address: str
    letter: Letter
    reply_to: str = ""
    return_path: str = ""
    opt_out_link: str = ""


@dataclass(frozen=True, slots=True)
class Posted:
    """``words`` are the other side's, shortened. ``is_down``: nothing else would get through now either."""

    delivery: Delivery
    words: str = ""
    is_down: bool = False


class Post(Protocol):
    """Open for one batch."""

    def send(self, outgoing: Outgoing) -> Posted: ...


def open_post() -> AbstractContextManager[Post]:
    """GOV.UK Notify where there is a key for it, else Django's own e-mail settings."""
    from engagement.actions import notify_post, smtp_post

    return notify_post.opened() if settings.NOTIFY_API_KEY else smtp_post.opened()


def shortened(words: object) -> str:
    """What a server said, fit for a row: on one line, and not long."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:300]
