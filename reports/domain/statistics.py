"""The exact figures of a market: n, quartiles and median of each line, and both totals."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext

from reports.domain.cohort import ALL, Cohort, parts_of

LOWER = Decimal("0.25")
MIDDLE = Decimal("0.5")
UPPER = Decimal("0.75")

# Wide enough that no figure of a return is rounded on the way, whatever context the caller happens to have.
EXACT = Context(prec=80, rounding=ROUND_HALF_EVEN)


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


def quantile(ordered: Sequence[Decimal], p: Decimal) -> Decimal:
    """Return the inclusive quantile at position (n − 1)·p, counted from 0, by linear interpolation.

    The same as Excel's QUARTILE.INC and PostgreSQL's percentile_cont. ``ordered`` rises and is not empty.
    """
    with localcontext(EXACT):
        position = (len(ordered) - 1) * p
        below = int(position)
        above = min(below + 1, len(ordered) - 1)
        return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


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
