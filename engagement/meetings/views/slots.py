"""Pages of 1-2-1s for officers: a week of slots, opening and closing them, and booking for a provider."""

from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from engagement import queries
from engagement.meetings.actions import slots
from engagement.meetings.domain.one_to_ones import OpenedSlots
from engagement.meetings.domain.uk_times import at_uk_time, uk_day
from engagement.meetings.forms.slots import LocationForm, OpenForm
from engagement.models import Slot
from engagement.permissions import can_change_slot
from engagement.views.form_results import is_done
from engagement.views.lookups import exercise_or_404
from register import queries as register

WEEK = timedelta(days=7)


def monday(request: HttpRequest) -> date:
    """Return the Monday of the week that is asked for; anything that is no day means this week."""
    try:
        day = date.fromisoformat(request.GET.get("week", ""))
    except ValueError:
        day = timezone.localdate()
    day = min(max(day, date(2000, 1, 3)), date(2199, 12, 30))
    return day - timedelta(days=day.weekday())


def series_of(request: HttpRequest) -> UUID | None:
    """Return the series of the slots that have just been opened."""
    try:
        return UUID(request.GET.get("opened", ""))
    except ValueError:
        return None


@require_safe
def slot_list(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    first = monday(request)
    ends = at_uk_time(first + WEEK, time(0))
    found = queries.slots_between(context, exercise.id, at_uk_time(first, time(0)), ends)
    mine = request.GET.get("whose") == "mine"
    found = found.filter(officer_id=context.person_id) if mine else found
    page = {
        "exercise": exercise,
        "first": first,
        "last": first + WEEK - timedelta(days=1),
        "before": first - WEEK,
        "after": first + WEEK,
        "is_this_week": first <= timezone.localdate() < first + WEEK,
        "mine": mine,
        "days": _days(context, list(found)),
        "next_slot": queries.slots(context, exercise.id).filter(starts_at__gte=ends, closed_at=None).first(),
        "to_log": queries.waiting_for_an_outcome(context, exercise.id),
        "opened": series_of(request),
        "doubts": queries.count_in_doubt(context, exercise.id),
    }
    return render(request, "engagement/meetings/slot_list.html", page)


def _days(context: Context, found: list[Slot]) -> list[dict[str, Any]]:
    now = timezone.now()
    return [
        {"day": day, "slots": [_slot(context, slot, now) for slot in group]}
        for day, group in groupby(found, key=lambda slot: uk_day(slot.starts_at))
    ]


def _slot(context: Context, slot: Slot, now: datetime) -> dict[str, Any]:
    booking = next(iter(slot.live), None)  # type: ignore[attr-defined]
    return {
        "slot": slot,
        "booking": booking,
        "came_of_it": queries.outcome_words(context, booking) if booking else "",
        "is_over": slot.ends_at <= now,
        "may_log": slot.ends_at <= now and can_change_slot(context, slot),
        "may_change": booking is None and slot.starts_at > now and can_change_slot(context, slot),
        "may_book": booking is None and slot.starts_at > now,
    }


def slot_open(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    today = timezone.localdate()
    open_ones = [each for each in register.exercises(context) if each.closes_on >= today or each.id == exercise.id]
    form = OpenForm(
        [(str(each.id), each.name) for each in open_ones],
        request.POST if request.method == "POST" else None,
        initial={"exercises": [str(exercise.id)]},
    )
    if request.method == "POST" and form.is_valid():
        done = slots.open_slots(by=context, opening=form.opening, key=key_of(request.POST.lists()))
        if is_done(done, form):
            messages.success(request, _opened(done))
            week = form.cleaned_data["first_day"].isoformat()
            return redirect(f"{reverse('engagement:slot_list', args=[exercise.id])}?week={week}&opened={done.series}")
    return render(request, "engagement/meetings/slot_open.html", {"exercise": exercise, "form": form})


def _opened(done: OpenedSlots) -> str:
    left_out = f" {done.left_out} left out, as they are past or overlap with what you have open." * bool(done.left_out)
    return f"{done.count} {'slot' if done.count == 1 else 'slots'} opened.{left_out}"


@require_POST
def slot_close(request: HttpRequest, exercise_id: UUID, slot_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    slot = queries.slot_for(context, slot_id)
    done = slots.close(by=context, slot_id=slot_id)
    if slot is None or done is None:
        raise Http404
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, "The slot is closed.")
    return redirect(f"{reverse('engagement:slot_list', args=[exercise.id])}?week={uk_day(slot.starts_at)}")


@require_POST
def series_close(request: HttpRequest, exercise_id: UUID, series_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    closed = slots.close_series(by=context, series=series_id)
    if not closed:
        raise Http404
    messages.success(request, f"{closed} free {'slot' if closed == 1 else 'slots'} closed.")
    return redirect("engagement:slot_list", exercise.id)


def slot_book(request: HttpRequest, exercise_id: UUID, slot_id: UUID) -> HttpResponse:
    """Choose the location to book for; the details come on the page of its booking."""
    context, exercise = exercise_or_404(request, exercise_id)
    slot = queries.slot_for(context, slot_id)
    if slot is None or slot.closed_at:
        raise Http404
    asked = register.reached(context, exercise.id).filter(eligibility="in_scope").order_by("location_name")
    chosen = [(str(each.id), f"{each.location_name} ({each.provider_name})") for each in asked]
    form = LocationForm(chosen, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect(f"{reverse('engagement:book', args=[form.cleaned_data['location']])}?slot={slot.id}")
    return render(request, "engagement/meetings/slot_book.html", {"exercise": exercise, "slot": slot, "form": form})
