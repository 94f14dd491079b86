"""Queries of 1-2-1s: free slots, bookings, and what they are about; each as its asker may see it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from accounts.domain.context import Context
from engagement.contacts.domain.vocabulary import TELLS, ContactOutcome
from engagement.domain.owner_team import OwnerTeam, side_of
from engagement.models import Booking, BookingWords, Slot
from engagement.permissions import can_log, is_of_the_team
from register import queries as register
from register.queries import Participation
from submissions import queries as submissions
from submissions.queries import ReturnProgress


def asked_for(context: Context | None, participation_id: UUID) -> Participation | None:
    """Return a location in an exercise: a provider's own, or one that the asker reaches."""
    if context is not None and context.is_provider:
        return submissions.participation_for(context, participation_id)
    return register.reached_location(context, participation_id)


def slots(context: Context | None, exercise_id: UUID | None = None) -> QuerySet[Slot]:
    """Return the slots for those who open them, in their own authority.

    ``live`` is who has booked each, one or none.
    """
    rows = Slot.objects.select_related("officer")
    if context is None or not can_log(context):
        return rows.none()
    rows = rows.filter(authority_id=context.own_authority)
    rows = rows.filter(offered_to__exercise_id=exercise_id) if exercise_id else rows
    live = Booking.objects.filter(cancelled_at__isnull=True).select_related("participation")
    return rows.prefetch_related(Prefetch("bookings", live, to_attr="live")).order_by("starts_at", "officer_id")


def slots_between(context: Context | None, exercise_id: UUID, begins: datetime, ends: datetime) -> QuerySet[Slot]:
    """Return the slots of a span, without those that were closed."""
    return slots(context, exercise_id).filter(starts_at__gte=begins, starts_at__lt=ends, closed_at__isnull=True)


def slot_for(context: Context | None, slot_id: UUID) -> Slot | None:
    return slots(context).filter(id=slot_id).first()


def free_slots(context: Context | None, participation_id: UUID) -> QuerySet[Slot]:
    """Return the slots that this location may book, the soonest first; nobody learns who has taken others."""
    asked = asked_for(context, participation_id)
    rows = Slot.objects.select_related("officer").order_by("starts_at", "officer__full_name")
    if asked is None:
        return rows.none()
    return rows.filter(
        offered_to__exercise_id=asked.exercise_id,
        is_taken=False,
        closed_at__isnull=True,
        starts_at__gt=timezone.now(),
    )


def bookings(context: Context | None) -> QuerySet[Booking]:
    """Return a provider's own bookings; all of an authority's for those who contact its providers."""
    rows = Booking.objects.select_related(
        "slot", "slot__officer", "slot__joining", "participation", "exercise", "provider"
    )
    if context is None:
        return rows.none()
    if context.is_provider and context.provider_id:
        return rows.filter(provider_id=context.provider_id)
    return rows.filter(authority_id=context.own_authority) if can_log(context) else rows.none()


def booking_for(context: Context | None, booking_id: UUID) -> Booking | None:
    return bookings(context).filter(id=booking_id).first()


def outcome_words(context: Context | None, booking: Booking) -> str:
    """Return what came of a 1-2-1; for the council a promise or a no to the team is a talk, once the return was in.

    Nobody says so of a return that stays in. It is the same in the log of contacts.
    """
    outcome, asked = ContactOutcome.of(booking.outcome) if booking.outcome else None, booking.participation
    if outcome in TELLS and booking.slot.side == OwnerTeam.TEAM and not (context is None or context.is_provider):
        seen = None if is_of_the_team(context) else submissions.progress_in(context, asked.exercise_id).get(asked.id)
        outcome = ContactOutcome.SPOKE if seen and _was_in(seen, booking) else outcome
    return outcome.label if outcome else ""


def _was_in(seen: ReturnProgress, booking: Booking) -> bool:
    return seen.received_at is not None and seen.received_at < booking.slot.starts_at


def coming_bookings(context: Context | None, participation_ids: Iterable[UUID] | None = None) -> QuerySet[Booking]:
    rows = bookings(context).filter(cancelled_at__isnull=True, outcome="", slot__ends_at__gt=timezone.now())
    rows = rows if participation_ids is None else rows.filter(participation_id__in=list(participation_ids))
    return rows.order_by("slot__starts_at")


def waiting_for_an_outcome(context: Context | None, exercise_id: UUID) -> QuerySet[Booking]:
    """Return 1-2-1s of the asker's own side that are over and have no outcome yet."""
    over = Q(cancelled_at__isnull=True, outcome="", slot__ends_at__lte=timezone.now())
    if context is None or not can_log(context):
        return bookings(None)
    own = Q(exercise_id=exercise_id, slot__side=side_of(context))
    return bookings(context).filter(over, own).order_by("slot__starts_at")


def words_of(context: Context | None, booking: Booking) -> str | None:
    """Return what it is to be about, for the provider, the team, and the council if it was booked with the council."""
    if booking_for(context, booking.id) is None or context is None:
        return None
    rows = BookingWords.objects.filter(booking=booking)
    if not context.is_provider and not is_of_the_team(context):
        rows = rows.filter(side=OwnerTeam.COUNCIL)
    return rows.values_list("words", flat=True).first()
