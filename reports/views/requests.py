"""Pages of a calculation that was left to a worker: how far it is, and what became of it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.lookups import or_404
from reports.domain.request_states import RequestState
from reports.models import CalculationRequest
from reports.queries.requests import request_for
from reports.views.lookups import list_of, team_or_404

STEPS = ("Asked for", "Taken up by a worker", "Worked out and kept")
# How many of the steps are done in each state.
DONE = {RequestState.RECEIVED: 1, RequestState.WORKING: 2}


@require_safe
def request_detail(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Show how far a calculation is, live with htmx; once it is made and nothing changed meanwhile, show it instead."""
    row = or_404(request_for(team_or_404(request), request_id))
    if row.calculation_id and not row.words:
        return redirect("reports:calculation_detail", row.calculation_id)
    return render(request, "reports/request_detail.html", _page(row))


@require_safe
def request_steps(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Return the steps alone; nothing (204) if they are as the page has seen them."""
    page = _page(or_404(request_for(team_or_404(request), request_id)))
    if page["done"]:
        return HttpResponse(headers={"HX-Redirect": reverse("reports:request_detail", args=[request_id])})
    if request.GET.get("seen") == page["seen"]:
        return HttpResponse(status=204)
    return render(request, "partials/_progress_steps.html", page)


def _page(row: CalculationRequest) -> dict[str, Any]:
    state = RequestState(row.state)
    reached, seen = DONE.get(state, len(STEPS)), f"{state}-{row.tries}"
    return {
        "row": row,
        "state": state,
        "returns": len(row.seen),
        "steps": [
            {"label": label, "state": "done" if at < reached else "now" if at == reached else "waiting"}
            for at, label in enumerate(STEPS)
        ],
        "seen": seen,
        "url": reverse("reports:request_steps", args=[row.id]) + f"?seen={seen}",
        "done": not state.is_under_way,
        "back_url": list_of("calculation_list", row.exercise_id),
    }
