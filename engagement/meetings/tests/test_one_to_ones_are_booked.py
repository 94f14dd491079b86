"""Officers open slots, providers book, move and cancel them; nobody learns who else has booked."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from accounts.actions import roles
from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from accounts.models import AuditEvent
from accounts.queries import context_from
from accounts.tests.in_turn import first_by_day
from engagement import queries
from engagement.contacts.domain.vocabulary import Channel, ContactOutcome
from engagement.meetings.actions import (
    booking_contacts,
    bookings,
    one_to_one_outcomes,
    slots,
)
from engagement.meetings.domain.meetings import CHANGE_UNTIL, Medium
from engagement.meetings.domain.one_to_ones import (
    BookingRequest,
    MeetingOutcome,
    OpenedSlots,
    Opening,
)
from engagement.meetings.domain.series import Series, Span, spans
from engagement.models import Booking, BookingWords, Contact, ContactNote, Joining, Notice, Slot, SlotFor
from register.models import Exercise
from submissions.tests.cast import Cast, as_worker, at, behind_the_wall, make_exercise, refused

pytestmark = pytest.mark.django_db
STAFF = ("ned", "dev", "fay", "carol")
PAT = BookingRequest("Pat Elm", "pat@elm.example", "020 7946 0000", "Our overheads are shared")


def opened(cast: Cast, by: Context, hours: float = 48, **changed: object) -> Slot:
    begins = (timezone.now() + timedelta(hours=hours)).replace(microsecond=0)
    opening = Opening((Span(begins, begins + timedelta(minutes=30)),), (cast.exercise.id,), Medium.PHONE)
    done = slots.open_slots(by=by, opening=replace(opening, **changed))
    assert isinstance(done, OpenedSlots), done
    return Slot.objects.get(series=done.series)


def booked(cast: Cast, slot: Slot, by: Context | None = None) -> Booking:
    by = by or cast.ada
    asked = cast.at_oak if by == cast.bea else cast.at_elm
    done = bookings.book(by=by, participation_id=asked.id, slot_id=slot.id, wanted=PAT)
    assert isinstance(done, Booking), done
    return done


@pytest.mark.parametrize("name", STAFF)
def test_whoever_reaches_providers_opens_a_slot_of_their_own_side(cast: Cast, name: str):
    with behind_the_wall(who := getattr(cast, name)):
        slot = opened(cast, who)
        assert slot.side == ("council" if name == "carol" else "team")
        assert list(queries.slots(who, cast.exercise.id)) == [slot]


@pytest.mark.parametrize("name", ("ada", "bea", "reg", "gus", "alex", "una"))
def test_nobody_else_opens_one(cast: Cast, name: str):
    who = getattr(cast, name)
    begins = timezone.now() + timedelta(days=1)
    opening = Opening((Span(begins, begins + timedelta(minutes=30)),), (cast.exercise.id,), Medium.PHONE)
    assert slots.open_slots(by=who, opening=opening) is None
    assert not queries.slots(who).exists() or name == "gus"


def test_a_series_leaves_out_what_overlaps_with_what_is_open(cast: Cast):
    day = timezone.localdate() + timedelta(days=7)
    morning = Series(day, day, frozenset(range(7)), time(9), time(12), 30, 10)
    opening = Opening(spans(morning), (cast.exercise.id,), Medium.VIDEO)
    first = slots.open_slots(by=cast.ned, opening=opening)
    assert isinstance(first, OpenedSlots) and (first.count, first.left_out) == (4, 0)
    assert "already" in refused(slots.open_slots(by=cast.ned, opening=opening))
    longer = replace(opening, spans=spans(replace(morning, ends=time(13))))
    second = slots.open_slots(by=cast.ned, opening=longer)
    assert isinstance(second, OpenedSlots) and (second.count, second.left_out) == (2, 4)
    assert slots.close_series(by=cast.ned, series=first.series) == 4


def test_how_to_join_is_told_by_the_database_only_to_who_has_booked(cast: Cast):
    slot = opened(cast, cast.ned, medium=Medium.VIDEO, place="https://meet.example.org/ned", ring="020 7946 0001")
    booked(cast, slot)
    for who, sees in ((cast.ada, True), (cast.carol, True), (cast.bea, False), (cast.reg, False), (None, False)):
        with behind_the_wall(who):
            assert Joining.objects.exists() == sees
    free = opened(cast, cast.ned, 72, medium=Medium.VIDEO, place="https://meet.example.org/free")
    with behind_the_wall(cast.ada):
        assert queries.free_slots(cast.ada, cast.at_elm.id).get() == free
        assert Slot.objects.get(id=free.id).place == ""
        booking = queries.coming_bookings(cast.ada).get()
        assert (booking.slot.place, booking.slot.ring) == ("https://meet.example.org/ned", "020 7946 0001")


def test_a_provider_books_behind_the_wall_and_another_learns_only_that_it_is_taken(cast: Cast):
    slot, other = opened(cast, cast.ned), opened(cast, cast.carol, 72)
    with behind_the_wall(cast.ada):
        assert set(queries.free_slots(cast.ada, cast.at_elm.id)) == {slot, other}
        booking = booked(cast, slot)
        assert list(queries.coming_bookings(cast.ada)) == [booking]
        assert queries.words_of(cast.ada, booking) == PAT.words
    with behind_the_wall(cast.bea):
        assert list(queries.free_slots(cast.bea, cast.at_oak.id)) == [other]
        assert list(Slot.objects.all()) == [other]
        assert queries.booking_for(cast.bea, booking.id) is None
        assert not Booking.objects.exists() and not BookingWords.objects.exists() and not Notice.objects.exists()
        got = bookings.book(by=cast.bea, participation_id=cast.at_oak.id, slot_id=slot.id, wanted=PAT)
        assert "just been booked" in refused(got)
        with pytest.raises(IntegrityError, match="not free"), transaction.atomic():
            forged(cast, slot).save(force_insert=True)


def forged(cast: Cast, slot: Slot) -> Booking:
    return Booking(
        exercise=cast.exercise,
        authority=cast.authority,
        participation=cast.at_oak,
        provider=cast.oak,
        slot=slot,
        name="B",
        email="b@example.org",
        booked_at=timezone.now(),
        booked_by_id=cast.bea.person_id,
    )


def test_a_closed_slot_and_one_of_another_exercise_cannot_be_booked_in_the_database_either(cast: Cast):
    closed, elsewhere = opened(cast, cast.ned), opened(cast, cast.ned, 50)
    assert slots.close(by=cast.ned, slot_id=closed.id) == 1
    SlotFor.objects.filter(slot=elsewhere).delete()
    for slot in (closed, elsewhere):
        with pytest.raises(IntegrityError, match="not free"), transaction.atomic():
            forged(cast, slot).save(force_insert=True)


def test_a_booked_slot_is_not_closed_and_the_council_closes_none_of_the_teams(cast: Cast):
    slot = opened(cast, cast.ned)
    with behind_the_wall(cast.carol):
        assert slots.close(by=cast.carol, slot_id=slot.id) is None
    booked(cast, slot)
    with behind_the_wall(cast.ned):
        assert "has been booked" in refused(slots.close(by=cast.ned, slot_id=slot.id))


@pytest.mark.parametrize("name", ("bea", "reg", "gus", "alex", "una"))
def test_what_is_booked_is_found_by_nobody_else(cast: Cast, name: str):
    booking, who = booked(cast, opened(cast, cast.ned)), getattr(cast, name)
    for change in (bookings.cancel, lambda **asked: bookings.move(slot_id=booking.slot_id, **asked)):
        assert change(by=who, booking_id=booking.id) is None
    assert one_to_one_outcomes.say(by=who, booking_id=booking.id, said=MeetingOutcome(ContactOutcome.ATTENDED)) is None
    assert queries.words_of(who, booking) is None
    with behind_the_wall(who):
        assert not Booking.objects.exists() and not BookingWords.objects.exists() and not Slot.objects.exists()


def test_the_council_sees_that_a_1_2_1_is_booked_and_not_what_it_is_about(cast: Cast):
    teams = booked(cast, opened(cast, cast.ned))
    own = booked(cast, opened(cast, cast.carol, 72), cast.bea)
    with behind_the_wall(cast.carol):
        assert set(queries.bookings(cast.carol)) == {teams, own}
        assert queries.words_of(cast.carol, teams) is None
        assert queries.words_of(cast.carol, own) == PAT.words
        assert BookingWords.objects.count() == 1


def test_moved_it_stays_the_same_booking_and_frees_the_slot_it_had(cast: Cast):
    first, second = opened(cast, cast.ned), opened(cast, cast.carol, 72)
    booking = booked(cast, first)
    with behind_the_wall(cast.ada):
        moved = bookings.move(by=cast.ada, booking_id=booking.id, slot_id=second.id)
        assert isinstance(moved, Booking) and (moved.id, moved.sequence) == (booking.id, 1)
    assert {slot.id: slot.is_taken for slot in Slot.objects.all()} == {first.id: False, second.id: True}
    kinds = Notice.objects.filter(booking=booking, sequence=1).values_list("kind", "to_email")
    assert ("cancelled", "ned.engagement@example.org") in kinds and ("moved", "carol.council@example.org") in kinds


def test_until_some_hours_before_a_provider_changes_it_and_then_only_an_officer(cast: Cast):
    slot = opened(cast, cast.ned)
    booking = booked(cast, slot)
    with at(slot.starts_at - CHANGE_UNTIL + timedelta(minutes=1)):
        assert "ring" in refused(bookings.cancel(by=cast.ada, booking_id=booking.id))
        assert isinstance(bookings.cancel(by=cast.ned, booking_id=booking.id), Booking)
    slot.refresh_from_db()
    assert not slot.is_taken


def test_one_1_2_1_ahead_a_location_and_only_that_one_stops_campaigns(cast: Cast):
    booking = booked(cast, opened(cast, cast.ned))
    again = bookings.book(
        by=cast.ada, participation_id=cast.at_elm.id, slot_id=opened(cast, cast.ned, 60).id, wanted=PAT
    )
    assert "already booked" in refused(again)
    everybody = [cast.at_elm.id, cast.at_elm_too.id, cast.at_oak.id]
    with as_worker():
        assert queries.booked_ahead(everybody) == {cast.at_elm.id}
    with at(booking.slot.ends_at + timedelta(seconds=1)):
        assert queries.booked_ahead(everybody) == set()
    bookings.cancel(by=cast.ada, booking_id=booking.id)
    assert queries.booked_ahead(everybody) == set()


def test_an_officer_books_for_a_provider(cast: Cast):
    with behind_the_wall(cast.ned):
        booking = bookings.book(
            by=cast.ned, participation_id=cast.at_oak.id, slot_id=opened(cast, cast.ned).id, wanted=PAT
        )
        assert isinstance(booking, Booking)
    with behind_the_wall(cast.bea):
        assert list(queries.coming_bookings(cast.bea)) == [booking]


@pytest.mark.parametrize(("opens", "books"), [("ned", "carol"), ("carol", "ned")])
def test_an_officer_books_for_a_provider_with_the_other_side_too(cast: Cast, opens: str, books: str):
    slot, who = opened(cast, getattr(cast, opens)), getattr(cast, books)
    with behind_the_wall(who):
        booking = bookings.book(by=who, participation_id=cast.at_oak.id, slot_id=slot.id, wanted=PAT)
        assert isinstance(booking, Booking)
        assert queries.words_of(who, booking) == (PAT.words if books == "ned" else None)


def test_what_came_of_it_is_not_the_providers_to_say(cast: Cast):
    booking = booked(cast, opened(cast, cast.ned))
    with behind_the_wall(cast.ada):
        assert Booking.objects.filter(id=booking.id).update(phone="1") == 1
        with pytest.raises(DatabaseError, match="only officers"), transaction.atomic():
            Booking.objects.filter(id=booking.id).update(outcome="attended")


def test_to_ring_somebody_a_number_is_needed(cast: Cast):
    got = bookings.book(
        by=cast.ada,
        participation_id=cast.at_elm.id,
        slot_id=opened(cast, cast.ned).id,
        wanted=replace(PAT, phone=" "),
    )
    assert "phone number" in refused(got)


def test_what_came_of_it_is_one_contact_also_when_it_is_put_right(cast: Cast):
    booking = booked(cast, opened(cast, cast.ned))
    said = MeetingOutcome(ContactOutcome.DID_NOT_ATTEND, words="Nobody picked up")
    assert "not begun" in refused(one_to_one_outcomes.say(by=cast.ned, booking_id=booking.id, said=said))
    with at(booking.slot.starts_at + timedelta(minutes=20)):
        with behind_the_wall(cast.carol):
            assert one_to_one_outcomes.say(by=cast.carol, booking_id=booking.id, said=said) is None
        with behind_the_wall(cast.dev):
            one_to_one_outcomes.say(by=cast.dev, booking_id=booking.id, said=said)
            again = MeetingOutcome(ContactOutcome.ATTENDED, 25, "They rang back")
            assert isinstance(one_to_one_outcomes.say(by=cast.dev, booking_id=booking.id, said=again), Booking)
    contact = Contact.objects.get()
    assert (contact.channel, contact.outcome, contact.minutes) == (Channel.ONE_TO_ONE_PHONE, "attended", 25)
    assert contact.about.get().participation_id == cast.at_elm.id
    assert {note.words for note in ContactNote.objects.all()} == {"Nobody picked up", "They rang back"}


def test_the_trail_says_what_was_done_and_nothing_of_what_it_is_about(cast: Cast):
    slot = opened(cast, cast.ned)
    booking = booked(cast, slot)
    bookings.cancel(by=cast.ada, booking_id=booking.id)
    said = list(AuditEvent.objects.filter(subject_kind="booking").values_list("verb", "words"))
    assert sorted(said) == [("booked a 1-2-1", "By phone"), ("cancelled a 1-2-1", "By phone")]


def test_slots_of_a_day_on_which_the_clocks_change():
    spring = Series(date(2027, 3, 28), date(2027, 3, 28), frozenset({6}), time(0), time(4), 60)
    assert len(spans(spring)) == 3
    autumn = Series(date(2026, 10, 25), date(2026, 10, 25), frozenset({6}), time(0), time(4), 60)
    assert len(spans(autumn)) == 5


def test_a_provider_that_books_is_engaged_even_if_it_cancels(cast: Cast):
    booking = booked(cast, opened(cast, cast.ned))
    assert isinstance(bookings.cancel(by=cast.ada, booking_id=booking.id), Booking)
    booked(cast, opened(cast, cast.ned, hours=72), by=cast.ned)
    for _ in range(2):
        with as_worker():
            booking_contacts.log_bookings()
    entry = Contact.objects.get()
    told = (entry.channel, entry.direction, entry.outcome, entry.happened_at)
    assert told == ("one_to_one_phone", "in", "registered", booking.booked_at)
    for name in ("ned", "carol"):
        with behind_the_wall(who := getattr(cast, name)):
            facts = queries.facts_about(who, cast.at_elm)
            told = [
                each.happened.words.split(":")[0]
                for each in queries.timeline(who, cast.at_elm, "booking")
                if each.happened
            ]
        assert facts and facts.is_engaged and facts.touches.one_to_ones == 0
        assert told == ["1-2-1 booked", "1-2-1 cancelled", "1-2-1 booked"]


@pytest.mark.parametrize(("whose", "other"), [("ned", "carol"), ("carol", "ned")])
def test_each_side_moves_and_cancels_its_own_alone(cast: Cast, whose: str, other: str):
    mine, theirs = getattr(cast, whose), getattr(cast, other)
    slot = opened(cast, mine)
    booking = booked(cast, slot)
    with behind_the_wall(theirs):
        assert "Only the side" in refused(bookings.cancel(by=theirs, booking_id=booking.id))
        assert "Only the side" in refused(bookings.move(by=theirs, booking_id=booking.id, slot_id=slot.id))
    assert isinstance(bookings.cancel(by=mine, booking_id=booking.id), Booking)


class TestAnOfficerOfTwoCouncils:
    """Slots for the one council are not seen from the other, and never overlap with those for it."""

    @pytest.fixture
    def both(self, cast: Cast) -> tuple[Context, Context]:
        held = roles.grant(
            by=None,
            person=cast.of(cast.ned),
            name=RoleName.ENGAGEMENT_OFFICER,
            authority_id=cast.elsewhere.id,
            scope_label="Elsewhere",
        )
        return cast.ned, context_from(held, cast.of(cast.ned))

    def opening(self, exercise: Exercise, *minutes: int) -> Opening:
        day = (timezone.now() + timedelta(hours=48)).replace(minute=0, second=0, microsecond=0)
        times = tuple(Span(day + timedelta(minutes=begin), day + timedelta(minutes=begin + 30)) for begin in minutes)
        return Opening(times, (exercise.id,), Medium.PHONE)

    @pytest.mark.parametrize("minutes", first_by_day([0, 10, -10, 29], 2))
    def test_is_told_in_words(self, cast: Cast, both: tuple[Context, Context], minutes: int):
        here, there = both
        second = make_exercise(cast.elsewhere, "Elsewhere 2026")
        with behind_the_wall(here):
            slots.open_slots(by=here, opening=self.opening(cast.exercise, 0))
        with behind_the_wall(there):
            said = refused(slots.open_slots(by=there, opening=self.opening(second, minutes)))
        assert "another council" in said and Slot.objects.count() == 1

    def test_gets_those_that_are_free(self, cast: Cast, both: tuple[Context, Context]):
        here, there = both
        second = make_exercise(cast.elsewhere, "Elsewhere 2026")
        with behind_the_wall(here):
            slots.open_slots(by=here, opening=self.opening(cast.exercise, 0))
        with behind_the_wall(there):
            done = slots.open_slots(by=there, opening=self.opening(second, -30, 10, 30))
        assert isinstance(done, OpenedSlots) and (done.count, done.left_out) == (2, 1)
        assert SlotFor.objects.filter(exercise=second).count() == 2
