"""What clients chose before a change of provider: to keep theirs, a direct payment, or to change; by reference."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum


class ClientChoice(StrEnum):
    KEEP = "keep"
    DIRECT_PAYMENT = "direct"
    CHANGE = "change"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    ClientChoice.KEEP: "Keeps the provider",
    ClientChoice.DIRECT_PAYMENT: "Takes a direct payment",
    ClientChoice.CHANGE: "Wants another provider",
}
TAKEN_BACK = "none"


@dataclass(frozen=True, slots=True)
class SortedReferences:
    """Typed references: pseudonyms of those in the list, and the words of those that are not."""

    known: tuple[str, ...]
    unknown: tuple[str, ...]


def sorted_references(typed: Mapping[str, str], on_books: Collection[str]) -> SortedReferences:
    """Return typed references, by pseudonym, apart by whether the table of packages has them."""
    known = tuple(client for client in typed if client in on_books)
    return SortedReferences(known, tuple(words for client, words in typed.items() if client not in on_books))
