"""Reserve a location on the call list for a while, so that two officers do not ring it at once."""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from engagement.models import Reservation
from engagement.permissions import can_log
from register import queries as register
from register.queries import Participation

LASTS = timedelta(minutes=30)
TAKEN = Refusal("Somebody else is ringing this location just now. Choose the next.")


def take(*, by: Context, participation_id: UUID) -> Reservation | Refusal | None:
    """Reserve a location for half an hour, or extend one's own reservation.

    The database lets only one of two at once have it. None if the location is not the asker's.
    """
    asked = register.reached_location(by, participation_id)
    if asked is None or not can_log(by):
        return None
    try:
        with transaction.atomic():
            return _taken(by, asked) or TAKEN
    except IntegrityError:
        return TAKEN


def _taken(by: Context, asked: Participation) -> Reservation | None:
    """Return the new or extended reservation; None if a colleague has one.

    No audit event is recorded: a reservation says nothing a minute later, and the call itself is logged.
    """
    now = timezone.now()
    open_now = Reservation.objects.filter(participation=asked, ended_at__isnull=True)
    open_now.filter(expires_at__lte=now).update(ended_at=now)
    there = open_now.first()
    if there is not None:
        kept = open_now.filter(id=there.id, by_id=by.person_id).update(expires_at=now + LASTS)
        return open_now.get(id=there.id) if kept else None
    return Reservation.objects.create(
        exercise_id=asked.exercise_id,
        authority_id=asked.authority_id,
        participation=asked,
        provider_id=asked.provider_id,
        by_id=by.person_id,
        taken_at=now,
        expires_at=now + LASTS,
    )


@transaction.atomic
def let_go(*, by: Context, participation_id: UUID) -> bool:
    """End the asker's own reservation; return whether there was one."""
    own = Reservation.objects.filter(participation_id=participation_id, by_id=by.person_id, ended_at__isnull=True)
    return bool(own.update(ended_at=timezone.now())) if can_log(by) else False
