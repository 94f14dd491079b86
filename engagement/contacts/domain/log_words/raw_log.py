"""Read a log's file as it is: its heading, wherever it stands, and the rows below."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from engagement.contacts.domain.log_file.reader import LAYOUT, MOST_ROWS, refuse_what_is_too_large
from engagement.contacts.domain.log_words.titled_days import month_in, with_months
from engagement.contacts.domain.log_words.usual_words import usual_columns
from register.domain.table_headings import ROWS_SEARCHED, Heading, tidied
from spreadsheets.tables.any_file import UnreadableTable, read_rows
from spreadsheets.word_likeness import plain_words

_ROWS_BETWEEN_REPORTS = 1_000
_FEWEST_KNOWN, _LONGEST_NAME = 2, 40
_NO_LOG = (
    "We found no contact log in this file. We looked for a row of headings, such as “Date”, “Phoned or emailed”, "
    "“Provider” and “Outcome”, with one contact a row below it."
)


@dataclass
class RawLog:
    """A log as cells; ``strict`` is its heading where each column has one of the portal's own names."""

    heading_row: int = 0
    headings: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    strict: Heading | None = None
    sheet: str = ""
    unread_sheets: list[str] = field(default_factory=list)


@dataclass
class _Sheet:
    title: str
    rows: list[tuple[int, list[str]]] = field(default_factory=list)


def read_raw(data: bytes, report: Callable[[int], None] = lambda _: None) -> RawLog:
    """Read a log's rows; raises UnreadableTable, with a sentence, for a file of no use."""
    refuse_what_is_too_large(data)
    sheets: list[_Sheet] = []

    def begin(title: str) -> Callable[[int, list[str]], bool]:
        sheet = _Sheet(title)
        sheets.append(sheet)

        def take(row: int, cells: list[str]) -> bool:
            if any(cell.strip() for cell in cells):
                sheet.rows.append((row, list(cells)))
            if len(sheet.rows) > MOST_ROWS + ROWS_SEARCHED:
                raise UnreadableTable(f"This log has more than {MOST_ROWS:,} rows. Split it into several files.")
            if row % _ROWS_BETWEEN_REPORTS == 0:
                report(row)
            return True

        return take

    read_rows(data, begin)
    return _log_in(sheets)


def _log_in(sheets: list[_Sheet]) -> RawLog:
    """Return the first sheet with the portal's own heading, or else the one whose heading has most known names."""
    best: tuple[int, _Sheet, int] | None = None
    for sheet in sheets:
        for place, (row, cells) in enumerate(sheet.rows):
            if row > ROWS_SEARCHED:
                break
            strict = _strict(row, sheet.title, cells)
            if strict:
                return _raw(sheets, sheet, place, strict)
            score = _known_names(cells)
            if score >= _FEWEST_KNOWN and (best is None or score > best[0]):
                best = (score, sheet, place)
    best = best or next(_nearly_headed(sheets), None)
    if best is None:
        raise UnreadableTable(_NO_LOG)
    return _raw(sheets, best[1], best[2], None)


def _strict(row: int, title: str, cells: Sequence[str]) -> Heading | None:
    found = LAYOUT.columns_in(cells)
    return Heading(row, title, found) if LAYOUT.is_heading(found) and not LAYOUT.missing(found) else None


def _known_names(cells: Sequence[str]) -> int:
    """Count the headings of a row that are known, each meaning once."""
    known = usual_columns().phrases
    return len({known[plain_words(cell)] for cell in cells if plain_words(cell) in known})


def _nearly_headed(sheets: list[_Sheet]) -> Iterator[tuple[int, _Sheet, int]]:
    """Yield the rows with one known name, beside others that have a known one within: “Date”, “Care provider used”."""
    for sheet in sheets:
        for place, (row, cells) in enumerate(sheet.rows):
            short = [cell for cell in cells if cell.strip() and len(cell) <= _LONGEST_NAME]
            within = {found.meanings[-1] for cell in short if (found := usual_columns().find(cell)).meanings}
            if row <= ROWS_SEARCHED and _known_names(cells) and len(within) >= _FEWEST_KNOWN:
                yield 1, sheet, place


def _raw(sheets: list[_Sheet], sheet: _Sheet, place: int, strict: Heading | None) -> RawLog:
    row, cells = sheet.rows[place]
    rows = sheet.rows[place + 1 :]
    if not rows:
        raise UnreadableTable("There is a header in this file, but no contact under it.")
    if len(rows) > MOST_ROWS:
        raise UnreadableTable(f"This log has more than {MOST_ROWS:,} rows. Split it into several files.")
    widest = max(len(cells), *(len(each) for _, each in rows))
    headings = [tidied(cell) for cell in cells] + [""] * (widest - len(cells))
    if not strict and (month := month_in([sheet.title, *(cell for _, above in sheet.rows[:place] for cell in above)])):
        with_months(headings, rows, month)
    others = {each.title: None for each in sheets if each is not sheet and each.title and len(each.rows) > 1}
    return RawLog(row, headings, rows, strict, sheet.title, list(others))
