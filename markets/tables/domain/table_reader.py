"""Read a small table of a market from a file: its rows, or which cell cannot be used and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from markets.tables.domain.table_cells import EXPECTED, CellText, UnusableCell, value_of
from markets.tables.domain.table_kinds import MarketTableKind, TableColumn, columns_of, plain
from spreadsheets.tables.any_file import UnreadableTable, read_rows
from spreadsheets.tables.rows import Take

MOST_ROWS, HEADS_WITHIN, FAULTS_KEPT = 50_000, 20, 100
# What names somebody is not kept, whatever it is called.
NAMES = frozenset({"name", "client name", "service user name", "address", "postcode", "date of birth", "dob", "nhs no"})
Row = dict[str, CellText]


@dataclass(frozen=True, slots=True)
class TableFault:
    """A cell that cannot be used: its row, what was read, and what was expected."""

    row: int
    column: str
    read: str
    expected: str

    @property
    def message(self) -> str:
        read = f"“{self.read[:40]}”" if self.read else "blank"
        return f"Row {self.row:,}, {self.column}: it is {read}; expected is {self.expected}."


@dataclass
class ReadMarketTable:
    """What was read; ``unread`` are headings that mean nothing here, ``faulty`` the rows that cannot be used."""

    kind: MarketTableKind
    rows: list[Row] = field(default_factory=list)
    faults: list[TableFault] = field(default_factory=list)
    faulty: int = 0
    unread: list[str] = field(default_factory=list)

    def find(self, fault: TableFault) -> None:
        if len(self.faults) < FAULTS_KEPT:
            self.faults.append(fault)


@dataclass
class TableRows:
    """Gathers the rows below the first row of headings, of whichever sheet has one."""

    wanted: Sequence[TableColumn]
    columns: dict[str, int] = field(default_factory=dict)
    heads: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)

    def begin(self, _sheet: str) -> Take | None:
        return None if self.columns else self.take

    def take(self, number: int, cells: list[str]) -> bool:
        if self.columns:
            if any(cell.strip() for cell in cells):
                self.rows.append((number, cells))
            return len(self.rows) <= MOST_ROWS
        found = places_of(cells, self.wanted)
        if len(found) > 1 and all(column.key in found for column in self.wanted if column.is_needed):
            self.columns, self.heads = found, [cell.strip() for cell in cells]
        return bool(self.columns) or number < HEADS_WITHIN


def places_of(cells: Sequence[str], wanted: Sequence[TableColumn]) -> dict[str, int]:
    """Return where each column stands, by its names; the first heading of a name counts."""
    heads = [plain(cell) for cell in cells]
    return {
        column.key: place
        for column in wanted
        if (place := next((heads.index(name) for name in column.names if name in heads), None)) is not None
    }


def read_market_table(data: bytes, kind: MarketTableKind) -> ReadMarketTable:
    """Return what a file holds; raise UnreadableTable, in words, for what is no such table."""
    wanted = columns_of(kind)
    gathered = TableRows(wanted)
    read_rows(data, gathered.begin)
    if not gathered.columns:
        needed = ", ".join(f"“{column.label}”" for column in wanted if column.is_needed)
        raise UnreadableTable(f"There is no row of headings with {needed} in its first {HEADS_WITHIN} rows.")
    if len(gathered.rows) > MOST_ROWS:
        raise UnreadableTable(f"There are more than {MOST_ROWS:,} rows in it. Send the rows of a shorter time.")
    if not gathered.rows:
        raise UnreadableTable("There is no row below the headings.")
    unread = [head for place, head in enumerate(gathered.heads) if head and place not in gathered.columns.values()]
    table = ReadMarketTable(kind, unread=unread)
    for number, cells in gathered.rows:
        _take(table, wanted, number, {key: _at(cells, place) for key, place in gathered.columns.items()})
    return table


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _take(table: ReadMarketTable, wanted: Sequence[TableColumn], number: int, cells: Mapping[str, str]) -> None:
    row: Row = {}
    sound = True
    for column in wanted:
        text = cells.get(column.key, "")
        try:
            if not text and column.is_needed:
                raise UnusableCell(EXPECTED[column.type])
            row[column.key] = value_of(text, column.type)
        except UnusableCell as trouble:
            table.find(TableFault(number, column.label, text, str(trouble)))
            sound = False
    if sound and (words := _out_of_order(row)):
        table.find(TableFault(number, *words))
        sound = False
    if sound:
        table.rows.append(row)
    else:
        table.faulty += 1


# A day, and the one that it may not lie before.
ORDER = (("starts", "until", "Until"), ("sent", "accepted", "Accepted"), ("sent", "first_visit", "First visit"))


def _out_of_order(row: Row) -> tuple[str, str, str] | None:
    for first, second, label in (*ORDER, ("sent", "withdrawn", "Withdrawn")):
        if row.get(first) and row.get(second) and str(row[second]) < str(row[first]):
            return label, str(row[second]), f"no day before {date.fromisoformat(str(row[first])):%-d %B %Y}"
    return None
