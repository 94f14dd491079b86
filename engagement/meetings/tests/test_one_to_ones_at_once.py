"""Two at the same moment, on connections of their own: one gets the slot, the other reads why."""

from collections.abc import Callable
from unittest import mock

import pytest

from accounts.actions import task_queue
from accounts.domain.refusal import Refusal
from engagement.meetings.actions import bookings, slots
from engagement.meetings.tests.test_one_to_ones_are_booked import PAT, booked, opened
from engagement.models import Booking, Slot
from submissions.tests.cast import Cast, behind_the_wall, make_cast
from submissions.tests.test_uploads_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def played(transactional_db) -> Cast:
    with mock.patch.object(task_queue, "nudge"):
        yield make_cast()


def as_(context, call: Callable[[], object]) -> Callable[[], object]:
    def behind() -> object:
        with behind_the_wall(context):
            return call()

    return behind


def booking(played: Cast, who, asked, slot: Slot) -> Callable[[], object]:
    return as_(who, lambda: bookings.book(by=who, participation_id=asked.id, slot_id=slot.id, wanted=PAT))


def test_of_two_providers_one_gets_the_slot(played: Cast):
    for hours in (48, 50, 52):
        slot = opened(played, played.ned, hours)
        done = at_once(
            booking(played, played.ada, played.at_elm, slot), booking(played, played.bea, played.at_oak, slot)
        )
        assert sorted(type(each).__name__ for each in done) == ["Booking", "Refusal"], done
        won = Booking.objects.get(slot=slot, cancelled_at=None)
        bookings.cancel(by=played.ned, booking_id=won.id)


def test_of_two_clicks_one_books(played: Cast):
    first, second = opened(played, played.ned), opened(played, played.ned, 50)
    done = at_once(*(booking(played, played.ada, played.at_elm, slot) for slot in (first, second)))
    assert sorted(type(each).__name__ for each in done) == ["Booking", "Refusal"], done


def test_a_slot_is_closed_or_booked(played: Cast):
    slot = opened(played, played.ned)
    closing = as_(played.ned, lambda: slots.close(by=played.ned, slot_id=slot.id))
    got, closed = at_once(booking(played, played.ada, played.at_elm, slot), closing)
    slot.refresh_from_db()
    assert (isinstance(got, Booking), slot.is_taken, slot.closed_at is None) in ((True,) * 3, (False,) * 3)
    assert isinstance(closed, Refusal) is isinstance(got, Booking)


def test_who_loses_the_race_for_another_slot_keeps_the_one_they_had(played: Cast):
    mine, theirs, wanted = (opened(played, played.ned, hours) for hours in (48, 50, 52))
    ours = {played.ada.person_id: booked(played, mine), played.bea.person_id: booked(played, theirs, played.bea)}

    def moving(who) -> Callable[[], object]:
        return as_(who, lambda: bookings.move(by=who, booking_id=ours[who.person_id].id, slot_id=wanted.id))

    done = at_once(moving(played.ada), moving(played.bea))
    assert sorted(type(each).__name__ for each in done) == ["Booking", "Refusal"], done
    assert Slot.objects.filter(is_taken=True).count() == Booking.objects.filter(cancelled_at=None).count() == 2
    assert set(Slot.objects.filter(is_taken=True)) == {each.slot for each in Booking.objects.select_related("slot")}
