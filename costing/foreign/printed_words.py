"""Words printed in a foreign sheet: labels, units, and the lengths of visits that head a table."""

import re
from itertools import pairwise

from costing.foreign.figures import looks_like_figure
from costing.foreign.grid import GridSheet
from costing.foreign.word_sets import words_in
from spreadsheets.addresses import Position
from spreadsheets.cells import Cell

CODE = re.compile(r"^[a-z]{0,2}[\d.]{1,6}[a-z)]{0,2}$", re.I)
REMARKS = re.compile(
    r"^\W*(provider |your )?(notes?|comments?|guidance|source|remarks?|explanation|assumptions?)\b", re.I
)
UNIT_TOKENS = words_in(
    "gbp percent permonth perweek peryear perquarter perfourweeks perday perhour permile pervisit perstaff "
    "perresident pence thousand minute hour day week share people mile visit bed"
)
LONGEST_LABEL = 160
# Lengths of visits head columns or rows that are so near to each other.
_APART = 3
_LENGTHS = ("15", "30", "45", "60")
_HOUR = re.compile(r"^(1|one|full)[\s\-]*(hour|hr|h)\b\.?( visits?| calls?)?$")


def text_at(sheet: GridSheet, at: Position, headings: set[Position]) -> str:
    """Return the label in a cell; a figure is none, but a length that heads a table is."""
    if at in headings:
        return f"{length_of(sheet.cells[at])} minutes"
    text = sheet.text(at)
    if not text or len(text) > LONGEST_LABEL:
        return ""
    cell = sheet.at(at)
    return "" if cell is None or looks_like_figure(cell) else text


def is_short(text: str) -> bool:
    return len(text) <= 30 and len(text.split()) <= 5


def length_headings(sheet: GridSheet) -> set[Position]:
    """Return the cells with 15, 30, 45 and 60 that head the columns or rows of a table of visit lengths."""
    found: set[Position] = set()
    for row, columns in sheet.rows.items():
        found |= _run([(column, row) for column in columns], sheet)
    for column, rows in sheet.columns.items():
        found |= _run([(column, row) for row in rows], sheet)
    return found


def _run(line: list[Position], sheet: GridSheet) -> set[Position]:
    lengths = {at: length_of(sheet.cells[at]) for at in line}
    hits = [at for at in line if lengths[at]]
    close = all(sum(two) - sum(one) <= _APART for one, two in pairwise(hits))
    rising = all(lengths[one] < lengths[two] for one, two in pairwise(hits))
    return set(hits) if len(hits) >= 3 and close and rising else set()


def length_of(cell: Cell) -> str:
    text = cell.text.strip().lower().removesuffix(".0")
    if _HOUR.match(text):
        return "60"
    bare = re.sub(r"[\s\-]*(minutes|minute|mins|min|m)?( visits?| calls?)?$", "", text)
    return bare if bare in _LENGTHS else ""
