"""The pages of 1-2-1s, by who may see them; what was typed is kept when something is wrong."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tests.pages import client_of, get, post, text_of
from engagement.meetings.tests.calendars import read
from engagement.meetings.tests.test_one_to_ones_are_booked import PAT, booked, opened
from engagement.models import Booking, Slot
from submissions.tests.cast import Cast, at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
STAFF = {"ned", "dev", "fay", "carol"}
EVERYBODY = ("ada", "tom", "bea", "dev", "fay", "ned", "carol", "reg", "gus", "alex", "una", "nobody")


def who_finds(cast: Cast, page: str, *arguments: object) -> set[str]:
    return {name for name in EVERYBODY if get(getattr(cast, name, None), page, *arguments).status_code == 200}


@pytest.mark.nightly
def test_each_page_is_found_by_whom_it_is_for(cast: Cast):
    free, booking = opened(cast, cast.ned), booked(cast, opened(cast, cast.ned, 60))
    exercise, team = cast.exercise.id, STAFF
    assert who_finds(cast, "engagement:slot_list", exercise) == team
    assert who_finds(cast, "engagement:slot_open", exercise) == team
    assert who_finds(cast, "engagement:slot_book", exercise, free.id) == team
    assert who_finds(cast, "engagement:booking_detail", booking.id) == team
    assert who_finds(cast, "engagement:own_booking", booking.id) == {"ada", "tom"}
    assert who_finds(cast, "engagement:book", cast.at_oak.id) == team | {"bea"}
    for page in ("booking_move", "booking_cancel", "booking_calendar"):
        assert who_finds(cast, f"engagement:{page}", booking.id) == team | {"ada", "tom"}


def form_of(slot: Slot, **changed: str) -> dict[str, str]:
    typed = {"slot": str(slot.id), "name": PAT.name, "email": PAT.email, "phone": PAT.phone, "words": PAT.words}
    return typed | changed


def test_a_provider_sees_whose_officer_it_is_and_books(cast: Cast):
    slot = opened(cast, cast.ned)
    opened(cast, cast.carol, 50)
    page = text_of(get(cast.ada, "engagement:book", cast.at_elm.id))
    assert "Ned Engagement (independent team)" in page and "Carol Council (council officer: not for" in page
    done = text_of(post(cast.ada, "engagement:book", cast.at_elm.id, **form_of(slot)))
    assert "The 1-2-1 is booked" in done and PAT.words in done
    assert "1-2-1 about Elm Home Care" in text_of(get(cast.ada, "home"))


def test_who_comes_second_keeps_what_they_typed(cast: Cast):
    slot = opened(cast, cast.ned)
    opened(cast, cast.ned, 50)
    booked(cast, slot, cast.bea)
    done = post(cast.ada, "engagement:book", cast.at_elm.id, **form_of(slot))
    assert "This time has just been booked" in text_of(done) and PAT.words in text_of(done)
    missing = text_of(post(cast.ada, "engagement:book", cast.at_elm.id, words=PAT.words))
    assert "Choose a time" in missing and "Enter at least one name" in missing and PAT.words in missing


def test_the_council_reads_neither_the_words_nor_may_it_log_a_1_2_1_of_the_teams(cast: Cast):
    booking = booked(cast, opened(cast, cast.ned))
    with at(booking.slot.starts_at + timedelta(minutes=1)):
        hers, his = (text_of(get(who, "engagement:booking_detail", booking.id)) for who in (cast.carol, cast.ned))
    assert PAT.words in his and "Log it" in his
    assert PAT.words not in hers and "Log it" not in hers


def test_a_series_is_opened_and_closed_again(cast: Cast):
    day = timezone.localdate() + timedelta(days=7)
    typed: dict[str, Any] = {
        "first_day_0": day.day,
        "first_day_1": day.month,
        "first_day_2": day.year,
        "begins": "9.30",
        "ends": "11am",
        "minutes": 30,
        "gap": 0,
        "medium": "video",
        "exercises": [str(cast.exercise.id)],
    }
    done = post(cast.ned, "engagement:slot_open", cast.exercise.id, **typed)
    assert "3 slots opened" in text_of(done) and "9:30am to 10am" in text_of(done)
    series = Slot.objects.first().series
    done = post(cast.ned, "engagement:series_close", cast.exercise.id, series)
    assert "3 free slots closed" in text_of(done)
    wrong = text_of(post(cast.ned, "engagement:slot_open", cast.exercise.id, **(typed | {"ends": "9:00"})))
    assert (
        "must be later" in wrong
        and "9.30"
        in post(
            cast.ned, "engagement:slot_open", cast.exercise.id, **(typed | {"medium": "in_person"})
        ).content.decode()
    )


def test_the_outcome_is_logged_on_its_page_and_asked_for_on_the_list(cast: Cast):
    booking = booked(cast, opened(cast, cast.ned))
    with at(booking.slot.ends_at + timedelta(minutes=1)):
        assert "What came of these?" in text_of(get(cast.ned, "engagement:slot_list", cast.exercise.id))
        assert "What came of these?" not in text_of(get(cast.carol, "engagement:slot_list", cast.exercise.id))
        done = post(cast.ned, "engagement:booking_detail", booking.id, outcome="attended", minutes="25")
        assert "Logged: attended" in text_of(done)
        assert "What came of these?" not in text_of(get(cast.ned, "engagement:slot_list", cast.exercise.id))


def test_to_log_is_said_to_whose_it_is(cast: Cast):
    booking = booked(cast, opened(cast, cast.ned))
    said = {"ned": "To log", "carol": "Not logged yet"}
    with at(booking.slot.ends_at + timedelta(minutes=1)):
        week = {"week": timezone.localdate(booking.slot.starts_at).isoformat()}
        for name in said:
            page = text_of(get(getattr(cast, name), "engagement:slot_list", cast.exercise.id, **week))
            assert [words for words in said.values() if words in page] == [said[name]]


def test_the_calendar_file_is_there_for_who_has_lost_the_mail(cast: Cast):
    booking = booked(cast, opened(cast, cast.ned))
    answer = get(cast.ada, "engagement:booking_calendar", booking.id)
    assert read(answer.content.decode())["ATTENDEE"][0][1] == f"mailto:{PAT.email}"


def test_too_near_it_says_whom_to_ring(cast: Cast):
    slot = opened(cast, cast.ned, ring="020 7946 0001")
    booking = booked(cast, slot)
    with at(slot.starts_at - timedelta(hours=1)):
        page = get(cast.ada, "engagement:own_booking", booking.id)
        assert "Please ring 020 7946 0001" in text_of(page)
        assert reverse("engagement:booking_move", args=[booking.id]) not in page.content.decode()
        post(cast.ada, "engagement:booking_cancel", booking.id)
    assert Booking.objects.get().cancelled_at is None


def test_a_council_s_time_is_not_for_going_through_a_return(cast: Cast):
    opened(cast, cast.ned)
    address = reverse("engagement:book", args=[cast.at_elm.id])
    text = text_of(client_of(cast.ada).get(address))
    assert "who may see your figures" not in text and "Do not go through your figures" not in text
    opened(cast, cast.carol, 50)
    text = text_of(client_of(cast.ada).get(address))
    assert "Do not go through your figures with an officer of the council" in text
    assert "council officer: not for going through a return" in text
