"""A row with two careworkers' times in columns of their own, as two attendances."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# What a second careworker's column holds, and where the first one's stands.
SECOND = {
    "second_carer_ref": "carer_ref",
    "second_actual_start": "actual_start",
    "second_actual_end": "actual_end",
    "second_actual_seconds": "actual_seconds",
}
Places = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class RowSpread:
    """How a row becomes two; ``width`` is how many columns the file has, ``which`` where its attendance is to stand."""

    places: Places
    width: int
    which: int

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of columns that are added."""
        return ("attendance",) if self.which == self.width else ()

    def spread(self, cells: Sequence[str]) -> tuple[list[str], list[str]]:
        """Return the row of each careworker; the second is empty where there is none."""
        first = [*cells[: self.width], *[""] * (max(self.width, self.which + 1) - len(cells))]
        if self.which == self.width and any(first):
            first[self.which] = "1"
        if not any(first[place].strip() for key in SECOND for place in self.places.get(key, ())):
            return first, []
        second = list(first)
        second[self.which] = "2"
        for key, own in SECOND.items():
            _put(second, self.places.get(own, ()), [first[place].strip() for place in self.places.get(key, ())])
        return first, second

    def file_row(self, line: int, head: int) -> int:
        """Return the row of the file that a line came from; ``head`` is the row of names, behind which each has two."""
        return head + 1 + (line - head - 1) // 2


def row_spread(places: Places, width: int) -> RowSpread | None:
    """Return how rows of a file are spread; None where it has no second careworker."""
    if "second_carer_ref" not in places:
        return None
    which = places.get("attendance", ())
    return RowSpread(places, width, which[0] if which else width)


def _put(cells: list[str], places: Sequence[int], texts: Sequence[str]) -> None:
    """Put a second careworker's texts in place of the first one's; a time alone leaves the day that both share."""
    if not places:
        return
    if len(texts) > len(places):
        texts = [" ".join(text for text in texts if text)]
    if not texts:
        texts = [""] * len(places)
    for place, text in zip(places[len(places) - len(texts) :], texts, strict=True):
        cells[place] = text
