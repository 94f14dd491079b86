"""Each row of visits with the plan of its order, in three columns behind its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from markets.store.order_exports import OrderedSource
from markets.store.pseudonyms import plain_reference
from markets.store.table_sources import TableSource
from markets.store.text_files import UnreadableFile, written_straight
from markets.visits.domain.cells import DATED, Moments, UnreadableCell, date_order
from markets.visits.domain.columns import ColumnMapping, columns_in
from markets.visits.domain.file_layout import FileLayout
from markets.visits.domain.length_units import with_seconds
from markets.visits.domain.order_columns import (
    LACKING,
    PLAN,
    PLAN_IN_UNITS,
    can_be_joined,
    named_apart,
    of_orders,
    of_visits,
)
from markets.visits.domain.order_matching import NONE, LoggedRow, VisitOrder, matched

MOST_ROWS = 500_000
TOO_MANY = "With an order export a file may hold 500,000 rows, and as many orders. Send the months one by one."
NO_PLAN = ("", "", "")
Cells = Sequence[str]


class OpenOrders(Exception):
    """Columns of an order export that nobody has explained; a sentence is the argument."""


class OpenOrderDates(Exception):
    """Dates of an order export that can be read two ways: one of them is the argument (V05)."""


@dataclass(frozen=True, slots=True)
class JoinedSource:
    """Visits with the plan of the order that was found for each."""

    visits: TableSource
    plans: Sequence[Cells]
    found: Sequence[int]
    notes: Sequence[dict[str, Any]] = field(default_factory=list)
    is_straight: bool = True

    @property
    def layout(self) -> FileLayout:
        here = self.visits.layout
        rows = (self._with(row, self._sampled(number)) for number, row in enumerate(here.sample))
        sample = tuple(tuple(row) for row in rows)
        return FileLayout((*here.names, *named_apart(PLAN)), here.row, here.line, here.delimiter, sample)

    def _sampled(self, number: int) -> Cells:
        """Return a plan, whosever it is: a sample tells how moments are written, and nothing else."""
        return self.plans[number % len(self.plans)] if self.plans else NO_PLAN

    def _with(self, row: Cells, plan: Cells) -> list[str]:
        width = len(self.visits.layout.names)
        return [*row[:width], *[""] * (width - len(row)), *plan]

    def quick(self) -> Iterator[bytes]:
        return self.straight()

    def straight(self) -> Iterator[bytes]:
        return written_straight(self.rows(), len(self.layout.names), self.layout.delimiter)

    def rows(self) -> Iterator[Cells]:
        for row, place in zip(self.visits.rows(), self.found, strict=True):
            yield self._with(row, NO_PLAN if place == NONE else self.plans[place]) if any(row) else []


def joined(source: OrderedSource, mapping: ColumnMapping, order: str) -> tuple[JoinedSource, ColumnMapping]:
    """Return the visits with their plans, and the mapping that reads them; ``order`` is that of the visits' dates."""
    own = of_visits(mapping)
    orders, plans = _orders(source.orders, of_orders(source.orders.layout.names, mapping), mapping)
    columns = columns_in(source.visits.layout.names, own)
    reader = Moments(order, mapping.zone)
    logged = [_logged(row, columns, reader) for row in _limited(source.visits)]
    if not {one.client[0] for one in logged} & {one.client[0] for one in orders}:
        # One of them calls providers otherwise, or not at all: a client's reference has to do.
        orders = [VisitOrder(one.visit, ("", one.client[1]), one.start) for one in orders]
        logged = [LoggedRow(one.visit, ("", one.client[1]), one.carer, one.start) for one in logged]
    found = matched(logged, orders)
    return JoinedSource(source.visits, plans, found, [_note(found, logged, len(orders))]), own


def _orders(
    source: TableSource, places: dict[str, list[int]], mapping: ColumnMapping
) -> tuple[list[VisitOrder], list[Cells]]:
    """Return the orders that say when they are to start, and the plan of each as texts."""
    if not can_be_joined(places):
        raise OpenOrders(LACKING)
    rows = _limited(source)
    reader = Moments(_order_of(rows, places, mapping.dates), mapping.zone)
    orders: list[VisitOrder] = []
    plans: list[Cells] = []
    for row in rows:
        start = _text(row, places, "planned_start")
        try:
            instants = reader.read(start)
        except UnreadableCell:
            continue
        if instants:
            orders.append(VisitOrder(_reference(row, places, "visit_ref"), _whose(row, places), instants[0]))
            plans.append(
                [
                    _as_iso(start, reader),
                    _as_iso(_text(row, places, "planned_end"), reader),
                    _length(row, places),
                ]
            )
    return orders, plans


def _length(row: Cells, places: dict[str, list[int]]) -> str:
    texts = {key: _text(row, places, key) for key in ("planned_seconds", *PLAN_IN_UNITS) if key in places}
    return with_seconds(texts).get("planned_seconds", "")


def _order_of(rows: Sequence[Cells], places: dict[str, list[int]], said: str) -> str:
    texts = [text for row in rows for text in _text(row, places, "planned_start").split()[:1]]
    if found := date_order(texts):
        return found
    if not said:
        raise OpenOrderDates(next(text for text in texts if DATED.fullmatch(text)))
    return said


def _as_iso(text: str, reader: Moments) -> str:
    """Return a date and a time as every reader has them, whatever the visits' own dates look like."""
    return reader.wall_text(text) if DATED.fullmatch(text) else text


def _logged(row: Cells, columns: dict[str, list[int]], reader: Moments) -> LoggedRow:
    try:
        instants = reader.read(_text(row, columns, "actual_start"))
    except UnreadableCell:
        instants = ()
    carer = _reference(row, columns, "carer_ref") or _reference(row, columns, "attendance")
    visit = _reference(row, columns, "visit_ref")
    return LoggedRow(visit, _whose(row, columns), carer, instants[0] if instants else None)


def _whose(row: Cells, places: dict[str, list[int]]) -> tuple[str, str]:
    return _reference(row, places, "provider_ref"), _reference(row, places, "client_ref")


def _reference(row: Cells, places: dict[str, list[int]], key: str) -> str:
    return plain_reference(_text(row, places, key))


def _text(row: Cells, places: dict[str, list[int]], key: str) -> str:
    return " ".join(text for place in places.get(key, ()) if place < len(row) and (text := row[place].strip()))


def _limited(source: TableSource) -> list[Cells]:
    rows: list[Cells] = []
    for row in source.rows():
        rows.append(row)
        if len(rows) > MOST_ROWS:
            raise UnreadableFile("V01", TOO_MANY)
    return rows


def _note(found: Sequence[int], logged: Sequence[LoggedRow], orders: int) -> dict[str, Any]:
    """Return what is said of the join: what has no order has no plan, and what was ordered alone makes no visit."""
    joined_rows = sum(place != NONE for place in found)
    alone = sum(bool(one.client[1]) for one in logged) - joined_rows
    unmet = orders - len(set(found) - {NONE})
    words = (
        f"Rows with the plan of their order: {joined_rows:,}; without one within three hours: {alone:,}. "
        f"Orders without a row: {unmet:,}; nothing is made of them, as the file does not say what became of them."
    )
    return {"code": "V20", "n": alone, "words": words}
