"""The page by which a scenario takes over what the council's own visits measured."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import or_404
from markets.fees.actions import visit_inputs
from markets.fees.actions.scenarios import FROZEN
from markets.fees.domain.input_sources import source_words
from markets.fees.domain.inputs_from_visits import mix_beside
from markets.fees.domain.saved_scenario import in_order
from markets.fees.forms.visit_inputs import VisitInputsForm
from markets.fees.queries import scenario_for, visit_inputs_of
from markets.fees.views.scenarios import lab_or_404
from markets.lookups import crumbs_of
from markets.permissions import can_change_scenario


@require_http_methods(["GET", "HEAD", "POST"])
def scenario_visits(request: HttpRequest, scenario_id: UUID, run_id: UUID) -> HttpResponse:
    """Show what stands in a scenario beside what a profile measured, and take over what is chosen."""
    context = lab_or_404(request)
    row = or_404(scenario_for(context, scenario_id))
    found = or_404(visit_inputs_of(context, run_id))
    if not can_change_scenario(context, row):
        messages.error(request, FROZEN)
        return redirect("markets:scenario_lab", row.id)
    inputs, edition = in_order(row.inputs), request.POST.get("edition", str(row.edition))
    form = VisitInputsForm(list(inputs["zones"]), found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        keys = {"scenario_id": row.id, "run_id": run_id, "edition": whole_number(edition)}
        done = or_404(visit_inputs.take_over(by=context, choice=form.choice, **keys))
        if not isinstance(done, Refusal):
            messages.success(request, f"Taken over into {done.name} from the profile of {found.days}.")
            return redirect("markets:scenario_lab", row.id)
        form.add_error(None, done.because)
    page = {"row": row, "found": found, "form": form, "edition": edition, "crumbs": crumbs_of(row)}
    page |= {"mix": mix_beside(inputs, found), "mix_source": source_words(row.sources, "mix")}
    page["zone_rows"] = form.zone_rows(row.council)
    return render(request, "markets/fees/scenario_visits.html", page)
