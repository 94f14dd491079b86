"""Read a council's list as it is: its heading, wherever it stands, and the rows below."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from register.domain.council_columns import COUNCIL_LIST
from register.domain.council_questions import usual_headings
from register.domain.table_headings import ROWS_SEARCHED, tidied
from spreadsheets.tables.any_file import UnreadableTable, read_rows
from spreadsheets.word_likeness import plain_words

MOST_ROWS = 20_000
_FEWEST_KNOWN, _LONGEST_NAME = 2, 40
_NO_HEADER = (
    "We found no list in this file. We looked for a row with the column “Location ID” and others such as "
    "“Contracted”, “Commissioned hours”, “Zone” or “Contact name”."
)


@dataclass(frozen=True)
class CouncilTable:
    """A list as cells; ``place`` says in words where its heading is."""

    headings: list[str]
    rows: list[tuple[int, list[str]]]
    place: str

    def values(self, column: int, most: int = 200) -> list[str]:
        cells = (each[column].strip() for _, each in self.rows if column < len(each))
        return [text for text in cells if text][:most]


@dataclass
class _ListSheet:
    title: str
    rows: list[tuple[int, list[str]]] = field(default_factory=list)


def read_council_table(data: bytes) -> CouncilTable:
    """Read a list's rows; raises UnreadableTable, with a sentence, for a file of no use."""
    sheets: list[_ListSheet] = []

    def begin(title: str) -> Callable[[int, list[str]], bool]:
        sheet = _ListSheet(title)
        sheets.append(sheet)

        def take(row: int, cells: list[str]) -> bool:
            if any(cell.strip() for cell in cells):
                sheet.rows.append((row, list(cells)))
            if len(sheet.rows) > MOST_ROWS:
                raise UnreadableTable(f"This list has more than {MOST_ROWS:,} rows. Split it into several files.")
            return True

        return take

    read_rows(data, begin)
    best = max(_headed(sheets), key=lambda each: each[0], default=None)
    if best is None:
        raise UnreadableTable(_NO_HEADER)
    return _table(best[1], best[2])


def _headed(sheets: list[_ListSheet]) -> Iterator[tuple[int, _ListSheet, int]]:
    """Yield the rows that may be a heading, with how many of their names are known; a location ID outweighs others."""
    for sheet in sheets:
        for place, (row, cells) in enumerate(sheet.rows):
            if row > ROWS_SEARCHED:
                break
            own = COUNCIL_LIST.columns_in(cells)
            if "location_id" in own:
                yield 1_000, sheet, place
                break
            if (score := _score(cells, own)) is not None:
                yield score, sheet, place


def _score(cells: list[str], own: Iterable[str]) -> int | None:
    """Return how much a row is like a heading: names that are known whole count twice; None if it is none."""
    known = usual_headings()
    whole = {known.phrases[plain_words(cell)] for cell in cells if plain_words(cell) in known.phrases} | {*own}
    short = [cell for cell in cells if cell.strip() and len(cell) <= _LONGEST_NAME]
    within = {each for cell in short for each in known.find(cell).meanings[-1:]}
    if not whole - {"skip"} or len(whole | within) < _FEWEST_KNOWN:
        return None
    return len(whole) + len(whole | within)


def _table(sheet: _ListSheet, place: int) -> CouncilTable:
    row, cells = sheet.rows[place]
    rows = sheet.rows[place + 1 :]
    widest = max(len(cells), *(len(each) for _, each in rows)) if rows else len(cells)
    headings = [tidied(cell) for cell in cells] + [""] * (widest - len(cells))
    return CouncilTable(headings, rows, f"row {row:,}" + (f" of the sheet “{sheet.title}”" if sheet.title else ""))
