"""One file of visits, from its bytes to Parquet of a folder that is not yet anybody's, with every row accounted for."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from markets.places.domain.postal_places import PostalPlaces
from markets.store import (
    half_minute_cells,
    rare_rows,
    row_marks,
    staged_rows,
    taken_rows,
    texts_together,
    used_rows,
    word_tables,
)
from markets.store.engine import Connection, closed_down, pack
from markets.store.moment_sql import formats_of
from markets.store.prepared_sources import prepared
from markets.store.pseudonyms import PseudonymKey
from markets.store.stage_sql import MOMENTS, StagePlan
from markets.store.table_sources import TableSource
from markets.store.used_rows import UsedRows
from markets.store.word_tables import Resolve, UnknownTexts
from markets.visits.domain.cells import DATED, VisitWords, date_order
from markets.visits.domain.columns import ColumnMapping, columns_in
from markets.visits.domain.length_units import plain_fields
from markets.visits.domain.take_in_findings import placed_by
from markets.visits.domain.take_in_questions import ABOUT_DATASET, TWICE
from markets.visits.domain.visit_row import CellFault

SAMPLED = 60


@dataclass(frozen=True, slots=True)
class HeldBefore:
    """A dataset of the same holder that was taken in before: where it lies, and of which days."""

    folder: Path
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class TakeInSettings:
    """What a take-in needs to know beside the file: its mapping, who provides, the key, and whose the rows may be."""

    mapping: ColumnMapping
    resolve: Resolve
    key: PseudonymKey
    drops_others: bool = False
    cards: Sequence[date] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    before: Sequence[HeldBefore] = ()
    places: PostalPlaces = field(default_factory=PostalPlaces)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a file: its rows add up to used, copies, waiting, refused and elsewhere."""

    rows: int
    copies: int
    waiting: int
    refused: int
    elsewhere: int
    used: UsedRows
    waits: Mapping[str, int]
    refusals: Mapping[str, int]
    unknown: UnknownTexts
    unknown_providers: Mapping[str, int]
    faults: Sequence[CellFault]
    fields: Sequence[str]
    half_minutes: Sequence[tuple[str, ...]]
    places: Sequence[tuple[str, str]]
    order: str = ""
    has_wall_clocks: bool = False
    overlaps: Sequence[int] = ()
    marks: Mapping[str, int] = field(default_factory=dict)
    notes: Sequence[dict[str, Any]] = ()


class OpenDates(Exception):
    """Dates that can be read two ways, and no row settles it: one of them is the argument (V05)."""


def take_in(
    source: TableSource, asked: TakeInSettings, work: Path, target: Path, report: Callable[[int], None]
) -> TakenIn:
    """Read a file into ``target``; ``work`` is a folder of this process alone."""
    ready = prepared(source, asked.mapping, _order)
    source, asked = ready.source, replace(asked, mapping=ready.mapping)
    columns = columns_in(source.layout.names, asked.mapping)
    order = _order(source, asked.mapping)
    plan = plan_of(source, columns, asked.mapping.zone, order)
    folders = [work, target, *(one.folder for one in asked.before)]
    with closed_down(*folders, spill=work / "spill") as connection:
        staged_rows.prepare(connection)
        _stage(connection, plan, source, work, report)
        found = _taken(connection, plan, asked, target, order)
    faults = [replace(fault, row=ready.file_row(fault.row)) for fault in found.faults]
    notes = [*ready.notes(), *placed_by(found.unknown.postcodes, asked.places.attributions)]
    return replace(found, faults=faults, notes=notes)


def _order(source: TableSource, mapping: ColumnMapping) -> str:
    return mapping.dates or order_of_dates(source, columns_in(source.layout.names, mapping))


def plan_of(source: TableSource, columns: Mapping[str, Sequence[int]], zone: str, order: str) -> StagePlan:
    layout = source.layout
    formats = {key: formats_of(_joined(source, columns[key]), order) for key in MOMENTS if key in columns}
    return StagePlan(len(layout.names), layout.delimiter, layout.row + 1, columns, formats, zone)


def _joined(source: TableSource, places: Sequence[int]) -> list[str]:
    """Return a field's first texts, a date and its time in columns of their own put together."""
    rows = zip(*(source.layout.column(place) for place in places), strict=False)
    texts = (" ".join(cell for cell in row if cell) for row in rows)
    return list(islice((text for text in texts if text), SAMPLED))


def order_of_dates(source: TableSource, columns: Mapping[str, Sequence[int]]) -> str:
    """Return which number of a date is the day; the whole file is looked at where its first rows leave it open."""
    places = [place for key in MOMENTS for place in columns.get(key, ())]
    first = {text.split()[0] for place in places for text in source.layout.column(place) if text}
    if not any(DATED.fullmatch(text) for text in first):
        return "iso"
    settled = date_order(first)
    if settled in ("dmy", "mdy"):
        return settled
    settled = date_order(text for row in source.rows() for place in places for text in _first(row, place))
    if settled is None:
        raise OpenDates(next(text for text in sorted(first) if DATED.fullmatch(text)))
    return settled


def _first(row: Sequence[str], place: int) -> list[str]:
    return row[place].split()[:1] if place < len(row) else []


def _stage(
    connection: Connection, plan: StagePlan, source: TableSource, work: Path, report: Callable[[int], None]
) -> None:
    """Bring the rows as they are; where they are too crooked for that, written straight."""
    try:
        staged_rows.stage(connection, plan, source.quick(), work, report)
    except staged_rows.CrookedRows:
        if source.is_straight:
            raise
        staged_rows.stage(connection, plan, source.straight(), work, report)


def _taken(connection: Connection, plan: StagePlan, asked: TakeInSettings, target: Path, order: str) -> TakenIn:
    rows = _count(connection, "staged")
    pack(connection, rows)
    unknown = UnknownTexts()
    texts_together.group_texts(connection)
    word_tables.outcome_words(connection, VisitWords(asked.mapping.words), unknown)
    providers = word_tables.provider_words(connection, asked.resolve)
    word_tables.reference_words(connection, asked.key, providers)
    word_tables.place_words(connection, unknown, asked.places)
    texts_together.resolve_texts(connection)
    faults = rare_rows.read_rare(connection, plan, asked.mapping, order)
    taken_rows.refuse_and_take(connection, asked.key)
    taken_rows.drop_copies(connection)
    taken_rows.number_careworkers(connection)
    taken_rows.set_waiting_apart(connection, asked.answers)
    marks = used_rows.mark_rows(connection, providers, row_marks.marks_together(connection))
    elsewhere = used_rows.leave_out_others(connection) if asked.drops_others else 0
    overlaps = _overlaps(connection, asked)
    used = used_rows.count_used(connection)
    used_rows.write_months(connection, sorted(used.by_month), target)
    refusals = Counter(dict(connection.execute("SELECT code, count(*) FROM refused GROUP BY 1").fetchall()))
    waits = dict(connection.execute("SELECT code, count(*) FROM waits GROUP BY 1 ORDER BY 1").fetchall())
    waiting = connection.execute("SELECT count(DISTINCT line) FROM waits").fetchone()
    return TakenIn(
        rows=rows,
        copies=_count(connection, "copies"),
        waiting=int(waiting[0]) if waiting else 0,
        refused=sum(refusals.values()),
        elsewhere=elsewhere,
        used=used,
        waits=waits,
        refusals=refusals,
        unknown=unknown,
        unknown_providers=providers.unknown,
        faults=[*faults, *_without_visit(connection, rare_rows.SHOWN - len(faults))],
        fields=sorted(plain_fields(plan.places)),
        half_minutes=half_minute_cells.half_minutes(connection, asked.cards),
        places=providers.places,
        order=order,
        has_wall_clocks=any(one.kind in ("wall", "time") for ways in plan.formats.values() for one in ways),
        overlaps=overlaps,
        marks=marks,
    )


def _overlaps(connection: Connection, asked: TakeInSettings) -> list[int]:
    """Return how many visits each dataset before holds already; take them out where only new ones are wanted (V12)."""
    if not asked.before:
        return []
    days = used_rows.days_used(connection)
    found = []
    for one in asked.before:
        if days is None or one.last_day < days[0] or one.first_day > days[1]:
            found.append(0)
            continue
        found.append(used_rows.held_twice(connection, one.folder))
        if asked.answers.get(ABOUT_DATASET) == TWICE:
            used_rows.drop_held(connection)
    return found


def _count(connection: Connection, table: str) -> int:
    found = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(found[0]) if found else 0


def _without_visit(connection: Connection, most: int) -> list[CellFault]:
    """Return the first rows of visits that were done without saying when."""
    asked = "SELECT line FROM refused ANTI JOIN rare USING (line) WHERE code = 'unread' ORDER BY line LIMIT $1"
    expected = "when a visit that was done began and how long it lasted"
    rows = connection.execute(asked, [max(0, most)]).fetchall()
    return [CellFault(line, "actual_start", "", expected) for (line,) in rows]
