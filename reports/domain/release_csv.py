"""A released table as a csv file, made of released cells alone, so that nothing of a return can get into it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from costing.form import Form
from reports.domain.released_table import ReleasedColumn, released_columns
from spreadsheets.csv_files import csv_text

HIDDEN = "[c]"
INDICATIVE = "indicative"
HEADER = ("Column", "Line", "Key", "n", "Lower quartile", "Median", "Upper quartile", "Mark")
TOTALS_HEADER = ("Column", "Line", "Key", "Sum of line medians", "Median of returns")


def release_csv(form: Form, document: Mapping[str, Any], about: Iterable[tuple[str, str]]) -> str:
    """Return the csv; ``about`` are the few facts above the table."""
    columns = released_columns(form, document)
    above = (*about, ("Unit", form.cost_unit), (HIDDEN, "withheld to protect providers"), ())
    return csv_text((*above, *_table(columns)))


def _table(columns: Sequence[ReleasedColumn]) -> Iterator[Sequence[str]]:
    yield HEADER
    for column in columns:
        for cell in column.cells:
            quantiles = (cell.lower_quartile, cell.median, cell.upper_quartile)
            n, mark = HIDDEN if cell.n is None else str(cell.n), INDICATIVE if cell.indicative else ""
            yield (column.label, cell.line.label, cell.line.key, n, *map(_figure, quantiles), mark)
    yield ()
    yield TOTALS_HEADER
    for column in columns:
        for total in column.totals:
            both = map(_figure, (total.sum_of_medians, total.median_of_returns))
            yield (column.label, total.line.label, total.line.key, *both)


def _figure(amount: Decimal | None) -> str:
    """Return a released figure as it was rounded, with two decimal places, or the sign for a hidden one."""
    return HIDDEN if amount is None else f"{amount:.2f}"
