"""Pages on which people decide the outcome of a location, with the reason, and what everybody is owed."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.domain.refusal import Refusal
from engagement import queries
from engagement.coverage.actions import contact_standard, outcomes
from engagement.coverage.domain.outcome_names import LocationOutcome
from engagement.coverage.forms.location_status import GivenOutcomeForm, StandardForm
from engagement.permissions import can_give_outcome
from engagement.views.lookups import exercise_or_404, location_or_404


def give_outcome(request: HttpRequest, exercise_id: UUID, participation_id: UUID) -> HttpResponse:
    context, asked = location_or_404(request, exercise_id, participation_id)
    if not can_give_outcome(context):
        raise Http404
    standing = queries.standing_of(context, asked)
    given = standing.facts.given if standing else None
    initial = {"outcome": given, "reason": standing.facts.given_because} if standing and given else {}
    form = GivenOutcomeForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        outcome = LocationOutcome(form.cleaned_data["outcome"])
        done = outcomes.give(by=context, participation_id=asked.id, outcome=outcome, reason=form.cleaned_data["reason"])
        if not isinstance(done, Refusal):
            messages.success(request, f"The outcome of {asked.location_name} is given: {outcome.label}.")
            return redirect("engagement:location_detail", asked.exercise_id, asked.id)
        form.add_error("outcome", done.because)
    page = {
        "asked": asked,
        "exercise": asked.exercise,
        "form": form,
        "standing": standing,
        "back_url": reverse("engagement:location_detail", args=[asked.exercise_id, asked.id]),
    }
    return render(request, "engagement/coverage/outcome_give.html", page)


@require_POST
def end_outcome(request: HttpRequest, exercise_id: UUID, participation_id: UUID) -> HttpResponse:
    context, asked = location_or_404(request, exercise_id, participation_id)
    if not can_give_outcome(context):
        raise Http404
    if outcomes.end(by=context, participation_id=asked.id) is None:
        messages.info(request, "No outcome was given to this location any more.")
    else:
        messages.success(request, "What the contacts show counts again.")
    return redirect("engagement:location_detail", asked.exercise_id, asked.id)


def standard(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Set how many e-mails and calls everybody of the exercise is owed."""
    context, exercise = exercise_or_404(request, exercise_id)
    if not can_give_outcome(context):
        raise Http404
    now = queries.owed_in(context, exercise.id)
    initial = {"emails": now.emails, "calls": now.calls}
    form = StandardForm(request.POST if request.method == "POST" else None, initial=initial)
    back_url = reverse("engagement:dashboard", args=[exercise.id])
    if request.method == "POST" and form.is_valid():
        done = contact_standard.put(by=context, exercise_id=exercise.id, owed=form.owed)
        if not isinstance(done, Refusal):
            messages.success(request, "The contact standard is set.")
            return redirect(f"{back_url}#standard")
        form.add_error("emails", done.because)
    return render(
        request, "engagement/coverage/contact_standard.html", {"exercise": exercise, "form": form, "back_url": back_url}
    )
