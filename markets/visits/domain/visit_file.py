"""A file of visits, whole: every row used, waiting, a copy or refused, and the counts add up to its rows."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from markets.visits.domain.attendance import CareAttendance
from markets.visits.domain.cells import DATED, UnreadableCell, date_order
from markets.visits.domain.columns import ColumnMapping, columns_in, missing_columns
from markets.visits.domain.copies import without_copies
from markets.visits.domain.length_units import plain_fields
from markets.visits.domain.marks import marks_of
from markets.visits.domain.second_careworker import SECOND, RowSpread, row_spread
from markets.visits.domain.shown_texts import row_shown
from markets.visits.domain.visit_row import CellFault, RefusedRow, RowReader, RowTexts

HEADER_WITHIN = 100
WITH_MOMENTS = ("planned_start", "planned_end", "actual_start", "actual_end", "cancelled_at")
# Marks of a row that waits until a person has answered.
WAITS = ("V12", "V13", "V18", "V21")
UNREADABLE = "unread"
# What the rows of one file can tell (MARKETS.md §9).
CODES = ("V06", "V07", "V08", "V09", "V10", "V12", "V13", "V14", "V15", "V16", "V18", "V19", "V20", "V21")
Rows = Iterator[tuple[int, list[str]]]


class UnknownColumns(Exception):
    """A file whose columns leave something open: its arguments are a code and sentences."""


@dataclass(frozen=True, slots=True)
class VisitDataset:
    """What was read of a file. ``marks`` holds the rows of each code, and ``used`` are in the file's order."""

    rows: int
    used: tuple[CareAttendance, ...]
    marks: dict[str, frozenset[int]]
    waiting: int
    copies: int
    refused: int
    fields: frozenset[str]
    faults: tuple[CellFault, ...] = ()

    def is_marked(self, attendance: CareAttendance, *codes: str) -> bool:
        return any(attendance.row in self.marks[code] for code in codes)


@dataclass(slots=True)
class _Taken:
    """What piles up while rows are read."""

    read: list[CareAttendance] = field(default_factory=list)
    later: list[RowTexts] = field(default_factory=list)
    marks: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    refused: set[int] = field(default_factory=set)
    faults: list[CellFault] = field(default_factory=list)
    rows: int = 0

    def take(self, reader: RowReader, row: RowTexts, busy: Sequence[tuple[int, int]] = ()) -> None:
        found, marks = reader.attendance(row, busy)
        self.read.append(found)
        for code in marks:
            self.marks[code].add(row.number)

    def refuse(self, number: int, trouble: Exception) -> None:
        self.refused.add(number)
        if isinstance(trouble, UnreadableCell):
            self.faults.append(CellFault(number, *trouble.args))
            self.marks[UNREADABLE].add(number)
        else:
            self.marks[str(trouble)].add(number)


def visits_from(lines: Iterable[str], mapping: ColumnMapping) -> VisitDataset:
    """Return the visits of a CSV file; raise ``UnknownColumns`` where its columns or dates leave something open."""
    lines = iter(lines)
    first = list(islice(lines, HEADER_WITHIN))
    rows = csv.reader(chain(first, lines), delimiter=_delimiter(first))
    header, numbered = _header(rows, mapping)
    columns = columns_in(header, mapping)
    if sentences := missing_columns(header, mapping):
        raise UnknownColumns("V03", *sentences)
    if not mapping.dates:
        numbered, order = _order(numbered, [place for key in WITH_MOMENTS for place in columns.get(key, ())])
    else:
        order = mapping.dates
    spread = row_spread(columns, len(header))
    if spread is None:
        return _dataset(_taken(RowReader(columns, mapping, order), numbered), plain_fields(columns))
    columns = columns_in([*header, *spread.names], mapping)
    begun = list(islice(numbered, 1))
    head = begun[0][0] - 1 if begun else 0
    pairs = _paired(chain(begun, numbered), spread)
    found = _dataset(_taken(RowReader(columns, mapping, order), pairs), plain_fields(columns) - set(SECOND))
    return replace(found, faults=tuple(replace(one, row=spread.file_row(one.row, head)) for one in found.faults))


def _paired(numbered: Rows, spread: RowSpread) -> Rows:
    """Yield two rows for each, numbered anew: those of both careworkers, the second blank where one came."""
    for place, (number, cells) in enumerate(numbered):
        first, second = spread.spread(cells) if any(cells) else ([], [])
        yield number + place, first
        yield number + place + 1, second


def _delimiter(lines: Sequence[str]) -> str:
    text = "".join(lines)
    return max(",;\t|", key=text.count)


def _header(rows: Iterator[list[str]], mapping: ColumnMapping) -> tuple[list[str], Rows]:
    """Return the row of column names among the first ones, and the numbered rows after it."""
    seen: list[list[str]] = []
    for number, row in enumerate(islice(rows, HEADER_WITHIN), 1):
        seen.append(row)
        if len(columns_in(row, mapping)) > 1:
            return row, ((place, cells) for place, cells in enumerate(rows, number + 1))
    first = next((row for row in seen if any(row)), [])
    raise UnknownColumns("V02", row_shown(", ".join(first)))


def _order(rows: Rows, places: Sequence[int]) -> tuple[Rows, str]:
    """Return the rows again with the order of their dates; only dates as 03/04/2025 have to be looked at first."""
    begun = list(islice(rows, HEADER_WITHIN))
    texts = {text for _, cells in begun for place in places if place < len(cells) for text in cells[place].split()[:1]}
    if not any(DATED.fullmatch(text) for text in texts):
        return chain(begun, rows), "iso"
    whole = begun + list(rows)
    dates = (cells[place].split()[:1] for _, cells in whole for place in places if place < len(cells))
    order = date_order({text for found in dates for text in found})
    if order is None:
        unclear = next(text for text in texts if DATED.fullmatch(text))
        words = f"Is {unclear} day or month first? No row in the file settles it. Say so with “_dates” in the mapping."
        raise UnknownColumns("V05", words)
    return iter(whole), order


def _taken(reader: RowReader, rows: Rows) -> _Taken:
    """Read the rows; those of a clock-change night last, as their careworker's other visits say how to read them."""
    taken = _Taken()
    for number, cells in rows:
        if not any(cells):
            continue
        taken.rows += 1
        try:
            row = reader.texts(number, cells)
            if row.is_uncertain:
                taken.later.append(row)
            else:
                taken.take(reader, row)
        except (UnreadableCell, RefusedRow) as trouble:
            taken.refuse(number, trouble)
    _take_uncertain(taken, reader)
    return taken


def _take_uncertain(taken: _Taken, reader: RowReader) -> None:
    """Read rows of a clock-change night in their order, each beside what its careworker did before and after."""
    if not taken.later:
        return
    near = {(row.texts.get("provider_ref", ""), row.texts.get("carer_ref", "")) for row in taken.later}
    busy: dict[tuple[str, str], list[tuple[int, int]]] = {key: [] for key in near if key[1]}
    for one in taken.read:
        _keep_busy(busy, one)
    for row in sorted(taken.later, key=lambda row: (row.starts[0] if row.starts else 0, row.number)):
        whose = (row.texts.get("provider_ref", ""), row.texts.get("carer_ref", ""))
        try:
            taken.take(reader, row, busy.get(whose, ()))
            _keep_busy(busy, taken.read[-1])
        except (UnreadableCell, RefusedRow) as trouble:
            taken.refuse(row.number, trouble)
    taken.read.sort(key=lambda one: one.row)


def _keep_busy(busy: dict[tuple[str, str], list[tuple[int, int]]], one: CareAttendance) -> None:
    whose = busy.get((one.provider, one.carer))
    if whose is not None and one.actual_start is not None and one.actual_seconds is not None:
        whose.append((one.actual_start, one.actual_start + one.actual_seconds))


def _dataset(taken: _Taken, fields: frozenset[str]) -> VisitDataset:
    """Set copies apart, then what waits, then mark what stays."""
    found = without_copies(taken.read)
    copies = set(found.copies)
    marks = {code: rows - copies for code, rows in taken.marks.items()} | {"V10": copies}
    for code, waiting in (("V12", found.twice_over), ("V13", found.unclear), ("V18", found.named)):
        marks[code] = set(waiting)
    waits = set().union(*(marks.get(code, set()) for code in WAITS))
    used = tuple(one for one in found.kept if one.row not in waits)
    for code, rows in marks_of(used).items():
        marks[code] = marks.get(code, set()) | rows
    return VisitDataset(
        rows=taken.rows,
        used=used,
        marks={code: frozenset(marks.get(code, ())) for code in (*CODES, *(() if not taken.faults else (UNREADABLE,)))},
        waiting=len(found.kept) - len(used),
        copies=len(found.copies),
        refused=len(taken.refused),
        fields=fields,
        faults=tuple(taken.faults),
    )
