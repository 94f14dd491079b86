"""A meeting's calendar file says the right hour in summer and in winter, and only what it is meant to say."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from engagement.meetings.domain.calendar_files import CANCEL, Appointment, calendar_file
from engagement.meetings.domain.series import Series, spans
from engagement.meetings.domain.uk_times import at_uk_time, span_in_words
from engagement.meetings.tests.calendars import plain, read, uk_clock

STARTS = at_uk_time(date(2026, 12, 1), time(10))
MEETING = Appointment(
    uid="7f@portal.example",
    sequence=2,
    title="1-2-1 with Elm; North, and more",
    words="First line\nSecond: \\ and a very long one that goes on – with dashes – until it has to be folded, twice",
    place="Town Hall, Room 1",
    starts_at=STARTS,
    ends_at=STARTS + timedelta(minutes=30),
    organiser=("Portal", "portal@example.org"),
    attendees=(('Pat "P" Elm', "pat@elm.example"),),
    stamped_at=datetime(2026, 11, 22, 9, tzinfo=UTC),
)


@pytest.mark.parametrize("day", [date(2026, 12, 1), date(2026, 7, 1), date(2026, 10, 25), date(2027, 3, 28)])
def test_ten_o_clock_is_ten_o_clock_whatever_the_season(day: date):
    starts = at_uk_time(day, time(10))
    shown = read(calendar_file(replace(MEETING, starts_at=starts, ends_at=starts + timedelta(hours=1))))
    assert uk_clock(shown["DTSTART"][0][1]) == f"{day} 10:00"
    assert uk_clock(shown["DTEND"][0][1]) == f"{day} 11:00"
    assert span_in_words(starts, starts + timedelta(hours=1)).endswith("10am to 11am")


def test_it_says_what_it_is_meant_to_say():
    shown = read(calendar_file(MEETING))
    assert [shown[name][0][1] for name in ("METHOD", "SEQUENCE", "UID", "STATUS")] == [
        "REQUEST",
        "2",
        MEETING.uid,
        "CONFIRMED",
    ]
    assert [plain(shown[name][0][1]) for name in ("SUMMARY", "DESCRIPTION", "LOCATION")] == [
        MEETING.title,
        MEETING.words,
        MEETING.place,
    ]
    assert shown["ATTENDEE"] == [
        (';ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE;CN="Pat P Elm"', "mailto:pat@elm.example")
    ]
    assert shown["DTSTAMP"] == [("", "20261122T090000Z")]


def test_a_cancellation_says_so_twice():
    shown = read(calendar_file(MEETING, CANCEL))
    assert (shown["METHOD"][0][1], shown["STATUS"][0][1]) == ("CANCEL", "CANCELLED")


@pytest.mark.parametrize("typed", ["x\r\nATTENDEE:mailto:evil@example.org", "x\nSTATUS:CANCELLED", "x\rUID:1\x00"])
def test_what_a_person_typed_adds_no_line_of_its_own(typed: str):
    shown = read(calendar_file(replace(MEETING, title=typed, place=typed, organiser=(typed, "a@example.org\r\nX:1"))))
    assert shown.keys() == read(calendar_file(MEETING)).keys()
    assert [len(shown[name]) for name in ("ATTENDEE", "STATUS", "UID")] == [1, 1, 1]


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        calendar_file(replace(MEETING, starts_at=datetime(2026, 12, 1, 10)))


def test_a_series_across_the_change_of_the_clocks_keeps_to_the_clock_on_the_wall():
    week = Series(date(2026, 10, 23), date(2026, 10, 27), frozenset({0, 1, 4}), time(9), time(10), 60)
    assert [span.starts_at.hour for span in spans(week)] == [8, 9, 9]
    assert {span_in_words(span.starts_at, span.ends_at)[-11:] for span in spans(week)} == {"9am to 10am"}
