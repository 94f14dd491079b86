"""The page of rates by zone: a zone plan priced by a fee scenario, beside today's zones, and who would hand over."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.lookups import or_404
from markets.fees.domain.saved_scenario import council_of, inputs_of
from markets.fees.queries import scenarios_for
from markets.models import FeeScenario, ZonePlanRow
from markets.permissions import can_use_fee_lab
from markets.zones import queries
from markets.zones.domain.plan_measures import TOURS_SEED, plan_measures
from markets.zones.domain.provider_changes import handed_over
from markets.zones.domain.shown_rates import RATE_HEADS, rate_rows, rates_sentence, total_cells
from markets.zones.domain.zone_rates import priced_plan
from markets.zones.forms import RatesFilter
from markets.zones.views.plans import reader_or_404
from register.queries import names_of_locations

MOST_CHOICES = 200


@require_safe
def zone_rates(request: HttpRequest) -> HttpResponse:
    """Show the rates of a plan's zones by a scenario; both are chosen on the page, which keeps nothing."""
    context = reader_or_404(request)
    or_404(context if can_use_fee_lab(context) else None)
    plans = {str(row.id): row for row in queries.plans_for(context)[:MOST_CHOICES]}
    scenarios = {str(row.id): row for row in scenarios_for(context)[:MOST_CHOICES]}
    form = RatesFilter(request.GET, plans, scenarios)
    wanted = form.wanted
    plan, scenario = plans.get(wanted.get("plan", "")), scenarios.get(wanted.get("scenario", ""))
    page: dict[str, Any] = {"form": form, "plan": plan, "scenario": scenario, "is_empty": not (plans and scenarios)}
    if plan is not None and scenario is not None:
        page |= _priced(plan, scenario)
    return render(request, "markets/zones/zone_rates.html", page)


def _priced(row: ZonePlanRow, scenario: FeeScenario) -> dict[str, Any]:
    inputs, council = inputs_of(scenario.inputs), council_of(scenario.council)
    if inputs is None:
        return {"is_outdated": True}
    plan, today = queries.plan_of(row), queries.today_of(row.ground)
    units = queries.units_of_ground(row.ground)
    measures = plan_measures(plan, units, TOURS_SEED, today)
    priced = priced_plan(inputs, council, measures)
    before = priced_plan(inputs, council, plan_measures(today, units, TOURS_SEED, today))
    over = handed_over(plan, units, measures)
    names = names_of_locations({one.provider for one in over})
    return {
        "says": rates_sentence(priced, before),
        "heads": RATE_HEADS,
        "rows": rate_rows(priced),
        "total": total_cells(priced),
        "today_total": total_cells(before),
        "unpriced": priced.unpriced,
        "over": [(names.get(one.provider, one.provider), one) for one in over],
    }
