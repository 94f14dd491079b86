"""A provider's own figures beside the released ones as the rows of a file."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reports.domain.own_costs import OwnColumn
from reports.domain.own_measures import OwnMeasures
from spreadsheets.decimals import rounded
from spreadsheets.table_files import FileCell

HEADS = ("Table", "Line", "Unit", "Yours", "Lower quartile", "Median", "Upper quartile", "You are", "Mark")
HIDDEN = "[c]"


def own_file_rows(
    columns: Sequence[OwnColumn], measures: Sequence[OwnMeasures], unit: str
) -> Iterator[tuple[FileCell, ...]]:
    """Yield a row a line; numbers are numbers, and what is withheld is ``[c]``."""
    for column in columns:
        for line in column.lines:
            cell = line.cell
            released = (cell.lower_quartile, cell.median, cell.upper_quartile)
            yield _row(column.label, cell.line.label, unit, line.own, released, line.place, cell.indicative)
    for table in measures:
        for one in table.rows:
            row = one.row
            yield _row(table.title, row.label, row.unit, one.own, row.figures, one.place, row.indicative)


def _row(
    table: str,
    label: str,
    unit: str,
    own: Decimal | None,
    released: Sequence[Decimal | None],
    place: str,
    indicative: bool,
) -> tuple[FileCell, ...]:
    """Return a row; the own figure to the penny as on the page, released ones as they were rounded."""
    figures = (HIDDEN if one is None else _in_digits(one, unit) for one in released)
    mine = "n/a" if own is None else _in_digits(own, unit)
    return (table, label, unit, mine, *figures, place, "indicative" if indicative else "")


def _in_digits(value: Decimal, unit: str) -> Decimal:
    """Return pounds with pence, and shares and numbers without zeros at their end."""
    return rounded(value) or Decimal(0) if unit.startswith("£") else (rounded(value, 4) or Decimal(0)).normalize() + 0
