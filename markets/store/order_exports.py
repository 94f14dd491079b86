"""Visits sent in one archive with the order export that holds their plan: which file is which."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from markets.store.row_sources import chained
from markets.store.table_sources import TableSource
from markets.visits.domain.column_proposals import column_words, words_of_name
from markets.visits.domain.columns import plain_name
from markets.visits.domain.file_layout import FileLayout
from markets.visits.domain.order_columns import named_apart
from markets.visits.domain.presets import preset_for

DELIVERED = frozenset({"actual_start", "actual_end", "actual_seconds", "outcome"})


@dataclass(frozen=True, slots=True)
class OrderedSource:
    """Visits and their orders, not yet joined: its layout shows the columns of both."""

    visits: TableSource
    orders: TableSource
    is_straight: bool = True

    @property
    def layout(self) -> FileLayout:
        here, there = self.visits.layout, self.orders.layout
        width = len(here.names)
        rows = zip_longest(here.sample, there.sample, fillvalue=())
        sample = tuple((*visit[:width], *[""] * (width - len(visit)), *order) for visit, order in rows)
        return FileLayout((*here.names, *named_apart(there.names)), here.row, here.line, here.delimiter, sample)

    def quick(self) -> Iterator[bytes]:
        return self.visits.quick()

    def straight(self) -> Iterator[bytes]:
        return self.visits.straight()

    def rows(self) -> Iterator[Sequence[str]]:
        return self.visits.rows()


def archived(sources: Sequence[TableSource]) -> TableSource:
    """Return the files of an archive as one: of one layout, or visits and the orders that hold their plan."""
    groups: dict[tuple[str, ...], list[TableSource]] = {}
    for source in sources:
        look = (source.layout.delimiter, *map(plain_name, source.layout.names))
        groups.setdefault(look, []).append(source)
    plans = [group for group in groups.values() if _holds_plans(group[0].layout.names)]
    if len(groups) != 2 or len(plans) != 1:
        return chained(sources)
    visits = next(group for group in groups.values() if group is not plans[0])
    return OrderedSource(chained(visits), chained(plans[0]))


def _holds_plans(names: Sequence[str]) -> bool:
    """Tell whether a file has plans and nothing of what became of them."""
    fields = {column_words().get(plain_name(words_of_name(name)), "") for name in names}
    return "planned_start" in fields and not fields & DELIVERED and preset_for(names) is None
