"""Pages of one 1-2-1: booked, moved and cancelled by its provider or an officer; its outcome logged by an officer."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import or_404
from engagement import queries
from engagement.domain.owner_team import OwnerTeam
from engagement.meetings.actions import booking_mails, bookings, one_to_one_outcomes
from engagement.meetings.domain.calendar_files import CANCEL, REQUEST, calendar_file
from engagement.meetings.domain.meetings import CHANGE_UNTIL, may_still_change
from engagement.meetings.domain.one_to_one_mails import SIDES, where
from engagement.meetings.domain.uk_times import span_in_words
from engagement.meetings.forms.slots import BookForm, ChooseSlotForm, MeetingOutcomeForm
from engagement.models import Booking, Slot
from engagement.permissions import can_change_slot, can_log
from engagement.views.form_results import is_done
from engagement.views.lookups import context_or_404
from register.queries import Participation

# As many as anybody reads through at once; the rest is one link away.
SHOWN = 30


def own_context_or_404(request: HttpRequest) -> Context:
    """Return the context of a provider, or of somebody who contacts providers; raise Http404 otherwise."""
    context: Context | None = request.context
    if context is None or not (context.is_provider or can_log(context)):
        raise Http404
    return context


def asked_or_404(context: Context, participation_id: UUID) -> Participation:
    asked = queries.asked_for(context, participation_id)
    if asked is None or asked.eligibility != "in_scope":
        raise Http404
    return asked


def booking_or_404(context: Context, booking_id: UUID) -> Booking:
    return or_404(queries.booking_for(context, booking_id))


def page_of(context: Context, booking: Booking) -> str:
    return reverse("engagement:own_booking" if context.is_provider else "engagement:booking_detail", args=[booking.id])


def _free(request: HttpRequest, participation_id: UUID) -> dict[str, Any]:
    """Return the soonest slots, or those after the number asked for; ``more`` is the address of the next."""
    skip = whole_number(request.GET.get("skip", ""))
    found = list(queries.free_slots(request.context, participation_id)[skip : skip + SHOWN + 1])
    return {
        "free": found[:SHOWN],
        "has_council_slots": any(slot.side == OwnerTeam.COUNCIL for slot in found[:SHOWN]),
        "more": f"?skip={skip + SHOWN}" if len(found) > SHOWN else "",
        "earlier": f"?skip={max(skip - SHOWN, 0)}" if skip else "",
    }


def book(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """Book a 1-2-1; if one is booked already, show that instead."""
    context = own_context_or_404(request)
    asked = asked_or_404(context, participation_id)
    coming = queries.coming_bookings(context, [asked.id]).first()
    if coming is not None and request.method != "POST":
        return redirect(page_of(context, coming))
    page = _free(request, asked.id)
    form = BookForm(page["free"], request.POST if request.method == "POST" else None, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        chosen = UUID(form.cleaned_data["slot"])
        done = bookings.book(by=context, participation_id=asked.id, slot_id=chosen, wanted=form.wanted)
        if isinstance(done, Booking):
            messages.success(request, "The 1-2-1 is booked. An email with an entry for the calendar is on its way.")
            return redirect(page_of(context, done))
        _show(form, done)
    return render(
        request,
        "engagement/meetings/book.html",
        {**page, "asked": asked, "form": form, "back_url": _back(context, asked)},
    )


def _initial(request: HttpRequest) -> dict[str, Any]:
    chosen = {"slot": request.GET.get("slot", "")}
    if not request.context.is_provider:
        return chosen
    return {**chosen, "name": request.context.person_name, "email": request.user.email}


def _show(form: Any, done: Refusal | None) -> None:
    if done is None:
        raise Http404
    form.add_error("phone" if done is bookings.NO_PHONE and "phone" in form.fields else "slot", done.because)


def _back(context: Context, asked: Participation) -> str:
    if context.is_provider:
        return reverse("submissions:participation_detail", args=[asked.id])
    return reverse("engagement:slot_list", args=[asked.exercise_id])


@require_safe
def own_booking(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """Show a booking to its provider."""
    context = own_context_or_404(request)
    if not context.is_provider:
        raise Http404
    booking = booking_or_404(context, booking_id)
    return render(request, "engagement/meetings/own_booking.html", _about(context, booking))


def _about(context: Context, booking: Booking) -> dict[str, Any]:
    slot, now = booking.slot, timezone.now()
    arranged = booking_mails.arranged_of(booking, slot)
    is_ahead = not booking.cancelled_at and not booking.outcome and slot.ends_at > now
    return {
        "booking": booking,
        "slot": slot,
        "asked": booking.participation,
        "exercise": booking.exercise,
        "when": span_in_words(slot.starts_at, slot.ends_at),
        "whose": SIDES[OwnerTeam(slot.side)],
        "where": where(arranged),
        "words": queries.words_of(context, booking),
        "is_ahead": is_ahead,
        "has_begun": slot.starts_at <= now,
        "may_change": is_ahead and _may_change(context, slot, now),
        "hours": int(CHANGE_UNTIL.total_seconds() // 3600),
    }


def _may_change(context: Context, slot: Slot, now: datetime) -> bool:
    return can_change_slot(context, slot) if can_log(context) else may_still_change(slot.starts_at, now)


def booking_detail(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """Show a booking to an officer; once it has begun, its outcome is logged here."""
    context = context_or_404(request)
    booking = booking_or_404(context, booking_id)
    page = _about(context, booking)
    page["came_of_it"] = queries.outcome_words(context, booking)
    page["may_log"] = page["has_begun"] and not booking.cancelled_at and can_change_slot(context, booking.slot)
    initial = {"outcome": booking.outcome, "minutes": booking.minutes}
    form = MeetingOutcomeForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        done = one_to_one_outcomes.say(by=context, booking_id=booking.id, said=form.said)
        if is_done(done, form):
            messages.success(request, f"Logged: {done.get_outcome_display().lower()}.")
            return redirect("engagement:booking_detail", booking.id)
    return render(request, "engagement/meetings/booking_detail.html", {**page, "form": form})


def move(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    context = own_context_or_404(request)
    booking = booking_or_404(context, booking_id)
    page = _free(request, booking.participation_id)
    form = ChooseSlotForm(page["free"], request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = bookings.move(by=context, booking_id=booking.id, slot_id=UUID(form.cleaned_data["slot"]))
        if isinstance(done, Booking):
            messages.success(
                request, "The 1-2-1 has been moved. An email is on its way that moves it in calendars too."
            )
            return redirect(page_of(context, done))
        _show(form, done)
    words = {**page, **_about(context, booking), "form": form, "back_url": page_of(context, booking)}
    return render(request, "engagement/meetings/booking_move.html", words)


def cancel(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    context = own_context_or_404(request)
    booking = booking_or_404(context, booking_id)
    if request.method == "POST":
        done = or_404(bookings.cancel(by=context, booking_id=booking.id))
        if isinstance(done, Refusal):
            messages.error(request, done.because)
        else:
            messages.success(request, "The 1-2-1 is cancelled. The other side has been told.")
        return redirect(page_of(context, booking))
    page = {**_about(context, booking), "back_url": page_of(context, booking)}
    return render(request, "engagement/meetings/booking_cancel.html", page)


@require_safe
def calendar(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """Return the calendar entry, for those who have lost the mail."""
    context = own_context_or_404(request)
    booking = booking_or_404(context, booking_id)
    appointment = booking_mails.appointment_of(
        booking, booking.slot, to_officer=not context.is_provider, sequence=booking.sequence
    )
    text = calendar_file(appointment, CANCEL if booking.cancelled_at else REQUEST)
    headers = {"Content-Disposition": 'attachment; filename="one-to-one.ics"'}
    return HttpResponse(text, "text/calendar; charset=utf-8", headers=headers)
