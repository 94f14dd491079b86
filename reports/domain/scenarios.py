"""Scenarios: what the market costs if every return had the same return on operations, or on capital."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from typing import Any

from costing.form import Form
from costing.formulas.care_home import WEEKS
from costing.formulas.costs import Amount, Costs
from costing.formulas.sums import cost_before_returns, with_sums
from reports.domain.uplift import Given, number_in
from reports.domain.uplift_terms import FIGURES, plain_lines

MOST_SCENARIOS = 12
HIGHEST_SHARE = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class ReturnScenario:
    """A share of cost for operations and of freehold value for capital; None leaves it as each return has it."""

    roo: Decimal | None = None
    roc: Decimal | None = None

    @property
    def name(self) -> str:
        parts = (("ROO", self.roo), ("ROC", self.roc))
        return ", ".join(f"{what} {percent_of(share)} %" for what, share in parts if share is not None)


def percent_of(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}"


def crossed(roo: Iterable[Decimal], roc: Iterable[Decimal]) -> tuple[ReturnScenario, ...]:
    """Return every pair of the shares, in their order; with shares of one kind alone, each of them."""
    pairs = ((one, other) for one in (tuple(roo) or (None,)) for other in (tuple(roc) or (None,)))
    return tuple(ReturnScenario(*pair) for pair in pairs if pair != (None, None))


def with_returns(
    form: Form,
    costs: Costs,
    given: Given,
    scenario: ReturnScenario,
    *,
    target: Decimal | None = None,
    roc_factor: Decimal = Decimal(1),
) -> Costs:
    """Return the costs with the returns of a scenario; ``target`` is the occupancy that was normalised to.

    A return on capital is undefined where no freehold value was given.
    """
    with localcontext(FIGURES):
        capital = _capital(costs, given, scenario.roc, target, roc_factor)
        columns = {key: _column(form, lines, scenario, capital) for key, lines in costs.columns.items()}
    return replace(costs, columns=columns)


def _column(form: Form, lines: Mapping[str, Amount], scenario: ReturnScenario, capital: Amount) -> dict[str, Amount]:
    found = {line.key: lines[line.key] for line in plain_lines(form)}
    if scenario.roc is not None and "return_on_capital" in found:
        found["return_on_capital"] = capital
    if scenario.roo is not None:
        cost = cost_before_returns(form, found)
        found["return_on_operations"] = None if cost is None else cost * scenario.roo
    return with_sums(form, found)


def _capital(costs: Costs, given: Given, share: Amount, target: Amount, factor: Decimal) -> Amount:
    """Return freehold value per active bed · p / W / occupancy, as in a return that gives a percentage."""
    value, occupancy = number_in(given, "freehold_value_per_bed"), costs.drivers.get("occupancy")
    if share is None or not value or not occupancy:
        return None
    return value * share / WEEKS / max(occupancy, target or occupancy) * factor


def scenario_documents(scenarios: Iterable[ReturnScenario]) -> list[dict[str, Any]]:
    return [
        {"roo": None if one.roo is None else f"{one.roo:f}", "roc": None if one.roc is None else f"{one.roc:f}"}
        for one in scenarios
    ]


def scenarios_from(documents: Iterable[Mapping[str, Any]]) -> tuple[ReturnScenario, ...]:
    """Return what ``scenario_documents`` wrote."""
    return tuple(ReturnScenario(*(one[key] and Decimal(one[key]) for key in ("roo", "roc"))) for one in documents)
