"""The workbook of a council's return: written with what is known, read back with the cell of each answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from benchmarking.returns.domain.questionnaire import PROFILE, TABLES, ReturnTable
from benchmarking.returns.domain.row_reader import LONGEST_CELL, MOST_ROWS, TypedRow
from costing.form import Question
from spreadsheets.dates import date_from_text
from spreadsheets.plain_books import PlainSheet, book_xlsx
from spreadsheets.tables.any_file import UnreadableTable, read_rows
from spreadsheets.tables.rows import Take

ABOUT = "About this workbook"
HEADS = ("Question", "Your answer", "Unit", "Choices or help", "Key")
_ANSWER_COLUMN, _LONGEST = "B", 500
HIGHEST_ROW = 2_000
_ROUND, _COUNCIL, _CODE, _WEEK = "Round", "Council", "ONS code", "Monday of the reference week"


@dataclass(frozen=True, slots=True)
class WorkbookOf:
    """Whose workbook it is, and of which round."""

    round_name: str
    council: str
    ons_code: str
    week: date


def written_workbook(of: WorkbookOf, typed: Mapping[str, str], rows: Mapping[str, Sequence[TypedRow]]) -> bytes:
    """Return the workbook: a sheet for each part of the profile, and one for each table."""
    about = PlainSheet(
        ABOUT,
        ("Council profile", "Fill in the column “Your answer”, and a row for each price and provider."),
        ((_ROUND, of.round_name), (_COUNCIL, of.council), (_CODE, of.ons_code), (_WEEK, of.week.isoformat())),
    )
    profile = [
        PlainSheet(sheet, HEADS, tuple(_row(question, typed) for question in PROFILE.questions_on(sheet)))
        for sheet in PROFILE.sheets
    ]
    return book_xlsx([about, *profile, *(_table(table, rows.get(slug, ())) for slug, table in TABLES.items())])


def _row(question: Question, typed: Mapping[str, str]) -> tuple[str | None, ...]:
    help_words = " · ".join(part for part in (" | ".join(question.choices), question.help) if part)
    answer = typed.get(question.key) or None
    return question.label, answer, question.unit or None, help_words or None, question.key


def _table(table: ReturnTable, rows: Sequence[TypedRow]) -> PlainSheet:
    columns = table.typed_columns
    cells = tuple(tuple(row.get(column.key) or None for column in columns) for row in rows)
    return PlainSheet(table.title, tuple(column.label for column in columns), cells)


@dataclass
class ReadWorkbook:
    """What a workbook holds: whose it says it is, each answer with its cell, and the rows of its tables."""

    said: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    where: dict[str, tuple[str, str]] = field(default_factory=dict)
    rows: dict[str, list[TypedRow]] = field(default_factory=dict)

    @property
    def ons_code(self) -> str:
        return self.said.get(_CODE, "").strip().upper()

    @property
    def council(self) -> str:
        return self.said.get(_COUNCIL, "").strip()

    @property
    def week(self) -> date | None:
        return date_from_text(self.said.get(_WEEK, "")[:10])


def read_return_workbook(data: bytes) -> ReadWorkbook:
    """Read a workbook; raise UnreadableTable, in words, for what is none of ours."""
    read, sheets = ReadWorkbook(), list[str]()
    by_label = {_plain(question.label): question.key for question in PROFILE.questions}

    def begin(sheet: str) -> Take | None:
        sheets.append(sheet)
        table = next((one for one in TABLES.values() if _plain(one.title) == _plain(sheet)), None)
        if table is not None:
            return _TableSheet(table, read.rows.setdefault(table.slug, [])).take
        return lambda number, cells: _take(read, by_label, sheet, number, cells)

    read_rows(data, begin, says_percent=True)
    if not read.where:
        found = ", ".join(name for name in sheets if name) or "no sheet"
        raise UnreadableTable(f"We found {found}. We look for the questions of the profile: is it its workbook?")
    return read


def _take(read: ReadWorkbook, by_label: Mapping[str, str], sheet: str, number: int, cells: list[str]) -> bool:
    first, answer = cells[0].strip() if cells else "", cells[1].strip() if len(cells) > 1 else ""
    if sheet == ABOUT:
        read.said.setdefault(first, answer[:200])
        return number < HIGHEST_ROW
    key = next((word for cell in cells[2:] if (word := cell.strip()) in PROFILE.by_key), by_label.get(_plain(first)))
    if key is not None and key not in read.where:
        read.where[key] = (sheet, f"{_ANSWER_COLUMN}{number}")
        if answer:
            read.typed[key] = answer[:_LONGEST]
    return number < HIGHEST_ROW


@dataclass
class _TableSheet:
    """Takes the rows of a table's sheet, below its headings."""

    table: ReturnTable
    rows: list[TypedRow]
    places: dict[str, int] = field(default_factory=dict)

    def take(self, _number: int, cells: list[str]) -> bool:
        heads = [_plain(cell) for cell in cells]
        if not self.places:
            for column in self.table.columns:
                for word in (_plain(column.label), _plain(column.key)):
                    if word in heads:
                        self.places.setdefault(column.key, heads.index(word))
            if len(self.places) < len(self.table.typed_columns) // 2:
                self.places = {}
            return True
        row = {key: cells[at].strip()[:LONGEST_CELL] for key, at in self.places.items() if at < len(cells)}
        if any(row.values()):
            self.rows.append({key: text for key, text in row.items() if text})
        return len(self.rows) < MOST_ROWS


def _plain(text: str) -> str:
    return " ".join(text.replace("_", " ").lower().split())
