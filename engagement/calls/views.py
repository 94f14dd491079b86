"""Pages of the call list: reserve, ring, log, next."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from engagement import queries
from engagement.calls.actions import reservations
from engagement.queries import ToRing
from engagement.views.contact_form import contact_form, entered_at
from engagement.views.lookups import exercise_or_404, location_or_404
from register.queries import Exercise

A_PAGE, LAST_CONTACTS = 25, 5


@require_safe
def call_list(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    rows = _rows(context, exercise)
    page = {
        "exercise": exercise,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "own": [row for row in rows if row.is_own],
        "has_free": any(row.is_free for row in rows),
        "owed": queries.owed_in(context, exercise.id),
    }
    return render(request, "engagement/calls/call_list.html", page)


@require_POST
def call_next(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Reserve the worthiest location that nobody is ringing; if somebody was quicker, the next one."""
    context, exercise = exercise_or_404(request, exercise_id)
    for row in _rows(context, exercise):
        which = row.call.facts.place.participation_id
        if row.is_free and not isinstance(reservations.take(by=context, participation_id=which), Refusal):
            return redirect("engagement:call_ring", exercise.id, which)
    messages.info(request, "There is nobody left to ring just now.")
    return redirect("engagement:call_list", exercise.id)


@require_POST
def call_claim(request: HttpRequest, exercise_id: UUID, participation_id: UUID) -> HttpResponse:
    context, asked = location_or_404(request, exercise_id, participation_id)
    done = or_404(reservations.take(by=context, participation_id=asked.id))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
        return redirect("engagement:call_list", exercise_id)
    return redirect("engagement:call_ring", exercise_id, asked.id)


@require_POST
def call_let_go(request: HttpRequest, exercise_id: UUID, participation_id: UUID) -> HttpResponse:
    context, asked = location_or_404(request, exercise_id, participation_id)
    if reservations.let_go(by=context, participation_id=asked.id):
        messages.success(request, f"{asked.location_name} is back on the list.")
    return redirect("engagement:call_list", exercise_id)


def call_ring(request: HttpRequest, exercise_id: UUID, participation_id: UUID) -> HttpResponse:
    """Show whom to ask for, why, and what was said before, and log the call in the same place."""
    context, asked = location_or_404(request, exercise_id, participation_id)
    people = queries.people_at(context, asked)
    form = contact_form(context, asked, request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST" and entered_at(request, context, exercise_id, form, (asked.id,)):
        reservations.let_go(by=context, participation_id=asked.id)
        return redirect("engagement:call_list", exercise_id)
    row = _row_of(context, asked.exercise, asked.id)
    page = {
        "asked": asked,
        "exercise": asked.exercise,
        "row": row,
        "standing": queries.standing_of(context, asked),
        "people": people,
        "form": form,
        "entries": [one for one in queries.timeline(context, asked) if one.logged][:LAST_CONTACTS],
        "back_url": reverse("engagement:call_list", args=[exercise_id]),
    }
    return render(request, "engagement/calls/call_ring.html", page)


def _rows(context: Context, exercise: Exercise) -> list[ToRing]:
    return queries.call_list(context, exercise, timezone.localdate(), timezone.now())


def _row_of(context: Context, exercise: Exercise, participation_id: UUID) -> ToRing | None:
    """Return the row of a location; None if it need not be rung, though it can be all the same."""
    return next(
        (row for row in _rows(context, exercise) if row.call.facts.place.participation_id == participation_id), None
    )
