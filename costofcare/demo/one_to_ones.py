"""The invented 1-2-1s: two weeks of an officer's mornings, one over, one whose outcome is to be said, some to come."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from accounts.domain.context import Context
from costofcare.demo.clock import moment, the_time
from costofcare.demo.meetings import Part, on, settle
from costofcare.demo.outcome import done
from costofcare.demo.people import ADA, BEA, CAROL, NED
from costofcare.demo.stage import DemoStage
from engagement import queries
from engagement.contacts.domain.vocabulary import ContactOutcome
from engagement.meetings.actions import bookings, one_to_one_outcomes, slots
from engagement.meetings.domain.meetings import Medium
from engagement.meetings.domain.one_to_ones import BookingRequest, MeetingOutcome, Opening
from engagement.meetings.domain.series import Series, spans
from submissions import queries as submissions

BEFORE, AFTER = 6, 11
MONDAY_TO_THURSDAY, FRIDAY = frozenset(range(4)), frozenset({4})
OVERHEADS = "Where do our shared overheads go?"
TRAVEL = "How to count travel time between visits."


def meet(stage: DemoStage, parts: Sequence[Part], today: date) -> None:
    exercises = tuple(exercise.id for exercise, *_rest in parts)
    with the_time(moment(today, BEFORE + 2, 0)):
        open_slots(stage[NED], exercises, today)
        open_at_the_council(stage[CAROL], exercises, today)
        past = [booked(stage, BEA, exercises[0], n, today - timedelta(days=BEFORE), TRAVEL) for n in range(2)]
        settle()
    for booking in past[:1]:
        if booking:
            with the_time(booking.slot.ends_at + timedelta(minutes=5)):
                said = MeetingOutcome(ContactOutcome.ATTENDED, 25, "Went through travel time. Will send the return.")
                done(one_to_one_outcomes.say(by=stage[NED], booking_id=booking.id, said=said))
    with the_time(moment(today, 1, 0)):
        for number in range(2):
            booked(stage, ADA, exercises[0], number, today + timedelta(days=1), OVERHEADS)
        settle()
    settle()


def open_slots(by: Context, exercises: tuple[UUID, ...], today: date) -> None:
    days = Series(
        today - timedelta(days=BEFORE), today + timedelta(days=AFTER), MONDAY_TO_THURSDAY, time(10), time(12), 30
    )
    done(slots.open_slots(by=by, opening=Opening(spans(days), exercises, Medium.PHONE, ring="01632 960900")))


def open_at_the_council(by: Context, exercises: tuple[UUID, ...], today: date) -> None:
    days = Series(today, today + timedelta(days=AFTER), FRIDAY, time(14), time(16), 40)
    where = "County Hall, Fernbridge, room 2"
    done(slots.open_slots(by=by, opening=Opening(spans(days), exercises, Medium.IN_PERSON, place=where)))


def booked(stage: DemoStage, player: Any, exercise_id: UUID, number: int, day: date, words: str) -> Any | None:
    """Book the first slot from a day on; None in a small market, where the player has no such location."""
    by = stage.contexts.get(player.email)
    own = [each for each in submissions.owed_by(by, exercise_id) if each.eligibility == "in_scope"] if by else []
    if by is None or len(own) <= number:
        return None
    slot = queries.free_slots(by, own[number].id).filter(medium=Medium.PHONE, starts_at__gte=on(day, 0, 1)).first()
    wanted = BookingRequest(by.person_name, player.email, "01632 960123", words)
    booking = bookings.book(by=by, participation_id=own[number].id, slot_id=done(slot).id, wanted=wanted)
    return done(booking)
