"""Enter booked 1-2-1s in the log: whoever books one is engaged, whatever comes of it."""

from uuid import UUID

from django.db import transaction

from engagement.contacts.actions.contacts import enter
from engagement.contacts.domain.new_contact import Contacted
from engagement.contacts.domain.vocabulary import ContactOutcome, Direction, Source
from engagement.domain.owner_team import OwnerTeam
from engagement.meetings.domain.meetings import Medium
from engagement.models import Booking

LOG = "engagement.tasks.log_bookings"
AT_A_TIME = 200


def log_bookings() -> int:
    """Enter bookings and return how many. A provider that books may not write in the log, so a worker does."""
    waiting = list(Booking.objects.filter(is_logged=False).values_list("id", flat=True)[:AT_A_TIME])
    for booking_id in waiting:
        log_booking(booking_id)
    return len(waiting)


@transaction.atomic
def log_booking(booking_id: UUID) -> None:
    row = (
        Booking.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("slot", "participation")
        .filter(id=booking_id, is_logged=False)
        .first()
    )
    if row is None:
        return
    side = OwnerTeam(row.slot.side)
    enter(_contacted(row), [row.participation], side=side, by_id=None, external_id=f"booked:{row.id}")
    Booking.objects.filter(id=row.id).update(is_logged=True)


def _contacted(booking: Booking) -> Contacted:
    return Contacted(
        channel=Medium(booking.slot.medium).channel,
        direction=Direction.IN,
        happened_at=booking.booked_at,
        participation_ids=(booking.participation_id,),
        outcome=ContactOutcome.REGISTERED,
        names=(booking.name,),
        source=Source.SLOT,
    )
