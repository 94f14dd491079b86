"""The draft of a contact from a dropped file; nothing of it is kept before a person saves it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from engagement.contacts.domain.log_file.lines import Somebody
from engagement.contacts.domain.vocabulary import Channel, Direction

MOST_WORDS = 4_000
MOST_PEOPLE = 100
MORE = "…"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A dropped file's content.

    ``sender`` wrote or invited; ``happened_at`` is aware, None if the file does not say. ``remarks`` are sentences
    for whoever dropped it: what it is, and what we took for granted.
    """

    channel: Channel
    words: str
    sender: Somebody | None = None
    others: tuple[Somebody, ...] = ()
    happened_at: datetime | None = None
    minutes: int | None = None
    remarks: tuple[str, ...] = ()

    def direction(self, ours: Collection[str]) -> Direction:
        """Return the direction; ``ours`` are our colleagues' addresses, and what one of them wrote went out."""
        return Direction.OUT if self.sender and self.sender.email in ours else Direction.IN

    def theirs(self, ours: Collection[str]) -> list[Somebody]:
        everybody = [*([self.sender] if self.sender else []), *self.others]
        return [each for each in dict.fromkeys(everybody) if each.email not in ours]


class CannotUse(Exception):
    """A dropped file is of no use; the message is a sentence for whoever dropped it."""


def shortened(text: str) -> str:
    plain = "\n".join(line.rstrip() for line in text.replace("\x00", "").splitlines()).strip()
    return plain if len(plain) <= MOST_WORDS else f"{plain[:MOST_WORDS].rstrip()}{MORE}"
