"""Slots: the cells of a foreign workbook in which an answer may stand, with the words printed around each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from costing.foreign.figures import figure_in, looks_like_figure
from costing.foreign.grid import Grid, GridSheet
from costing.foreign.label_words import tokens
from costing.foreign.word_sets import words_in
from spreadsheets.addresses import Position, address_at
from spreadsheets.cells import Cell, CellKind

_CODE = re.compile(r"^[a-z]{0,2}[\d.]{1,6}[a-z)]{0,2}$", re.I)
_REMARKS = re.compile(
    r"^\W*(provider |your )?(notes?|comments?|guidance|source|remarks?|explanation|assumptions?)\b", re.I
)
_DIMENSIONS = words_in("15min 30min 45min 60min othermin weekday evening weekend bankholiday resstd resenh nur nurenh")
_SERVICE = re.compile(r"\b(home ?care|domiciliary|care ?homes?|residential|nursing)\b", re.I)
_LONGEST_LABEL = 160
_UNIT_TOKENS = words_in(
    "gbp percent permonth perweek peryear perquarter perfourweeks perday perhour permile pervisit perstaff "
    "perresident pence thousand minute hour day week share people mile visit bed"
)
_TYPED_UNIT = re.compile(r"^£?[\d.,]*\d\s*([a-z][a-z/. ]{0,28})$", re.I)
# Lengths of visits head columns or rows that are so near to each other.
_APART = 3
_FOLLOWS_UP = re.compile(
    r"^(if (yes|no|so|not)\b|for how many\b|(rate|rate paid|pay) for (these|both|this|that)\b)",
    re.I,
)
_YES_NO = re.compile(r"(yes|no|y|n|true|false|n/?a|none|nil|ok)\W*", re.I)
_STARTS_AS_UNIT = re.compile(
    r"(%|£|percent|hours?\b|hrs?\b|minutes?\b|mins?\b|miles?\b|pence\b|p per\b|days?\b|weeks?\b|people\b|number of\b)",
    re.I,
)
_OTHER = re.compile(r"(any |all )?others?( lengths?)?|anything else|longer", re.I)
_OWN_UNITS = words_in("minute hour mile permile perhour perstaff pervisit visit")
_LENGTHS = ("15", "30", "45", "60")
_HOUR = re.compile(r"^(1|one|full)[\s\-]*(hour|hr|h)\b\.?( visits?| calls?)?$")
_NAMED = re.compile(r"\b(name|by|e-?mail|telephone|phone|direct line|position|company|organisation|reference)\b", re.I)
_HEADINGS_ABOVE = 3
_FARTHEST_HEADING = 60


@dataclass(frozen=True)
class LabelledCell:
    """A cell with its surroundings as printed: label, heading of its column, section, unit."""

    sheet: str
    position: Position
    label: str
    heading: str = ""
    section: str = ""
    unit: str = ""
    cell: Cell | None = None
    is_words: bool = False
    remark: str = ""

    @property
    def address(self) -> str:
        return address_at(*self.position)

    @property
    def shown(self) -> str:
        return " ".join(self.cell.text.split())[:80] if self.cell else ""

    @property
    def is_blank(self) -> bool:
        return not self.shown


def slots_of(grid: Grid) -> list[LabelledCell]:
    return [slot for sheet in grid.sheets for slot in _on(sheet)]


def slot_at(sheet: GridSheet, position: Position, is_words: bool = False) -> LabelledCell | None:
    """Return the slot of one cell, whether or not there is something in it."""
    if is_words:
        return next((slot for slot in _words(sheet, set()) if slot.position == position), None)
    return next(_slot(sheet, position, _length_headings(sheet)), None)


def _on(sheet: GridSheet) -> Iterator[LabelledCell]:
    headings = _length_headings(sheet)
    filled = [
        at
        for at, cell in sheet.cells.items()
        if looks_like_figure(cell) and at not in headings and _is_no_label(sheet, at)
    ]
    columns = {column for column, _ in filled}
    taken = set(filled)
    for position in sorted(filled, key=lambda at: (at[1], at[0])):
        yield from _slot(sheet, position, headings)
    yield from _blank(sheet, columns, taken, headings)
    yield from _words(sheet, taken)


def _is_no_label(sheet: GridSheet, at: Position) -> bool:
    """Tell whether a figure is one: "1.2" or "2024" at the left of a label only numbers the line."""
    cell = sheet.cells[at]
    if cell.is_formula or cell.is_percent or not _CODE.match(cell.text.strip()):
        return True
    right = sheet.text((at[0] + 1, at[1]))
    has_left = any(column < at[0] for column in sheet.rows.get(at[1], ()))
    return bool(has_left or not right or len(cell.text) > 4 or set(tokens(right)) <= _UNIT_TOKENS)


def _length_headings(sheet: GridSheet) -> set[Position]:
    """Return the cells with 15, 30, 45 and 60 that head the columns or rows of a table of visit lengths."""
    found: set[Position] = set()
    for row, columns in sheet.rows.items():
        found |= _run([(column, row) for column in columns], sheet)
    for column, rows in sheet.columns.items():
        found |= _run([(column, row) for row in rows], sheet)
    return found


def _run(line: list[Position], sheet: GridSheet) -> set[Position]:
    lengths = {at: _length_of(sheet.cells[at]) for at in line}
    hits = [at for at in line if lengths[at]]
    close = all(sum(two) - sum(one) <= _APART for one, two in pairwise(hits))
    rising = all(lengths[one] < lengths[two] for one, two in pairwise(hits))
    return set(hits) if len(hits) >= 3 and close and rising else set()


def _length_of(cell: Cell) -> str:
    text = cell.text.strip().lower().removesuffix(".0")
    if _HOUR.match(text):
        return "60"
    bare = re.sub(r"[\s\-]*(minutes|minute|mins|min|m)?( visits?| calls?)?$", "", text)
    return bare if bare in _LENGTHS else ""


def _slot(sheet: GridSheet, position: Position, headings: set[Position]) -> Iterator[LabelledCell]:
    label, unit, further, at = _left_of(sheet, position, headings)
    if _FOLLOWS_UP.match(label):
        label = f"{label} {_text(sheet, (at, position[1] - 1), headings)}"[:_LONGEST_LABEL]
    above, top = _above(sheet, position, headings, at)
    unit = " ".join(filter(None, (unit, _right_unit(sheet, position), _own_unit(sheet.cells.get(position)))))
    if (not label and not above) or any(_REMARKS.match(heading) for heading in above):
        return
    corner = _text(sheet, (at, top), headings) if top and label else ""
    section = " › ".join(dict.fromkeys(filter(None, (_section(sheet, position, at), corner, further))))
    cell, remark = sheet.cells.get(position), sheet.text((position[0] + 1, position[1])) or _last_text(sheet, position)
    heading = " / ".join(above if label else above[1:])
    yield LabelledCell(sheet.title, position, label or above[0], heading, section, unit, cell, remark=remark)


def _last_text(sheet: GridSheet, position: Position) -> str:
    """Return the words that end a row, right of its figures: a provider's or the council's remark."""
    last = sheet.rows.get(position[1], [position[0]])[-1]
    return sheet.text((last, position[1])) if last > position[0] else ""


def _left_of(sheet: GridSheet, position: Position, headings: set[Position]) -> tuple[str, str, str, int]:
    """Return the label of a row, its unit, what stands further left, and the label's column."""
    label, unit, further, at = "", "", "", position[0]
    unit_at = at
    for column in range(position[0] - 1, 0, -1):
        text = _text(sheet, (column, position[1]), headings)
        if not text or (_CODE.match(text) and (column, position[1]) not in headings):
            continue
        if set(tokens(text)) <= _UNIT_TOKENS and not label and _is_unit(text):
            unit, unit_at = f"{text} {unit}".strip(), column
        elif not label:
            label, at = text, column
        elif text != label:
            further = text
            break
    if not label and unit:
        return unit, unit, further, unit_at
    return label, unit, further, at


def _is_unit(text: str) -> bool:
    return len(text) <= 30 and len(text.split()) <= 5


def _text(sheet: GridSheet, at: Position, headings: set[Position]) -> str:
    """Return the label in a cell; a figure is none, but a length that heads a table is."""
    if at in headings:
        return f"{_length_of(sheet.cells[at])} minutes"
    text = sheet.text(at)
    if not text or len(text) > _LONGEST_LABEL:
        return ""
    cell = sheet.at(at)
    return "" if cell is None or looks_like_figure(cell) else text


def _right_unit(sheet: GridSheet, position: Position) -> str:
    text = sheet.text((position[0] + 1, position[1]))
    if not text or not _is_unit(text):
        return ""
    return text if set(tokens(text)) <= _UNIT_TOKENS or _STARTS_AS_UNIT.match(text) else ""


def _own_unit(cell: Cell | None) -> str:
    """Return the unit that is typed behind a figure: “35p per mile”."""
    found = _TYPED_UNIT.match(cell.text.strip()) if cell is not None and cell.kind == CellKind.TEXT else None
    return found[1] if found and set(tokens(found[1])) <= _UNIT_TOKENS else ""


def _above(sheet: GridSheet, position: Position, headings: set[Position], label_column: int) -> tuple[list[str], int]:
    """Return the headings of a column, the nearest first, also in a merged area, and the row of the nearest.

    A title that is merged across the table is the heading of no column.
    """
    column, row = position
    is_broken = is_over = False
    for above in range(row - 1, max(0, row - _FARTHEST_HEADING), -1):
        is_title = _is_merged_title(sheet, (column, above), label_column)
        text = "" if is_title else _heading(sheet, (column, above), headings)
        if text and _is_answer(sheet, (column, above), label_column):
            text = ""
        if text:
            if is_broken and _heads_another_table(sheet, position, above, text):
                return [], 0
            if is_broken and _headed_one_section(sheet, position, above, label_column, is_over=is_over):
                return [], 0
            if _has_own_unit(sheet, position, above, label_column):
                return [], 0
            return [text, *_higher(sheet, (column, above), headings, text, label_column)], above
        is_broken = is_broken or is_title or _parts_tables(sheet, above)
        ends = tokens(sheet.text((label_column, above)))
        is_broken, is_over = is_broken or "subtotal" in ends, is_over or ("subtotal" in ends[:1] and len(ends) == 1)
    return [], 0


def _has_own_unit(sheet: GridSheet, position: Position, above: int, label_column: int) -> bool:
    """Tell whether a row is no longer of the table above: it fills one column alone, and its label has its own unit."""
    figures = [c for c in sheet.rows.get(position[1], ()) if looks_like_figure(sheet.cells[c, position[1]])]
    heads = [c for c in sheet.rows.get(above, ()) if c > label_column and not _REMARKS.match(sheet.text((c, above)))]
    own = set(tokens(sheet.text((label_column, position[1])))) & _OWN_UNITS
    return len(figures) == 1 and len(heads) == 2 and bool(own) and bool(sheet.text((label_column, above)))


def _is_merged_title(sheet: GridSheet, at: Position, label_column: int) -> bool:
    """Tell whether a cell is of a title that also covers the column of the labels."""
    top_left = sheet.merged.get(at)
    covers = sheet.merged.get((label_column, at[1]), (label_column, at[1])) == top_left
    return top_left is not None and label_column < at[0] and covers


def _is_answer(sheet: GridSheet, at: Position, label_column: int) -> bool:
    """Tell whether words are somebody's answer to the label beside them, not the heading of a column."""
    left, right = sheet.text((label_column, at[1])), sheet.text(at)
    filled = [column for column in sheet.rows.get(at[1], ()) if not _CODE.match(sheet.text((column, at[1])))]
    if label_column >= at[0] or set(tokens(right)) & _UNIT_TOKENS:
        return False
    return left.endswith("?") or (len(filled) == 2 and (left.endswith(":") or bool(_NAMED.search(left))))


def _heading(sheet: GridSheet, at: Position, headings: set[Position]) -> str:
    """Return the words over a column; “other” beside lengths of visits is another length."""
    text = _text(sheet, at, headings)
    text = "" if _YES_NO.fullmatch(text) else text
    beside = sum((column, at[1]) in headings for column in sheet.rows.get(at[1], ()))
    return "other lengths" if text and beside >= 3 and _OTHER.fullmatch(text.strip(" :")) else text


def _higher(sheet: GridSheet, at: Position, headings: set[Position], below: str, label_column: int) -> list[str]:
    found: list[str] = []
    for row in range(at[1] - 1, max(0, at[1] - _HEADINGS_ABOVE), -1):
        text = _text(sheet, (at[0], row), headings)
        if not text or _is_merged_title(sheet, (at[0], row), label_column):
            break
        if text not in (below, *found):
            found.append(text)
    return found


def _parts_tables(sheet: GridSheet, row: int) -> bool:
    """Tell whether a row is blank, or a title: words and no figure."""
    cells = [sheet.cells[column, row] for column in sheet.rows.get(row, ())]
    return not any(looks_like_figure(cell) for cell in cells)


def _heads_another_table(sheet: GridSheet, position: Position, above: int, text: str) -> bool:
    """Tell whether a heading is that of a table further up: it names one of its columns, and the row fills but one."""
    figures = [c for c in sheet.rows.get(position[1], ()) if looks_like_figure(sheet.cells[c, position[1]])]
    return bool(_DIMENSIONS & set(tokens(text))) and len(figures) <= 1 and len(sheet.rows.get(above, ())) > 2


def _headed_one_section(sheet: GridSheet, position: Position, above: int, label_column: int, *, is_over: bool) -> bool:
    """Tell whether headings are of an earlier section alone: there are several, and this row fills one column.

    Headings right above a title are those of all sections below it, down to the total of all (``is_over``).
    """
    figures = [c for c in sheet.rows.get(position[1], ()) if looks_like_figure(sheet.cells[c, position[1]])]
    heads = [c for c in sheet.rows.get(above, ()) if c > label_column and not _REMARKS.match(sheet.text((c, above)))]
    is_of_all = len(sheet.rows.get(above + 1, ())) == 1 and not is_over
    return len(figures) <= 1 and len(heads) > 1 and not is_of_all


def _section(sheet: GridSheet, position: Position, label_column: int) -> str:
    """Return the nearest line above that is a title: words at the left, and no figure beside them."""
    for row in range(position[1] - 1, max(0, position[1] - _FARTHEST_HEADING), -1):
        columns = sheet.rows.get(row, [])
        texts = [column for column in columns if sheet.text((column, row)) and column <= label_column]
        figures = [column for column in columns if figure_in(sheet.cells[column, row]) is not None]
        is_asked = len(columns) == 2 and sheet.text((columns[0], row)).endswith("?")
        if is_asked or (len(columns) == 2 and texts and _is_answer(sheet, (columns[-1], row), texts[0])):
            continue
        if texts and not figures and len(columns) <= 2:
            return sheet.text((texts[0], row))[:_LONGEST_LABEL]
    return ""


def _blank(
    sheet: GridSheet, columns: set[int], taken: set[Position], headings: set[Position]
) -> Iterator[LabelledCell]:
    """Yield the blank cells beside labels in columns that hold figures: another provider may fill them."""
    for row, filled in sheet.rows.items():
        texts = [column for column in filled if _text(sheet, (column, row), headings)]
        if not texts:
            continue
        for column in columns:
            at = (column, row)
            if column > min(texts) and at not in taken and at not in sheet.cells and at not in sheet.merged:
                yield from (replace(slot, cell=None) for slot in _slot(sheet, at, headings))


def _words(sheet: GridSheet, taken: set[Position]) -> Iterator[LabelledCell]:
    """Yield answers in words: the texts right of a label, or the one below it where nothing is beside it."""
    for position, cell in sheet.cells.items():
        if cell.kind != CellKind.TEXT or position in taken or len(sheet.text(position)) > _LONGEST_LABEL:
            continue
        for answer, heading in _beside(sheet, position):
            label = sheet.text(position)
            label = "Name of service" if label.casefold() in ("service", "services") else label
            yield LabelledCell(sheet.title, answer, label, heading, "", "", sheet.cells.get(answer), is_words=True)


def _beside(sheet: GridSheet, label: Position) -> Iterator[tuple[Position, str]]:
    """Yield the answers to a label; of a table with a column for each service all of them, with their headings."""
    column, row = label
    right = [other for other in sheet.rows[row] if other > column and sheet.merged.get((other, row)) != label]
    if not right:
        if sheet.rows.get(row + 1, [])[:2] == [column]:
            yield (column, row + 1), ""
        return
    is_first = not any(sheet.text((other, row)) for other in sheet.rows[row] if other < column)
    heads = {other: _services_head(sheet, (other, row)) for other in right} if is_first and len(right) > 1 else {}
    if all(_SERVICE.fullmatch(sheet.text(at)) for at in (label, (right[0], row))):
        return
    if sum(map(bool, heads.values())) > 1:
        yield from (((other, row), head) for other, head in heads.items() if head)
    else:
        yield (right[0], row), ""


def _services_head(sheet: GridSheet, at: Position) -> str:
    """Return the uppermost heading near above that names a service."""
    texts = (sheet.text((at[0], row)) for row in range(max(1, at[1] - 8), at[1]))
    return next((text for text in texts if len(text) <= 40 and _SERVICE.search(text)), "")
