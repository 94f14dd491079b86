"""Pages around the day of an event: inviting, the list of who came, and whom to follow up."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import or_404
from engagement import queries
from engagement.meetings.actions import event_follow_ups, event_invitations, registrations
from engagement.meetings.domain.events import Coming
from engagement.meetings.domain.uk_times import span_in_words
from engagement.meetings.forms.events import InviteForm, WalkedInForm
from engagement.meetings.views.events import A_PAGE, event_or_404, locations_of
from engagement.models import Event, Registration, Step
from engagement.permissions import can_note_places
from engagement.views.form_results import is_done
from spreadsheets.csv_files import csv_text


def event_invite(request: HttpRequest, exercise_id: UUID, event_id: UUID) -> HttpResponse:
    """Choose whom to invite by GET and show them; a POST sends to as many as were shown."""
    context, exercise, event = event_or_404(request, exercise_id, event_id)
    if event.cancelled_at or event.starts_at <= timezone.now():
        raise Http404
    data = request.POST if request.method == "POST" else request.GET if "whom" in request.GET else None
    form = InviteForm(queries.zones_of(context, exercise.id), locations_of(context, exercise.id), data)
    page: dict[str, Any] = {"exercise": exercise, "event": event, "form": form, "meant": None}
    if form.is_bound and form.is_valid():
        expected = request.POST.get("expected", "")
        if request.method == "POST" and expected.isdecimal():
            done = event_invitations.invite(
                by=context, event=event, exercise_id=exercise.id, expected=whole_number(expected), **form.asked
            )
            if is_done(done, form):
                messages.success(request, f"{done} {'invitation is' if done == 1 else 'invitations are'} on the way.")
                return redirect("engagement:event_detail", exercise.id, event.id)
        page["meant"] = queries.event_audience(context, event, exercise.id, **form.asked)
        page["named"] = dict(locations_of(context, exercise.id))
    return render(request, "engagement/meetings/event_invite.html", page)


def event_attendance(request: HttpRequest, exercise_id: UUID, event_id: UUID) -> HttpResponse:
    """Show the attendance list to tick, by keyboard or on paper."""
    context, exercise, event = event_or_404(request, exercise_id, event_id)
    if not can_note_places(context, event):
        raise Http404
    known = [place for place in queries.places(context, event, exercise.id) if place.seat or place.attendance]
    there = {str(place.participation_id) for place in known}
    others = [each for each in locations_of(context, exercise.id) if each[0] not in there]
    form = WalkedInForm(others, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = registrations.note_attendance(
            by=context,
            event=event,
            exercise_id=exercise.id,
            came=_ticked(request, known),
            walked_in=[UUID(each) for each in form.cleaned_data["walked_in"]],
        )
        if is_done(done, form):
            messages.success(request, f"Saved: {done} {'location' if done == 1 else 'locations'} came.")
            return redirect("engagement:event_detail", exercise.id, event.id)
    page = {
        "exercise": exercise,
        "event": event,
        "form": form,
        "places": known,
        "ticked": {str(each) for each in _ticked(request, known)} if request.method == "POST" else None,
        "when": span_in_words(event.starts_at, event.ends_at),
        "has_begun": event.starts_at <= timezone.now() and not event.cancelled_at,
    }
    return render(request, "engagement/meetings/event_attendance.html", page)


def _ticked(request: HttpRequest, known: list[Registration]) -> list[UUID]:
    ticked = set(request.POST.getlist("came"))
    return [place.id for place in known if str(place.id) in ticked]


@require_safe
def event_follow_up(request: HttpRequest, exercise_id: UUID, event_id: UUID) -> HttpResponse:
    context, exercise, event = event_or_404(request, exercise_id, event_id)
    rows = queries.follow_up(context, event, exercise.id)
    if request.GET.get("as") == "csv":
        return _csv(event, rows)
    has_begun = event.starts_at <= timezone.now() and not event.cancelled_at
    shown = {
        "exercise": exercise,
        "event": event,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "has_begun": has_begun,
        "absent": len(queries.who_missed(event.id, [key for *_, key in rows])) if has_begun else 0,
    }
    return render(request, "engagement/meetings/event_follow_up.html", shown)


@require_POST
def event_write_to_absent(request: HttpRequest, exercise_id: UUID, event_id: UUID) -> HttpResponse:
    """Go to the draft, with its words, its recipients and their number; nothing is sent by this."""
    context, exercise, event = event_or_404(request, exercise_id, event_id)
    done = event_follow_ups.write_to_absent(by=context, exercise_id=exercise.id, event_id=event.id)
    if isinstance(done, Step):
        messages.success(request, "A draft to those who did not come is ready. Look at its words and its recipients.")
        return redirect("engagement:step_detail", exercise.id, done.id)
    if done is None:
        raise Http404
    messages.error(request, done.because)
    return redirect("engagement:event_follow_up", exercise.id, event.id)


def _csv(event: Event, rows: list[tuple[str, str, str, UUID]]) -> HttpResponse:
    text = csv_text([("Location", "Provider", "Why"), *(words for *words, _ in rows)])
    name = f"follow-up-{event.starts_at:%Y-%m-%d}.csv"
    return HttpResponse(
        text, "text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def event_withdraw(request: HttpRequest, exercise_id: UUID, event_id: UUID, place_id: UUID) -> HttpResponse:
    """Withdraw a location that cannot come, as an officer."""
    context, exercise, event = event_or_404(request, exercise_id, event_id)
    place = or_404(queries.places(context, event, exercise.id).filter(id=place_id).first())
    if request.method == "POST":
        done = registrations.answer(
            by=context, event=event, participation_id=place.participation_id, comes=False, coming=Coming("", "")
        )
        if isinstance(done, Refusal):
            messages.error(request, done.because)
        else:
            messages.success(request, f"{place.participation.location_name} is no longer registered.")
        return redirect("engagement:event_detail", exercise.id, event.id)
    return render(
        request, "engagement/meetings/event_withdraw.html", {"exercise": exercise, "event": event, "place": place}
    )
