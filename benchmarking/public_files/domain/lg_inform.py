"""A chart's download from LG Inform: eight rows of headings above the first area, told apart by what they hold.

They are title, metric group, name, metric id, period, period id, unit and raw, a column a metric and period.
"""

import re
from collections.abc import Sequence

from benchmarking.public_files.domain.council_book import is_ons_code
from benchmarking.public_files.domain.periods import period_in, year_in
from benchmarking.public_files.domain.public_measures import PublicFigureKind
from benchmarking.public_files.domain.raw_tables import Cells, Frame, PublicLayout, PublicSource, RawTable
from benchmarking.public_files.domain.wide_tables import melted

HEADING_ROWS = 8
_FEWEST = 4
_ID = re.compile(r"\d{1,9}")
_ONLY_A_PERIOD = re.compile(r"(?:fy\s?)?20\d\d(?:\s?(?:-|–|/|to)\s?(?:20)?\d\d)?", re.IGNORECASE)


def _code_place(cells: Sequence[str]) -> int | None:
    return next((place for place, cell in enumerate(cells) if is_ons_code(cell)), None)


def is_heading(cells: Cells, above: Sequence[Cells]) -> bool:
    """Tell whether these cells are of the first area: a code, and rows above of which one says years, one metrics."""
    heads = [row for row in above if any(row)][-HEADING_ROWS:]
    if _code_place(cells) is None or len(heads) < _FEWEST:
        return False
    return _period_row(heads) is not None and _id_row(heads) is not None


def _period_row(heads: Sequence[Cells]) -> Cells | None:
    return next((row for row in heads if any(_period(cell) for cell in row)), None)


def _id_row(heads: Sequence[Cells]) -> Cells | None:
    """Return the row of metric ids: the first one that holds a whole number that is no year."""
    return next((row for row in heads if any(_ID.fullmatch(cell) and not year_in(cell) for cell in row)), None)


def _period(cell: str) -> str:
    """Return the period of a cell that holds nothing else: titles and names may speak of a year, too."""
    return (period_in(cell) or year_in(cell)) if _ONLY_A_PERIOD.fullmatch(cell) else ""


def frame(table: RawTable, asked_period: str) -> Frame:
    heads = [row for row in table.above if any(row)][-HEADING_ROWS:]
    periods, ids = _period_row(heads) or [], _id_row(heads) or []
    names = heads[heads.index(ids) - 1] if ids in heads and heads.index(ids) else []
    units = _unit_row(heads, periods)
    code = _code_place(table.heading)
    columns = {
        place: _column(_at(ids, place), _at(names, place), _period(_at(periods, place)) or asked_period,
                       _at(units, place))
        for place in range(max(map(len, heads)))
        if _ID.fullmatch(_at(ids, place)) and place != code
    }  # fmt: skip
    return melted(table, columns, code=code, name=_name_place(table, code))


def _unit_row(heads: Sequence[Cells], periods: Cells) -> Cells:
    """Return the row of units, two rows below that of periods, with the periods' ids between them."""
    below = list(heads).index(periods) + 2 if periods in heads else len(heads)
    return heads[below] if below < len(heads) else []


def _name_place(table: RawTable, code: int | None) -> int | None:
    """Return the column of the area's label: the first that holds words in the first row of areas."""
    cells = table.heading
    places = [place for place, cell in enumerate(cells) if place != code and re.search(r"[A-Za-z]{3}", cell)]
    return min(places, key=lambda place: len(cells[place])) if places else None


def _column(metric: str, name: str, period: str, unit: str) -> dict[str, str]:
    label = name[:200] or f"LG Inform {metric}"
    return {
        "measure": f"lg_inform_{metric}", "label": label, "unit": unit[:40], "kind": PublicFigureKind.INDICATOR.value,
        "period": period, "standing": "", "heading": label,
    }  # fmt: skip


def _at(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""


LG_INFORM = PublicLayout(PublicSource.LG_INFORM, is_heading, lambda _: any, frame, is_headed_by_first_row=True)
