"""Checks of a table before anything of it is released; each doubt is a note in the report."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum

from costing.form import Line
from reports.domain.cohort import Cohort, CohortRow, parts_of
from reports.domain.statistics import EXACT, ExactTable, Quantiles, TwoTotals

# The two totals may lie this far apart, as a share of the median of the returns, before a note says so.
_FAR_APART = Decimal("0.05")

# A return's lines and its own subtotal are costed apart; they agree to this, in £.
_SAME = Decimal("0.00005")


class Doubt(StrEnum):
    QUARTILES_OUT_OF_ORDER = "quartiles_out_of_order"
    MORE_VALUES_THAN_RETURNS = "more_values_than_returns"
    LINES_AGAINST_SUBTOTAL = "lines_against_subtotal"
    TOTALS_FAR_APART = "totals_far_apart"


@dataclass(frozen=True, slots=True)
class Note:
    doubt: Doubt
    column: str
    line: str
    message: str


def notes_on(cohorts: Sequence[Cohort], table: ExactTable) -> tuple[Note, ...]:
    return tuple(note for cohort in cohorts for note in _notes(cohort, table))


def _notes(cohort: Cohort, table: ExactTable) -> Iterator[Note]:
    for line in cohort.lines:
        yield from _about_quantiles(cohort, line, table.cells[cohort.column, line.key])
    for line in cohort.sums:
        yield from _about_sum(cohort, line)
        yield from _about_totals(cohort, line, table.totals)


def _about_quantiles(cohort: Cohort, line: Line, found: Quantiles) -> Iterator[Note]:
    figures = [found.lower_quartile, found.median, found.upper_quartile]
    known = [figure for figure in figures if figure is not None]
    if known != sorted(known):
        message = f"{line.label}: the quartiles and the median are not in rising order"
        yield Note(Doubt.QUARTILES_OUT_OF_ORDER, cohort.column, line.key, message)
    if found.n > len(cohort.rows):
        message = f"{line.label}: {found.n} figures from {len(cohort.rows)} returns"
        yield Note(Doubt.MORE_VALUES_THAN_RETURNS, cohort.column, line.key, message)


def _about_sum(cohort: Cohort, line: Line) -> Iterator[Note]:
    parts = parts_of(line, cohort.lines)
    wrong = [row.provider for row in cohort.rows if not _adds_up(row, line, parts)]
    if wrong:
        message = f"{line.label}: the lines do not add up to it in {', '.join(wrong)}"
        yield Note(Doubt.LINES_AGAINST_SUBTOTAL, cohort.column, line.key, message)


def _adds_up(row: CohortRow, line: Line, parts: Sequence[Line]) -> bool:
    """Tell whether a sum adds up; a sum above an undefined line is undefined, not smaller."""
    total = row.values[line.key]
    values = [value for part in parts if (value := row.values[part.key]) is not None]
    if total is None or len(values) < len(parts):
        return total is None and len(values) < len(parts)
    with localcontext(EXACT):
        return abs(sum(values, Decimal(0)) - total) <= _SAME


def _about_totals(cohort: Cohort, line: Line, totals: Mapping[tuple[str, str], TwoTotals]) -> Iterator[Note]:
    both = totals[cohort.column, line.key]
    if both.sum_of_medians is None or both.median_of_returns is None:
        return
    if abs(both.sum_of_medians - both.median_of_returns) > _FAR_APART * both.median_of_returns:
        message = (
            f"{line.label}: the sum of the line medians (£{both.sum_of_medians:.2f}) and the median of the returns "
            f"(£{both.median_of_returns:.2f}) are more than 5 % apart"
        )
        yield Note(Doubt.TOTALS_FAR_APART, cohort.column, line.key, message)
