"""Headings and titles above a cell: which of them speak of it, and which of another table or section."""

import re

from costing.foreign.figures import figure_in, looks_like_figure
from costing.foreign.grid import GridSheet
from costing.foreign.label_words import tokens
from costing.foreign.printed_words import CODE, LONGEST_LABEL, REMARKS, UNIT_TOKENS, text_at
from costing.foreign.word_sets import words_in
from spreadsheets.addresses import Position

_DIMENSIONS = words_in("15min 30min 45min 60min othermin weekday evening weekend bankholiday resstd resenh nur nurenh")
_YES_NO = re.compile(r"(yes|no|y|n|true|false|n/?a|none|nil|ok)\W*", re.I)
_OTHER = re.compile(r"(any |all )?others?( lengths?)?|anything else|longer", re.I)
_OWN_UNITS = words_in("minute hour mile permile perhour perstaff pervisit visit")
_NAMED = re.compile(r"\b(name|by|e-?mail|telephone|phone|direct line|position|company|organisation|reference)\b", re.I)
_HEADINGS_ABOVE = 3
_FARTHEST_HEADING = 60


def headings_above(
    sheet: GridSheet, position: Position, headings: set[Position], label_column: int
) -> tuple[list[str], int]:
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


def section_of(sheet: GridSheet, position: Position, label_column: int) -> str:
    """Return the nearest line above that is a title: words at the left, and no figure beside them."""
    for row in range(position[1] - 1, max(0, position[1] - _FARTHEST_HEADING), -1):
        columns = sheet.rows.get(row, [])
        texts = [column for column in columns if sheet.text((column, row)) and column <= label_column]
        figures = [column for column in columns if figure_in(sheet.cells[column, row]) is not None]
        is_asked = len(columns) == 2 and sheet.text((columns[0], row)).endswith("?")
        if is_asked or (len(columns) == 2 and texts and _is_answer(sheet, (columns[-1], row), texts[0])):
            continue
        if texts and not figures and len(columns) <= 2:
            return sheet.text((texts[0], row))[:LONGEST_LABEL]
    return ""


def _has_own_unit(sheet: GridSheet, position: Position, above: int, label_column: int) -> bool:
    """Tell whether a row is no longer of the table above: it fills one column alone, and its label has its own unit."""
    figures = [c for c in sheet.rows.get(position[1], ()) if looks_like_figure(sheet.cells[c, position[1]])]
    heads = [c for c in sheet.rows.get(above, ()) if c > label_column and not REMARKS.match(sheet.text((c, above)))]
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
    filled = [column for column in sheet.rows.get(at[1], ()) if not CODE.match(sheet.text((column, at[1])))]
    if label_column >= at[0] or set(tokens(right)) & UNIT_TOKENS:
        return False
    return left.endswith("?") or (len(filled) == 2 and (left.endswith(":") or bool(_NAMED.search(left))))


def _heading(sheet: GridSheet, at: Position, headings: set[Position]) -> str:
    """Return the words over a column; “other” beside lengths of visits is another length."""
    text = text_at(sheet, at, headings)
    text = "" if _YES_NO.fullmatch(text) else text
    beside = sum((column, at[1]) in headings for column in sheet.rows.get(at[1], ()))
    return "other lengths" if text and beside >= 3 and _OTHER.fullmatch(text.strip(" :")) else text


def _higher(sheet: GridSheet, at: Position, headings: set[Position], below: str, label_column: int) -> list[str]:
    found: list[str] = []
    for row in range(at[1] - 1, max(0, at[1] - _HEADINGS_ABOVE), -1):
        text = text_at(sheet, (at[0], row), headings)
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
    heads = [c for c in sheet.rows.get(above, ()) if c > label_column and not REMARKS.match(sheet.text((c, above)))]
    is_of_all = len(sheet.rows.get(above + 1, ())) == 1 and not is_over
    return len(figures) <= 1 and len(heads) > 1 and not is_of_all
