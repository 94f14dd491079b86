"""Add an uplift and scenarios to the inputs of a calculation, or say in words why that cannot be."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costing.form import Form
from reports.domain.inputs import Inputs
from reports.domain.scenarios import HIGHEST_SHARE, MOST_SCENARIOS, ReturnScenario
from reports.domain.uplift_choice import UpliftChoice, chosen_uplift
from reports.indices.queries import indices_for


def with_prices(
    by: Context, form: Form, inputs: Inputs, choice: UpliftChoice | None, scenarios: Sequence[ReturnScenario]
) -> Inputs | Refusal:
    refusal = _scenario_fault(form, scenarios)
    if refusal is not None:
        return refusal
    uplift = chosen_uplift(form, choice, inputs.price_date, indices_for(by)) if choice else None
    if isinstance(uplift, Refusal):
        return uplift
    return replace(inputs, uplift=uplift, scenarios=tuple(scenarios))


def _scenario_fault(form: Form, scenarios: Sequence[ReturnScenario]) -> Refusal | None:
    if len(scenarios) > MOST_SCENARIOS:
        return Refusal(f"Up to {MOST_SCENARIOS} scenarios fit into a calculation; these make {len(scenarios)}.")
    if any(one.roc is not None for one in scenarios) and "return_on_capital" not in form.line_by_key:
        return Refusal("This service has no return on capital.")
    shares = [share for one in scenarios for share in (one.roo, one.roc) if share is not None]
    if any(not share.is_finite() or not Decimal(0) <= share <= HIGHEST_SHARE for share in shares):
        return Refusal("A return is a percentage from 0 to 50.")
    return None
