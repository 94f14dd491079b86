"""Pages of events for officers: their list, planning, changing, cancelling, and joining another authority's."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from engagement import queries
from engagement.meetings.actions import events, registrations
from engagement.meetings.domain.uk_times import span_in_words
from engagement.meetings.forms.events import (
    CancelForm,
    EventForm,
    JoinEventForm,
    RegisterForm,
)
from engagement.models import Event
from engagement.permissions import can_change_event, can_note_places
from engagement.views.form_results import is_done
from engagement.views.lookups import exercise_or_404
from register import queries as register
from register.queries import Exercise

A_PAGE = 50


def event_or_404(request: HttpRequest, exercise_id: UUID, event_id: UUID) -> tuple[Context, Exercise, Event]:
    """Return an event offered to this exercise, by its own authority or another that was joined.

    Raise Http404 otherwise.
    """
    context, exercise = exercise_or_404(request, exercise_id)
    event = or_404(queries.event_for(context, exercise_id, event_id))
    return context, exercise, event


def own_event_or_404(request: HttpRequest, exercise_id: UUID, event_id: UUID) -> tuple[Context, Exercise, Event]:
    """Return a coming event of the asker's own side; raise Http404 otherwise."""
    context, exercise, event = event_or_404(request, exercise_id, event_id)
    if not can_change_event(context, event) or event.cancelled_at or event.ends_at <= timezone.now():
        raise Http404
    return context, exercise, event


def locations_of(context: Context, exercise_id: UUID) -> list[tuple[str, str]]:
    asked = register.reached(context, exercise_id).filter(eligibility="in_scope").order_by("location_name")
    return [(str(each.id), f"{each.location_name} ({each.provider_name})") for each in asked]


@require_safe
def event_list(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    found, now = queries.events(context, exercise.id), timezone.now()
    page = {
        "exercise": exercise,
        "to_come": found.filter(ends_at__gt=now).order_by("starts_at"),
        "past": found.filter(ends_at__lte=now).order_by("-starts_at"),
    }
    return render(request, "engagement/meetings/event_list.html", page)


@require_safe
def event_detail(request: HttpRequest, exercise_id: UUID, event_id: UUID) -> HttpResponse:
    context, exercise, event = event_or_404(request, exercise_id, event_id)
    is_ahead = not event.cancelled_at and event.ends_at > timezone.now()
    page = {
        "exercise": exercise,
        "event": event,
        "when": span_in_words(event.starts_at, event.ends_at),
        "page": Paginator(queries.places(context, event, exercise.id), A_PAGE).get_page(request.GET.get("page")),
        "offered_to": queries.offered_to(context, event),
        "seats_left": queries.seats_left(event),
        "is_ahead": is_ahead,
        "has_begun": event.starts_at <= timezone.now(),
        "may_change": is_ahead and can_change_event(context, event),
        "may_note": can_note_places(context, event),
        "is_host": event.authority_id == context.authority_id,
        "doubts": queries.count_in_doubt(context, exercise.id),
    }
    return render(request, "engagement/meetings/event_detail.html", page)


def _exercises(context: Context, exercise: Exercise) -> list[tuple[str, str]]:
    today = timezone.localdate()
    open_ones = register.exercises(context)
    return [(str(each.id), each.name) for each in open_ones if each.closes_on >= today or each.id == exercise.id]


def event_new(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    data = request.POST if request.method == "POST" else None
    form = EventForm(_exercises(context, exercise), data, initial={"exercises": [str(exercise.id)]})
    if request.method == "POST" and form.is_valid():
        done = events.plan(by=context, planned=form.planned, key=key_of(request.POST.lists()))
        if isinstance(done, Event):
            messages.success(request, "The event is planned. Now invite providers.")
            return redirect("engagement:event_detail", _shown_in(form, exercise), done.id)
        _show(form, done)
    return render(request, "engagement/meetings/event_form.html", {"exercise": exercise, "form": form, "event": None})


def _shown_in(form: EventForm, exercise: Exercise) -> str:
    chosen: list[str] = form.cleaned_data["exercises"]
    return str(exercise.id) if str(exercise.id) in chosen else chosen[0]


def _show(form: Any, done: Refusal | None) -> None:
    if done is None:
        raise Http404
    form.add_error("day" if done is events.PAST else None, done.because)


def event_edit(request: HttpRequest, exercise_id: UUID, event_id: UUID) -> HttpResponse:
    context, exercise, event = own_event_or_404(request, exercise_id, event_id)
    data = request.POST if request.method == "POST" else None
    form = EventForm(_exercises(context, exercise), data, initial=_initial(context, event))
    if request.method == "POST" and form.is_valid():
        done = events.change(by=context, exercise_id=exercise.id, event_id=event.id, planned=form.planned)
        if isinstance(done, Event):
            messages.success(request, "The event is changed. Who has a place is told where it concerns them.")
            return redirect("engagement:event_detail", exercise.id, event.id)
        _show(form, done)
    return render(request, "engagement/meetings/event_form.html", {"exercise": exercise, "form": form, "event": event})


def _initial(context: Context, event: Event) -> dict[str, Any]:
    local = timezone.localtime(event.starts_at)
    return {
        "title": event.title,
        "kind": event.kind,
        "day": local.date(),
        "begins": f"{local:%H:%M}",
        "minutes": int((event.ends_at - event.starts_at).total_seconds() // 60),
        "where": "online" if event.is_online else "there",
        "place": event.place,
        "words": event.words,
        "capacity": event.capacity,
        "by_invitation": event.by_invitation,
        "exercises": [str(each.exercise_id) for each in queries.offered_to(context, event)],
    }


def event_cancel(request: HttpRequest, exercise_id: UUID, event_id: UUID) -> HttpResponse:
    context, exercise, event = own_event_or_404(request, exercise_id, event_id)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        done = events.cancel(by=context, exercise_id=exercise.id, event_id=event.id, because=because)
        if isinstance(done, Event):
            messages.success(request, "The event is cancelled. Everybody who has a place, or waits for one, is told.")
            return redirect("engagement:event_detail", exercise.id, event.id)
        _show(form, done)
    page = {"exercise": exercise, "event": event, "form": form, "when": span_in_words(event.starts_at, event.ends_at)}
    return render(request, "engagement/meetings/event_cancel.html", page)


def event_join(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Join an event that another authority hosts."""
    context, exercise = exercise_or_404(request, exercise_id)
    form = JoinEventForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = events.join(by=context, exercise_id=exercise.id, code=form.cleaned_data["code"])
        if is_done(done, form, "code"):
            messages.success(request, "This exercise is part of the event now. You can invite your own locations.")
            return redirect("engagement:event_detail", exercise.id, done)
    return render(request, "engagement/meetings/event_join.html", {"exercise": exercise, "form": form})


def event_register(request: HttpRequest, exercise_id: UUID, event_id: UUID) -> HttpResponse:
    """Register a location that rang or wrote, as an officer."""
    context, exercise, event = event_or_404(request, exercise_id, event_id)
    form = RegisterForm(
        locations_of(context, exercise.id),
        request.POST if request.method == "POST" else None,
        initial=request.GET.dict(),
    )
    if request.method == "POST" and form.is_valid():
        chosen = UUID(form.cleaned_data["location"])
        done = registrations.answer(by=context, event=event, participation_id=chosen, comes=True, coming=form.coming)
        if is_done(done, form):
            messages.success(request, f"{done.get_seat_display()}. A confirmation is on its way by email.")
            return redirect("engagement:event_detail", exercise.id, event.id)
    page = {
        "exercise": exercise,
        "event": event,
        "form": form,
        "back_url": reverse("engagement:event_detail", args=[exercise.id, event.id]),
    }
    return render(request, "engagement/meetings/event_register.html", page)
