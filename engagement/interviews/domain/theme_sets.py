"""Themes that a study may begin with: sets that come with the portal, and tables that somebody brings."""

import csv
import io
from pathlib import Path

from engagement.interviews.domain.coverage_matrix import FrameCell
from engagement.interviews.domain.themes import Theme, themes_in

_DATA = Path(__file__).parent / "data"
SETS = {
    "regional_study": "Quality and commissioning of home care (11 themes, for councils and providers)",
    "market_testing": "Soft market testing of a new service (8 themes, for providers)",
    "market_workshop": "A workshop with providers (4 themes)",
}
# Those that a soft market test begins with.
FOR_MARKET_TESTS = ("market_testing", "market_workshop")
COLUMNS = ("key", "audience", "theme", "question", "prompts", "codes")
KINDS = ("commissioner", "provider")
MOST_CELLS, MOST_TARGET = 60, 100


def theme_set(key: str) -> tuple[Theme, ...]:
    with (_DATA / f"{key}.csv").open(encoding="utf-8", newline="") as file:
        return themes_in(csv.DictReader(file))


def typed_themes(text: str) -> tuple[Theme, ...]:
    """Return the themes of a pasted table, with or without a heading; prompts and codes are parted by semicolons.

    Raises:
        ValueError: a theme lacks its key or question, or a key stands twice; in words.
    """
    delimiter = "\t" if "\t" in text else "|"
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if any(cell.strip() for cell in row)]
    if rows and rows[0][0].strip().casefold() == COLUMNS[0]:
        rows = rows[1:]
    return themes_in(dict(zip(COLUMNS, row, strict=False)) for row in rows)


def typed_cells(text: str) -> tuple[FrameCell, ...]:
    """Return the cells of a frame, a line each: its name, and behind the last comma how many are wanted.

    Raises:
        ValueError: a line says no number, a cell stands twice, or there are too many; in words.
    """
    cells: dict[str, FrameCell] = {}
    for line in (line.strip() for line in text.splitlines() if line.strip()):
        name, _, number = (part.strip() for part in line.rpartition(","))
        if not name or not (
            number.isascii() and number.isdigit() and len(number) < 4 and 0 < int(number) <= MOST_TARGET
        ):
            raise ValueError(f"“{line[:60]}”: write a cell and how many are wanted, as in “Large providers, 3”.")
        if name in cells or len(name) > 40:
            raise ValueError(f"“{name[:60]}” stands twice, or has over 40 letters.")
        cells[name] = FrameCell(name, name, int(number))
    if not 1 <= len(cells) <= MOST_CELLS:
        raise ValueError(f"A frame has 1 to {MOST_CELLS} cells; there are {len(cells)}.")
    return tuple(cells.values())
