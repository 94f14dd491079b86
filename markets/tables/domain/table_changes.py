"""What a new table changes of the one that holds: rows that come, go, or say something else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markets.tables.domain.table_kinds import MarketTableKind

# What makes a row the same one in two tables.
IDENTITY = {
    MarketTableKind.PACKAGES: ("client", "provider", "starts"),
    MarketTableKind.OFFERS: ("ref", "sent"),
    MarketTableKind.LOTS: ("lot", "provider", "starts"),
    MarketTableKind.SUB_CONTRACTS: ("lot", "lead", "sub", "starts"),
    MarketTableKind.SPARE_HOURS: ("provider", "zone"),
}
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TableChanges:
    new: int
    gone: int
    changed: int
    same: int


def changes(kind: MarketTableKind, before: Iterable[Row], after: Iterable[Row]) -> TableChanges:
    then, now = (_by_identity(kind, rows) for rows in (before, after))
    both = then.keys() & now.keys()
    changed = sum(then[key] != now[key] for key in both)
    return TableChanges(len(now.keys() - both), len(then.keys() - both), changed, len(both) - changed)


def repeated(kind: MarketTableKind, rows: Iterable[Row]) -> int:
    """Return how many rows are of the same thing as one before them."""
    found = list(rows)
    return len(found) - len(_by_identity(kind, found))


def without_repeats(kind: MarketTableKind, rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Return each thing once, as its last row says."""
    return [dict(row) for row in _by_identity(kind, rows).values()]


def _by_identity(kind: MarketTableKind, rows: Iterable[Row]) -> dict[tuple[str, ...], Row]:
    return {tuple(str(row[name]) for name in IDENTITY[kind]): row for row in rows}
