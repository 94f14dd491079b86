"""Pages of events for providers: on the portal for a location of theirs, and behind the link of an invitation."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.domain.context import Context
from accounts.lookups import or_404
from engagement import queries
from engagement.meetings.actions import registrations
from engagement.meetings.domain.events import Coming, EventKind, Seat
from engagement.meetings.domain.uk_times import span_in_words
from engagement.meetings.forms.events import ComingForm, NameForm
from engagement.models import Event, Registration
from register.queries import Participation
from submissions import queries as submissions


def own_asked_or_404(request: HttpRequest, participation_id: UUID) -> tuple[Context, Participation]:
    context: Context | None = request.context
    asked = submissions.participation_for(context, participation_id) if context and context.is_provider else None
    if context is None or asked is None:
        raise Http404
    return context, asked


@require_safe
def own_events(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    context, asked = own_asked_or_404(request, participation_id)
    found = list(queries.events_open_to(context, asked.id))
    places = queries.places_at(context, found, asked.id)
    rows = [
        {
            "event": event,
            "when": span_in_words(event.starts_at, event.ends_at),
            "place": places.get(event.id),
            "left": queries.seats_left(event),
        }
        for event in found
    ]
    return render(request, "engagement/meetings/own_events.html", {"asked": asked, "rows": rows})


def own_event(request: HttpRequest, participation_id: UUID, event_id: UUID) -> HttpResponse:
    """Show an event, also after it is over or off for those who had registered."""
    context, asked = own_asked_or_404(request, participation_id)
    event = _event_or_404(context, asked, event_id)
    place = queries.place_for(context, event, asked.id)
    data = request.POST if request.POST.get("comes") == "yes" else None
    form = ComingForm(data, initial=_initial(request, place))
    if request.method == "POST":
        comes = request.POST.get("comes") == "yes"
        if not comes or form.is_valid():
            coming = form.coming if comes else Coming("", "")
            done = registrations.answer(by=context, event=event, participation_id=asked.id, comes=comes, coming=coming)
            if isinstance(done, Registration):
                messages.success(request, _said(done))
                return redirect("engagement:own_event", asked.id, event.id)
            if done is None:
                raise Http404
            form.add_error(None, done.because) if comes else messages.error(request, done.because)
    return render(request, "engagement/meetings/own_event.html", _page(asked, event, place, form))


def _event_or_404(context: Context, asked: Participation, event_id: UUID) -> Event:
    event = queries.events_open_to(context, asked.id).filter(id=event_id).first()
    return or_404(event or queries.event_had(context, asked.id, event_id))


def _initial(request: HttpRequest, place: Registration | None) -> dict[str, str]:
    return {
        "name": (place and place.name) or request.context.person_name,
        "email": (place and place.email) or request.user.email,
    }


def _said(place: Registration) -> str:
    if place.seat == Seat.SEATED:
        return "You are registered. An email with an entry for the calendar is on its way."
    if place.seat == Seat.WAITING:
        return "The event is full: you are on the waiting list. We tell you by email when a place is free."
    return "You have said that you do not come. Thank you for telling us."


def _page(asked: Participation, event: Event, place: Registration | None, form: ComingForm) -> dict[str, Any]:
    return {
        "asked": asked,
        "event": event,
        "place": place,
        "form": form,
        "when": span_in_words(event.starts_at, event.ends_at),
        "left": queries.seats_left(event),
        "is_ahead": not event.cancelled_at and event.ends_at > timezone.now(),
        "has_seat": bool(place and place.seat == Seat.SEATED),
    }


def event_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Answer without signing in. A visit changes nothing, as mail scanners follow every link; the button does."""
    invite_id = registrations.invite_in(token)
    invited = queries.invited_by(invite_id) if invite_id else []
    if not invited:
        raise Http404
    comes = request.POST.get("comes") == "yes"
    form = NameForm(request.POST if comes else None, initial={"name": invited[0].name})
    if request.method == "POST" and (not comes or form.is_valid()):
        registrations.answer_by_link(token=token, comes=comes, name=form.cleaned_data["name"] if comes else "")
        return redirect("engagement:event_answer", token)
    first = invited[0]
    page = {
        "invited": invited,
        "event": first,
        "kind": EventKind(first.kind).label,
        "form": form,
        "when": span_in_words(first.starts_at, first.ends_at),
        "comes": any(each.answer == "yes" for each in invited),
        "has_seat": any(each.seat == Seat.SEATED for each in invited),
        "told_place": next((each.place for each in invited if each.place), ""),
        "stays_away": all(each.answer == "no" for each in invited),
    }
    return render(request, "engagement/meetings/event_answer.html", page)
