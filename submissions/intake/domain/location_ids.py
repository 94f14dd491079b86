"""The location that a workbook is of: by an ID in its name or in its cells, if there is no doubt."""

import re
from collections.abc import Iterable, Set

from costing.foreign.grid import Grid
from costing.parsing.words import location_id_from

_ID = re.compile(r"(?<![\w-])1-\d{6,12}(?!\d)")
_SHORT = 60


def id_in_name(file_name: str, asked: Set[str]) -> str:
    """Return the ID of a location that is asked, if the name of the file holds just one."""
    return _only(_ID.findall(location_id_from(file_name).replace("_", " ")), asked)


def id_in_cells(grid: Grid, asked: Set[str]) -> str:
    """Return the ID of a location that is asked, if the cells hold just one."""
    texts = (cell.text for sheet in grid.sheets for cell in sheet.cells.values() if len(cell.text) <= _SHORT)
    return _only((found for text in texts for found in _ID.findall(location_id_from(text))), asked)


def _only(found: Iterable[str], asked: Set[str]) -> str:
    known = set(found) & asked
    return known.pop() if len(known) == 1 else ""
