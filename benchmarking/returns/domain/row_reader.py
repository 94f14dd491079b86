"""Read the rows of a table of a return: what each cell is worth, and which cell cannot be used and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from benchmarking.returns.domain.questionnaire import ReturnTable
from benchmarking.returns.domain.remarks import ReturnRemark
from benchmarking.returns.domain.storable_text import storable
from costing.answers import Value
from costing.bands import Band
from costing.figure_words import band_in_words
from costing.findings import Severity
from costing.form import AnswerType, Question
from costing.parsing import NotUnderstood, understand
from costing.parsing.answers import wanted
from spreadsheets.cells import Cell, CellKind
from spreadsheets.tables.any_file import UnreadableTable, read_rows
from spreadsheets.tables.delimited_text import TextReading, reading_of
from spreadsheets.tables.rows import Take

MOST_ROWS, HEADS_WITHIN, LONGEST_CELL = 2_000, 100, 300
TypedRow = dict[str, str]


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row: its number as a person counts them, and the value of each column; None where it cannot be used."""

    number: int
    values: Mapping[str, Value]


@dataclass(frozen=True)
class ReadTable:
    """The rows that can be used, and a remark on each cell that cannot."""

    rows: tuple[ReadRow, ...]
    remarks: tuple[ReturnRemark, ...]


def read_table(table: ReturnTable, rows: Sequence[Mapping[str, str]]) -> ReadTable:
    """Read rows as they were typed; a row with a cell that cannot be used is remarked on and left out."""
    sound, remarks = [], []
    for number, row in enumerate(rows, 1):
        values, faults = _read_row(table, number, row)
        remarks += faults
        if not faults:
            sound.append(ReadRow(number, values))
    return ReadTable(tuple(sound), tuple(remarks))


def _read_row(table: ReturnTable, number: int, row: Mapping[str, str]) -> tuple[dict[str, Value], list[ReturnRemark]]:
    values: dict[str, Value] = {}
    faults = []
    needs_minutes = row.get("priced_by", "").strip().lower() == "visit"
    for column in table.columns:
        text = row.get(column.key, "")
        is_needed = column.required or (column.key == "visit_minutes" and needs_minutes)
        value, because = _value(column, text, is_needed=is_needed)
        values[column.key] = value
        if because:
            read = f"“{text.strip()[:40]}”" if text.strip() else "blank"
            faults.append(
                ReturnRemark(
                    "R04",
                    Severity.MUST_FIX,
                    f"{table.title}, row {number}, {column.label}: it is {read}; {because}.",
                    key=table.slug,
                    place=f"{table.title}, row {number}",
                    row=number,
                )
            )
    return values, faults


def _value(column: Question, text: str, *, is_needed: bool) -> tuple[Value, str]:
    """Return what a cell is worth, and why it cannot be used; blank if it can."""
    if not text.strip():
        return None, f"expected is {wanted(column)}" if is_needed else ""
    read = understand(column, Cell("", "", CellKind.TEXT, text))
    if isinstance(read, NotUnderstood):
        return None, f"expected is {wanted(column)}"
    value = read.value
    if value is None:
        return None, f"expected is {wanted(column)}" if is_needed else ""
    if column.is_numeric and not isinstance(value, str) and _is_outside(column, value):
        return None, f"expected is {band_in_words(Band(column.hard_min, column.hard_max, column.unit))}"
    return value, ""


def _is_outside(column: Question, value: Value) -> bool:
    if not isinstance(value, Decimal):
        return False
    if column.type == AnswerType.INTEGER and value != int(value):
        return True
    return value not in Band(column.hard_min, column.hard_max, column.unit)


@dataclass
class _Gathered:
    """The rows below the first row of headings, of the sheet that has one."""

    table: ReturnTable
    places: dict[str, int] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    rows: list[TypedRow] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)

    def begin(self, sheet: str) -> Take | None:
        if sheet:
            self.sheets.append(sheet)
        return None if self.places else self.take

    def take(self, number: int, cells: list[str]) -> bool:
        if self.places:
            row = {key: cells[at].strip()[:LONGEST_CELL] for key, at in self.places.items() if at < len(cells)}
            if any(row.values()):
                self.rows.append(row)
            return len(self.rows) <= MOST_ROWS
        found = _places(self.table, cells)
        if all(column.key in found for column in self.table.columns if column.required):
            self.places = found
            known = found.values()
            self.unread = [cell.strip()[:60] for at, cell in enumerate(cells) if cell.strip() and at not in known]
        return bool(self.places) or number < HEADS_WITHIN


def _places(table: ReturnTable, cells: Iterable[str]) -> dict[str, int]:
    heads = [_plain(cell) for cell in cells]
    return {
        column.key: place
        for column in table.columns
        if (place := next((heads.index(word) for word in _names(column) if word in heads), None)) is not None
    }


def _names(column: Question) -> tuple[str, str]:
    return _plain(column.key), _plain(column.label)


def _plain(text: str) -> str:
    return " ".join(text.replace("_", " ").lower().split())


@dataclass(frozen=True)
class TableFile:
    """What a file of a table holds: its rows as typed, the headings that mean nothing here, and how it was read."""

    rows: tuple[TypedRow, ...]
    unread: tuple[str, ...]
    reading: TextReading | None = None

    @property
    def words(self) -> str:
        """Return how it was read, for a person to look at; what is as everywhere is not told."""
        count = f"{len(self.rows):,} row{'' if len(self.rows) == 1 else 's'}"
        if self.reading is None or (self.reading.separator == "comma" and not self.reading.letters):
            return f"{count} read."
        kind = f"{self.reading.letters} text" if self.reading.letters else "text"
        look = f"; please look at “{self.reading.example}”" if self.reading.example else ""
        return f"Read as {self.reading.separator}-separated {kind}; {count}{look}."


def rows_of_file(table: ReturnTable, data: bytes) -> TableFile:
    """Return the rows of an xlsx, ods or csv file; raise UnreadableTable, in words, for what is no such table."""
    gathered = _Gathered(table)
    read_rows(data, gathered.begin, says_percent=True)
    if not gathered.places:
        needed = ", ".join(f"“{column.label}”" for column in table.columns if column.required)
        sheets = f"We found the sheets {', '.join(gathered.sheets)}. " if gathered.sheets else ""
        raise UnreadableTable(f"{sheets}We look for a row of headings with {needed}.")
    if not gathered.rows:
        raise UnreadableTable("There is no row below the headings.")
    if len(gathered.rows) > MOST_ROWS:
        raise UnreadableTable(f"There are more than {MOST_ROWS:,} rows in it, which is more than we take.")
    return TableFile(tuple(gathered.rows), tuple(gathered.unread), reading_of(data))


def only_cells(table: ReturnTable, row: Mapping[str, object]) -> TypedRow:
    """Return what fills columns of the table, of each cell no more than anybody means to type."""
    texts = {column.key: storable(str(row.get(column.key, "")))[:LONGEST_CELL] for column in table.columns}
    return {key: text for key, text in texts.items() if text}
