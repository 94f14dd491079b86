"""The mean of each line weighted by what the returns do: contact hours a year, or occupied beds of the column.

For the independent team only: a large return shows through. What may be published is in ``weighted_mean``.
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext

from costing.form import Form
from costing.formulas.costs import Amount
from reports.domain.document_parts import Part, by_column, text_of
from reports.domain.inputs import ReturnInputs, return_costs
from reports.domain.statistics import EXACT

HOURS = "contact_hours_per_year"
# As many digits as costs have; a division need not end.
_DIGITS = Context(prec=28, rounding=ROUND_HALF_EVEN)


def activity_means(form: Form, returns: Sequence[ReturnInputs]) -> Part:
    """Return ``mean``, the ``weight`` behind it and ``n`` of every line in every column."""
    costed = [(one, return_costs(form, one).columns) for one in returns]
    return by_column(
        (column.key, line.key, _mean((costs[column.key][line.key], activity(one, column.key)) for one, costs in there))
        for column in form.columns
        for there in [[(one, costs) for one, costs in costed if column.key in costs]]
        for line in form.lines
    )


def activity(one: ReturnInputs, column: str) -> Amount:
    """Return the contact hours a year of a branch, or the occupied beds of a home in a column; None if not known."""
    return one.costs.drivers.get(HOURS) if HOURS in one.costs.drivers else one.asked.get(f"occupied_{column}")


def activity_words(form: Form) -> str:
    return "occupied beds" if form.has_occupancy else "contact hours a year"


def _mean(cells: Iterable[tuple[Amount, Amount]]) -> Part:
    """Return Σ weight·cost / Σ weight; a cost that is undefined, or has no weight, is left out of both."""
    there = [(cost, weight) for cost, weight in cells if cost is not None and weight]
    with localcontext(EXACT):
        weight = sum((weight for _, weight in there), Decimal(0))
        weighted = sum((cost * weight for cost, weight in there), Decimal(0))
    mean = _DIGITS.divide(weighted, weight) if weight else None
    return {"mean": text_of(mean), "weight": text_of(weight), "n": len(there)}
