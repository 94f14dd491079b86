"""What a file needs before it is read: its orders' plan joined, and a row for each of two careworkers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from markets.store.order_exports import OrderedSource
from markets.store.order_plans import joined
from markets.store.second_careworkers import PairedSource
from markets.store.table_sources import TableSource
from markets.visits.domain.columns import ColumnMapping, columns_in
from markets.visits.domain.order_columns import of_visits
from markets.visits.domain.second_careworker import SECOND, row_spread

TWO = "{n} rows hold two careworkers: each is counted as two rows."
Order = Callable[[TableSource, ColumnMapping], str]


@dataclass(frozen=True, slots=True)
class PreparedSource:
    """A file as it is read, with its mapping, and what is to be said of how it came to be."""

    source: TableSource
    mapping: ColumnMapping
    paired: PairedSource | None = None
    said: list[dict[str, Any]] = field(default_factory=list)

    def file_row(self, line: int) -> int:
        return line if self.paired is None else self.paired.file_row(line)

    def notes(self) -> list[dict[str, Any]]:
        """Return what is said once all is read."""
        if self.paired is None or not self.paired.seconds:
            return list(self.said)
        n = self.paired.seconds
        return [*self.said, {"code": "V13", "n": n, "words": TWO.format(n=f"{n:,}")}]


def prepared(source: TableSource, mapping: ColumnMapping, order_of: Order) -> PreparedSource:
    """Return the file as it is read; ``order_of`` tells which number of its dates is the day."""
    said: list[dict[str, Any]] = []
    if isinstance(source, OrderedSource):
        source, mapping, said = _with_plans(source, mapping, order_of)
    spread = row_spread(columns_in(source.layout.names, mapping), len(source.layout.names))
    if spread is None:
        return PreparedSource(source, mapping, None, said)
    paired = PairedSource(source, spread)
    columns = {name: key for name, key in mapping.columns.items() if key not in SECOND}
    return PreparedSource(paired, ColumnMapping(columns, mapping.words, mapping.zone, mapping.dates), paired, said)


def _with_plans(
    source: OrderedSource, mapping: ColumnMapping, order_of: Order
) -> tuple[TableSource, ColumnMapping, list[dict[str, Any]]]:
    found, own = joined(source, mapping, order_of(source.visits, of_visits(mapping)))
    return found, own, list(found.notes)
