"""The page of the wage test: typed into its address, kept nowhere."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.domain.context import Context
from markets.fees.domain.inputs import FeeInputs
from markets.fees.domain.saved_scenario import inputs_of
from markets.fees.domain.term_list import usual_inputs
from markets.fees.queries import scenario_for, scenarios_for
from markets.lookups import fee_builder_or_404
from markets.wages.domain.wage_test import says, zones_tested
from markets.wages.forms import WageTestForm, typed_of


@require_safe
def wage_test(request: HttpRequest) -> HttpResponse:
    """Test what was typed; else a scenario that is named; else the rates of today with three plain zones.

    Where nothing is typed and the rates of today are not known, the page is empty and says so.
    """
    context = fee_builder_or_404(request)
    chosen = request.GET.get("scenario", "")
    typed = request.GET if "pay" in request.GET else None
    begun = None if typed else _inputs(context, chosen)
    form = WageTestForm(typed_of(begun) if begun else typed)
    zones = zones_tested(form.terms, form.zones) if form.is_valid() and form.terms else []
    page = {
        "form": form,
        "zones": zones,
        "says": says(zones) if zones else "",
        "knows_no_rates": not form.is_bound,
        "scenarios": scenarios_for(context)[:50],
        "chosen": chosen,
    }
    return render(request, "markets/wages/wage_test.html", page)


def _inputs(context: Context, chosen: str) -> FeeInputs | None:
    try:
        row = scenario_for(context, UUID(chosen))
    except ValueError:
        row = None
    document = row.inputs if row else usual_inputs(timezone.localdate())
    return inputs_of(document) if document else None
