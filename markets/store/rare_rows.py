"""Rows that SQL does not read: by the plain reader, those of a clock-change night beside their careworker's others."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markets.store.engine import HELD, Connection
from markets.store.stage_sql import StagePlan
from markets.store.word_tables import fill
from markets.visits.domain.attendance import CareAttendance
from markets.visits.domain.cells import UnreadableCell
from markets.visits.domain.columns import ColumnMapping
from markets.visits.domain.visit_row import CellFault, RefusedRow, RowReader, RowTexts

A_BATCH = 5000
SHOWN = 20
UNREAD = "unread"
COLUMNS = {
    "line": "BIGINT",
    "planned_start": "BIGINT",
    "planned_seconds": "BIGINT",
    "actual_start": "BIGINT",
    "actual_seconds": "BIGINT",
    "claimed_seconds": "BIGINT",
    "cancelled_at": "BIGINT",
    "begun": "BIGINT",
    "attendance": "SMALLINT",
    "carers_planned": "SMALLINT",
    "uncertain": "BOOLEAN",
    "over": "BOOLEAN",
    "refused": "VARCHAR",
}
Busy = Sequence[tuple[int, int]]
Person = tuple[str, str]


@dataclass(slots=True)
class RareRows:
    """What piles up while rare rows are read; of the cells that cannot be read the first are kept to be shown."""

    rows: list[tuple[object, ...]] = field(default_factory=list)
    later: list[RowTexts] = field(default_factory=list)
    busy: defaultdict[Person, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    faults: list[CellFault] = field(default_factory=list)

    def take(self, reader: RowReader, row: RowTexts, busy: Busy = ()) -> None:
        try:
            found, marks = reader.attendance(row, busy)
        except (UnreadableCell, RefusedRow) as trouble:
            self.refuse(row.number, trouble)
            return
        self.rows.append(_read(found, marks, row))
        if found.carer and found.actual_start is not None and found.actual_end is not None:
            self.busy[(found.provider, found.carer)].append((found.actual_start, found.actual_end))

    def refuse(self, line: int, trouble: Exception) -> None:
        code = UNREAD if isinstance(trouble, UnreadableCell) else str(trouble)
        if isinstance(trouble, UnreadableCell) and len(self.faults) < SHOWN:
            self.faults.append(CellFault(line, *trouble.args))
        self.rows.append((line, *[None] * 7, 0, 0, False, False, code))


def read_rare(connection: Connection, plan: StagePlan, mapping: ColumnMapping, order: str) -> list[CellFault]:
    """Make the table ``rare``; return the first cells that could not be read."""
    reader, found = RowReader(plan.compact(), mapping, order), RareRows()
    for line, cells in _rare_texts(connection):
        try:
            row = reader.texts(line, [cell or "" for cell in cells])
        except UnreadableCell as trouble:
            found.refuse(line, trouble)
            continue
        if row.is_uncertain:
            found.later.append(row)
        else:
            found.take(reader, row)
    _take_uncertain(connection, reader, found)
    fill(connection, "rare", COLUMNS, found.rows)
    return found.faults


def _rare_texts(connection: Connection) -> Iterator[tuple[int, list[str | None]]]:
    cursor = connection.cursor()
    cursor.execute(f"USE {HELD}")
    cursor.execute("SELECT line, texts FROM staged WHERE is_rare ORDER BY line")
    while batch := cursor.fetchmany(A_BATCH):
        yield from batch


def _take_uncertain(connection: Connection, reader: RowReader, found: RareRows) -> None:
    """Read rows of a clock-change night in their order, each beside what its careworker did before and after."""
    whose = {_person(row) for row in found.later if _person(row)[1]}
    for person, start, end in _others(connection, whose):
        found.busy[person].append((start, end))
    for row in sorted(found.later, key=lambda row: (row.starts[0] if row.starts else 0, row.number)):
        found.take(reader, row, found.busy[_person(row)] if _person(row)[1] else ())


def _person(row: RowTexts) -> Person:
    return row.texts.get("provider_ref", ""), row.texts.get("carer_ref", "")


def _others(connection: Connection, whose: set[Person]) -> Iterator[tuple[Person, int, int]]:
    """Yield what these careworkers did by rows that are not rare."""
    if not whose:
        return
    fill(connection, "asked_people", {"provider": "VARCHAR", "carer": "VARCHAR"}, sorted(whose))
    asked = """
        SELECT told.provider, staged.carer, actual_start, actual_seconds
        FROM staged JOIN texts_together AS told USING (words) JOIN outcome_words ON outcome = word
        SEMI JOIN asked_people ON told.provider = asked_people.provider AND staged.carer = asked_people.carer
        WHERE meant = 'done' AND NOT is_rare AND actual_seconds BETWEEN 1 AND 86400
        AND (planned_seconds IS NULL OR planned_seconds BETWEEN 1 AND 86400)
    """
    for provider, carer, start, seconds in connection.execute(asked).fetchall():
        yield (provider, carer), start, start + seconds


def _read(found: CareAttendance, marks: list[str], row: RowTexts) -> tuple[object, ...]:
    begun = found.planned_start if found.planned_start is not None else row.starts[0]
    return (
        found.row,
        found.planned_start,
        found.planned_seconds,
        found.actual_start,
        found.actual_seconds,
        found.claimed_seconds,
        found.cancelled_at,
        begun,
        found.attendance,
        found.carers_planned,
        "V07" in marks,
        "V08" in marks,
        None,
    )
