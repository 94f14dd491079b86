"""How far a worker is with the looks of an evaluation: the steps on its page, and the same alone."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from markets.evaluation import queries
from markets.evaluation.actions.looks import UNDER_WAY
from markets.evaluation.views.evaluations import evaluation_or_404
from markets.models import MarketEvaluation, VisitRun
from markets.visits.domain.dataset_states import VisitRunState


@require_safe
def evaluation_steps(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Return the steps alone; nothing (204) if they are as the page has seen them, the page itself once it is over."""
    _, row = evaluation_or_404(request, evaluation_id)
    page = progress_of(row, queries.last_run(row))
    if page is None:
        return HttpResponse(headers={"HX-Redirect": reverse("markets:evaluation_detail", args=[row.id])})
    if request.GET.get("seen") == page["seen"]:
        return HttpResponse(status=204)
    return render(request, "partials/_progress_steps.html", page)


def progress_of(row: MarketEvaluation, run: VisitRun | None) -> dict[str, Any] | None:
    """Return the steps of a run that waits or is at work; None where there is none."""
    if run is None or run.state not in UNDER_WAY:
        return None
    seen, taken = f"{run.state}-{run.tries}-{run.progress}", run.state != VisitRunState.RECEIVED
    return {
        "steps": [
            {"label": "Asked for", "state": "done"},
            {"label": "Taken up by a worker", "state": "done" if taken else "now"},
            {"label": f"Weeks worked out ({run.progress} % of a look)", "state": "now" if taken else "waiting"},
        ],
        "seen": seen,
        "url": reverse("markets:evaluation_steps", args=[row.id]) + f"?seen={seen}",
        "done": False,
    }
