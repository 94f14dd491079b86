"""When rate cards hold: none on the same day as another, and none missing between the first and the last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CardDates:
    """A card's first and last day; no ``last`` while it is open."""

    name: str
    first: date
    last: date | None

    def overlaps(self, other: "CardDates") -> bool:
        return self.first <= (other.last or date.max) and other.first <= (self.last or date.max)

    @property
    def words(self) -> str:
        return f"from {in_words(self.first)}" + (f" to {in_words(self.last)}" if self.last else " on")


def trouble_with(card: CardDates, others: Sequence[CardDates]) -> str:
    """Return what stands against a card beside the others, in a sentence; nothing if all is well."""
    if card.last and card.last < card.first:
        return f"It would end on {in_words(card.last)}, before it begins on {in_words(card.first)}."
    for other in others:
        if card.overlaps(other):
            return (
                f"“{other.name}” holds {other.words}. Two cards cannot hold on the same day: end that one before this "
                "one begins, or give this one other days."
            )
    return _gap_around(card, others)


def _gap_around(card: CardDates, others: Sequence[CardDates]) -> str:
    before = max((other for other in others if other.first < card.first), key=lambda other: other.first, default=None)
    after = min((other for other in others if other.first > card.first), key=lambda other: other.first, default=None)
    if before and before.last and before.last + A_DAY < card.first:
        return _gap(before.last + A_DAY, card.first - A_DAY)
    if after and card.last and card.last + A_DAY < after.first:
        return _gap(card.last + A_DAY, after.first - A_DAY)
    return ""


def _gap(first: date, last: date) -> str:
    days = in_words(first) if first == last else f"{in_words(first)} to {in_words(last)}"
    return f"No card would hold on {days}. Cards follow each other without a gap: move a first or a last day."


def trouble_without(card: CardDates, others: Sequence[CardDates]) -> str:
    """Return why a card cannot go: one that others stand on both sides of would leave a gap."""
    if any(other.first < card.first for other in others) and any(other.first > card.first for other in others):
        return f"Without it no card would hold {card.words}. Only the first or the last card can be thrown away."
    return ""


def holds_on(card: CardDates, day: date) -> bool:
    return card.first <= day <= (card.last or date.max)


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
