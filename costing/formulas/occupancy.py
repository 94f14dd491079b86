"""Occupancy normalisation: the cost of a home if its beds were as full as a target says (DOMAIN.md §4.2).

An option of a calculation, never of a return.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from costing.form import Form, Line, LineKind
from costing.formulas.costs import Amount, Costs
from costing.formulas.sums import cost_before_returns, with_sums


def normalised(costs: Costs, *, target: Decimal, form: Form) -> Costs:
    """Normalise costs.

    Below the target a line is multiplied by (1 − f) + f · occupancy / target, f its ``fixed_share``.

    A percentage return on operations is worked out afresh; a return given in £ stays, and so does the occupancy itself,
    which is what the home said. Raises ValueError for a target that is no share of beds.
    """
    if not 0 < target <= 1:
        raise ValueError(f"a target occupancy is above 0 and at most 1, not {target}")
    occupancy = costs.drivers.get("occupancy")
    if occupancy is None or occupancy >= target:
        return costs
    fullness = occupancy / target
    columns = {key: _column(form, lines, fullness, costs.workings) for key, lines in costs.columns.items()}
    return replace(costs, columns=columns)


def _column(
    form: Form, lines: Mapping[str, Amount], fullness: Decimal, workings: Mapping[str, Amount]
) -> dict[str, Amount]:
    plain = [line for line in form.lines if line.kind == LineKind.LINE]
    found = {line.key: _line(line, lines[line.key], fullness, workings) for line in plain}
    share = workings.get("roo_share")
    if share is not None:
        cost = cost_before_returns(form, found)
        found["return_on_operations"] = None if cost is None else cost * share
    return with_sums(form, found)


def _line(line: Line, amount: Amount, fullness: Decimal, workings: Mapping[str, Amount]) -> Amount:
    is_given_in_pounds = line.key == "return_on_capital" and workings.get("roc_share") is None
    if amount is None or line.fixed_share is None or is_given_in_pounds:
        return amount
    return amount * (1 - line.fixed_share + line.fixed_share * fullness)
