"""What changed hands between the baseline and a look: which locations began, stopped, grew and shrank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_SHOWN = 15


@dataclass(frozen=True, slots=True)
class HandedHours:
    """Planned hours a week of a location before and after."""

    ref: str
    name: str
    before: float
    after: float

    @property
    def difference(self) -> str:
        off = self.after - self.before
        return f"{'+' if off > 0 else '−' if off < 0 else '±'}{abs(off):,.1f}"


@dataclass(frozen=True, slots=True)
class ShownHands:
    rows: tuple[HandedHours, ...]
    stopped: int
    began: int
    moved: float

    @property
    def largest(self) -> Sequence[HandedHours]:
        """Return the locations whose hours differ most, the largest difference first."""
        ordered = sorted(self.rows, key=lambda row: (-abs(row.after - row.before), row.name, row.ref))
        return [row for row in ordered if row.after != row.before][:MOST_SHOWN]

    @property
    def says(self) -> str:
        return (
            f"{self.stopped} locations had visits before and have none after, {self.began} have begun since; "
            f"{self.moved:.1%} of the hours are with another location than before."
        )


def shown_hands(before: Mapping[str, float], after: Mapping[str, float], names: Mapping[str, str]) -> ShownHands:
    """Return who has which hours; the share that moved is half of how far both shares of all hours are apart."""
    refs = sorted({*before, *after})
    rows = tuple(HandedHours(ref, names.get(ref, ref), before.get(ref, 0.0), after.get(ref, 0.0)) for ref in refs)
    whole = sum(before.values()) or 1.0, sum(after.values()) or 1.0
    moved = sum(abs(row.after / whole[1] - row.before / whole[0]) for row in rows) / 2
    stopped, began = (sum(bool(one) and not other for one, other in pairs) for pairs in _sides(rows))
    return ShownHands(rows, stopped, began, moved)


def _sides(rows: Sequence[HandedHours]) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    return [(row.before, row.after) for row in rows], [(row.after, row.before) for row in rows]
