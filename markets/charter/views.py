"""The page of the charter on a scenario."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import or_404
from markets.charter.actions import ticks
from markets.charter.domain.ethical_charter import answered, charter_says
from markets.charter.forms import CharterForm
from markets.fees.domain.saved_scenario import inputs_of
from markets.lookups import crumbs_of, fee_builder_or_404, scenario_or_404
from markets.permissions import can_change_scenario


@require_http_methods(["GET", "HEAD", "POST"])
def charter(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """Show the points with their answers; keep the council's."""
    context, row = fee_builder_or_404(request), scenario_or_404(request, scenario_id)
    may_change = can_change_scenario(context, row)
    form = CharterForm(request.POST if request.method == "POST" else None, initial=row.charter)
    if request.method == "POST" and form.is_valid():
        edition = whole_number(request.POST.get("edition", "")) or 0
        done = or_404(ticks.keep(by=context, scenario_id=row.id, edition=edition, ticks=form.ticks))
        if not isinstance(done, Refusal):
            messages.success(request, "The charter is saved with the scenario.")
            return redirect("markets:charter", row.id)
        form.add_error(None, done.because)
    inputs = inputs_of(row.inputs)
    points = answered(inputs, row.charter) if inputs else []
    page = {
        "row": row,
        "form": form,
        "points": points,
        "says": charter_says(points) if points else "",
        "edition": request.POST.get("edition", row.edition),
        "may_change": may_change,
        "crumbs": crumbs_of(row),
    }
    return render(request, "markets/charter/charter.html", page)
