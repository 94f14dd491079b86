"""Thirds of one measure by thirds of another: how many councils, none of one to four."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FEWEST, MANY = 5, 8
FEW = "fewer than 5"
THIRDS = ("lower", "middle", "upper")


@dataclass(frozen=True, slots=True)
class ThirdsCell:
    """A count in words, and how strongly it is tinted: a number of a class of the stylesheet."""

    words: str
    tint: int


@dataclass(frozen=True, slots=True)
class ThirdsTable:
    """Rows are the thirds of ``down``, columns those of ``across``."""

    down: str
    across: str
    rows: tuple[tuple[str, tuple[ThirdsCell, ...]], ...]


def counted(down: Mapping[str, str], across: Mapping[str, str]) -> dict[tuple[str, str], int]:
    """Return how many councils are in each pair of thirds, of those that have both figures."""
    found = {(one, other): 0 for one in THIRDS for other in THIRDS}
    for council in down.keys() & across.keys():
        found[down[council], across[council]] += 1
    return found


def shown_counts(counts: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int | None]:
    """Return the counts that may leave: one to four are None."""
    return {pair: None if 0 < count < FEWEST else count for pair, count in counts.items()}


def thirds_table(down: str, across: str, counts: Mapping[tuple[str, str], int | None]) -> ThirdsTable:
    rows = tuple((_name(one), tuple(_cell(counts.get((one, other))) for other in THIRDS)) for one in THIRDS)
    return ThirdsTable(down, across, rows)


def column_names() -> Sequence[str]:
    return [_name(one) for one in THIRDS]


def _name(third: str) -> str:
    return f"{third.capitalize()} third"


def _cell(count: int | None) -> ThirdsCell:
    if count is None:
        return ThirdsCell(FEW, 2)
    return ThirdsCell(f"{count}", 4 if count >= MANY else 3 if count >= FEWEST else 2)
