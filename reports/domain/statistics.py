"""The exact figures of a market: n, quartiles and median of each line, and both totals."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from costing.quantiles import EXACT, LOWER, MIDDLE, UPPER, quantile
from reports.domain.cohort import ALL, Cohort, parts_of

__all__ = [
    "EXACT",
    "LOWER",
    "MIDDLE",
    "UPPER",
    "ExactTable",
    "Quantiles",
    "TwoTotals",
    "exact_table",
    "quantile",
    "quantiles_of",
    "two_totals",
]


@dataclass(frozen=True, slots=True)
class Quantiles:
    """The unweighted figures of one line: one return, one vote. Without returns n is 0 and the rest None."""

    n: int
    lower_quartile: Decimal | None
    median: Decimal | None
    upper_quartile: Decimal | None


@dataclass(frozen=True, slots=True)
class TwoTotals:
    """The two ways to state a subtotal or total; they differ, so both are kept apart and both are named."""

    sum_of_medians: Decimal | None
    median_of_returns: Decimal | None


@dataclass(frozen=True)
class ExactTable:
    """An unprotected table of columns × lines, for the independent team only."""

    cells: Mapping[tuple[str, str], Quantiles]
    totals: Mapping[tuple[str, str], TwoTotals]


def quantiles_of(values: Iterable[Decimal | None]) -> Quantiles:
    """Return the quartiles of the values; zeros count, None (n/a) is left out."""
    ordered = sorted(value for value in values if value is not None)
    if not ordered:
        return Quantiles(0, None, None, None)
    return Quantiles(len(ordered), *(quantile(ordered, p) for p in (LOWER, MIDDLE, UPPER)))


def exact_table(cohorts: Sequence[Cohort]) -> ExactTable:
    cells = {
        (cohort.column, line.key): quantiles_of(row.values[line.key] for row in cohort.rows)
        for cohort in cohorts
        for line in cohort.lines
    }
    return ExactTable(cells, two_totals(cohorts, lambda column, line: cells[column, line].median))


def two_totals(
    cohorts: Sequence[Cohort], median_of: Callable[[str, str], Decimal | None]
) -> dict[tuple[str, str], TwoTotals]:
    """Return both totals of every subtotal and total; a sum is None as soon as the median of one of its lines is.

    A line that stands once for all columns, in the column ``all``, counts in the sums of each of them.
    """
    shared = next((cohort for cohort in cohorts if cohort.column == ALL), None)
    totals = {}
    for cohort in cohorts:
        columns = {line.key: (line, ALL) for line in (shared.lines if shared else ())}
        columns |= {line.key: (line, cohort.column) for line in cohort.lines}
        lines = tuple(line for line, _ in columns.values())
        for line in cohort.sums:
            medians = [median_of(columns[part.key][1], part.key) for part in parts_of(line, lines)]
            totals[cohort.column, line.key] = TwoTotals(_sum(medians), median_of(cohort.column, line.key))
    return totals


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    with localcontext(EXACT):
        total = Decimal(0)
        for value in values:
            if value is None:
                return None
            total += value
        return total
