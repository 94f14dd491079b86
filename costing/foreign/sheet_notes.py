"""What a sheet says of all its figures: “all costs are monthly”."""

import re

from costing.foreign.grid import Grid, GridSheet
from costing.foreign.label_words import tokens
from costing.foreign.units import PERIODS
from spreadsheets.cells import CellKind

_ALL = re.compile(r"\b(figures?|costs?|amounts?|expenditure|values?|all|enter|shown|given|spend)\b", re.I)


def periods_said(grid: Grid) -> dict[str, str]:
    """Return the period that each sheet names for its figures; that of the whole book where a sheet says nothing."""
    own = {sheet.title: _said(sheet) for sheet in grid.sheets}
    everywhere = {period for periods in own.values() for period in periods}
    whole = everywhere.pop() if len(everywhere) == 1 else ""
    return {title: next(iter(found)) if len(found) == 1 else whole for title, found in own.items()}


def _said(sheet: GridSheet) -> set[str]:
    found = set[str]()
    for (column, row), cell in sheet.cells.items():
        alone = cell.kind == CellKind.TEXT and len(sheet.rows[row]) == 1 and len(cell.text.split()) >= 3
        if alone and _ALL.search(cell.text):
            found |= set(tokens(sheet.text((column, row)))) & PERIODS.keys()
    return found if len(found) == 1 else set()
