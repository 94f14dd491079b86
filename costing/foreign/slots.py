"""Slots: the cells of a foreign workbook in which an answer may stand, with the words printed around each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from costing.foreign.beside_labels import answers_beside
from costing.foreign.figures import looks_like_figure
from costing.foreign.grid import Grid, GridSheet
from costing.foreign.headings import headings_above, section_of
from costing.foreign.label_words import tokens
from costing.foreign.printed_words import CODE, LONGEST_LABEL, REMARKS, UNIT_TOKENS, is_short, length_headings, text_at
from spreadsheets.addresses import Position, address_at
from spreadsheets.cells import Cell, CellKind

_TYPED_UNIT = re.compile(r"^£?[\d.,]*\d\s*([a-z][a-z/. ]{0,28})$", re.I)
_FOLLOWS_UP = re.compile(
    r"^(if (yes|no|so|not)\b|for how many\b|(rate|rate paid|pay) for (these|both|this|that)\b)",
    re.I,
)
_STARTS_AS_UNIT = re.compile(
    r"(%|£|percent|hours?\b|hrs?\b|minutes?\b|mins?\b|miles?\b|pence\b|p per\b|days?\b|weeks?\b|people\b|number of\b)",
    re.I,
)


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
    return next(_slot(sheet, position, length_headings(sheet)), None)


def _on(sheet: GridSheet) -> Iterator[LabelledCell]:
    headings = length_headings(sheet)
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
    if cell.is_formula or cell.is_percent or not CODE.match(cell.text.strip()):
        return True
    right = sheet.text((at[0] + 1, at[1]))
    has_left = any(column < at[0] for column in sheet.rows.get(at[1], ()))
    return bool(has_left or not right or len(cell.text) > 4 or set(tokens(right)) <= UNIT_TOKENS)


def _slot(sheet: GridSheet, position: Position, headings: set[Position]) -> Iterator[LabelledCell]:
    label, unit, further, at = _left_of(sheet, position, headings)
    if _FOLLOWS_UP.match(label):
        label = f"{label} {text_at(sheet, (at, position[1] - 1), headings)}"[:LONGEST_LABEL]
    above, top = headings_above(sheet, position, headings, at)
    unit = " ".join(filter(None, (unit, _right_unit(sheet, position), _own_unit(sheet.cells.get(position)))))
    if (not label and not above) or any(REMARKS.match(heading) for heading in above):
        return
    corner = text_at(sheet, (at, top), headings) if top and label else ""
    section = " › ".join(dict.fromkeys(filter(None, (section_of(sheet, position, at), corner, further))))
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
        text = text_at(sheet, (column, position[1]), headings)
        if not text or (CODE.match(text) and (column, position[1]) not in headings):
            continue
        if set(tokens(text)) <= UNIT_TOKENS and not label and is_short(text):
            unit, unit_at = f"{text} {unit}".strip(), column
        elif not label:
            label, at = text, column
        elif text != label:
            further = text
            break
    if not label and unit:
        return unit, unit, further, unit_at
    return label, unit, further, at


def _right_unit(sheet: GridSheet, position: Position) -> str:
    text = sheet.text((position[0] + 1, position[1]))
    if not text or not is_short(text):
        return ""
    return text if set(tokens(text)) <= UNIT_TOKENS or _STARTS_AS_UNIT.match(text) else ""


def _own_unit(cell: Cell | None) -> str:
    """Return the unit that is typed behind a figure: “35p per mile”."""
    found = _TYPED_UNIT.match(cell.text.strip()) if cell is not None and cell.kind == CellKind.TEXT else None
    return found[1] if found and set(tokens(found[1])) <= UNIT_TOKENS else ""


def _blank(
    sheet: GridSheet, columns: set[int], taken: set[Position], headings: set[Position]
) -> Iterator[LabelledCell]:
    """Yield the blank cells beside labels in columns that hold figures: another provider may fill them."""
    for row, filled in sheet.rows.items():
        texts = [column for column in filled if text_at(sheet, (column, row), headings)]
        if not texts:
            continue
        for column in columns:
            at = (column, row)
            if column > min(texts) and at not in taken and at not in sheet.cells and at not in sheet.merged:
                yield from (replace(slot, cell=None) for slot in _slot(sheet, at, headings))


def _words(sheet: GridSheet, taken: set[Position]) -> Iterator[LabelledCell]:
    """Yield answers in words: the texts right of a label, or the one below it where nothing is beside it."""
    for position, cell in sheet.cells.items():
        if cell.kind != CellKind.TEXT or position in taken or len(sheet.text(position)) > LONGEST_LABEL:
            continue
        for answer, heading in answers_beside(sheet, position):
            label = sheet.text(position)
            label = "Name of service" if label.casefold() in ("service", "services") else label
            yield LabelledCell(sheet.title, answer, label, heading, "", "", sheet.cells.get(answer), is_words=True)
