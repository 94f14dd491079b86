"""Runs of the payment lab that a worker is at: how far it is, and giving one up."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.lookups import or_404
from markets.lookups import payment_lab_or_404
from markets.payment.actions import asked_runs as actions
from markets.payment.queries import asked_run_for
from markets.visits.domain.dataset_states import VisitRunState


@require_safe
def payment_asked(request: HttpRequest, asked_run_id: UUID) -> HttpResponse:
    """Show how far a run is; one that is done is a kept run."""
    run = or_404(asked_run_for(payment_lab_or_404(request), asked_run_id))
    if run.state == VisitRunState.DONE:
        return redirect("markets:payment_run", run.id)
    return render(request, "markets/payment/payment_asked.html", {"run": run, "waits": run.state in actions.UNDER_WAY})


@require_POST
def payment_asked_give_up(request: HttpRequest, asked_run_id: UUID) -> HttpResponse:
    name = or_404(actions.give_run_up(by=payment_lab_or_404(request), run_id=asked_run_id))
    messages.success(request, f"{name} is given up: nothing of it is kept.")
    return redirect("markets:payment_run_list")
