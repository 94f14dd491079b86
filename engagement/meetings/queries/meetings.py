"""Query who has a 1-2-1 ahead, for tasks: automated mail to them stops."""

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from engagement.models import Booking


def booked_ahead(participation_ids: Iterable[UUID]) -> set[UUID]:
    """Return those of these locations with a 1-2-1 that is booked and not over; only the worker sees all."""
    rows = Booking.objects.filter(
        participation_id__in=list(participation_ids),
        cancelled_at__isnull=True,
        outcome="",
        slot__ends_at__gt=timezone.now(),
    )
    return set(rows.values_list("participation_id", flat=True))
