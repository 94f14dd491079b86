"""A notice about a 1-2-1 or an event names location, exercise and closing date, and leads to the very page."""

from datetime import timedelta

import pytest
from django.core import mail

from accounts.models import Mail
from costing.figure_words import day_in_words
from engagement.meetings.actions import send_notices
from engagement.meetings.tests.test_events import invite, people, planned, register, work
from engagement.meetings.tests.test_one_to_ones_are_booked import booked, opened
from register.actions import participation_mails
from register.domain.participation_mails import table_given_up
from register.models import Participation
from submissions.tests.cast import Cast, as_worker

pytestmark = pytest.mark.django_db


def to(name: str) -> str:
    return next(each.body for each in mail.outbox if each.to[0].startswith(name) or f"<{name}" in each.to[0])


def test_both_ends_of_a_1_2_1(cast: Cast):
    booking = booked(cast, opened(cast, cast.ned))
    with as_worker():
        send_notices.sweep()
    about = f"Location: Elm Home Care; exercise: Home care 2026; closing date: {day_in_words(cast.exercise.closes_on)}."
    assert len(mail.outbox) == 2
    for letter in mail.outbox:
        assert about in letter.body and str(booking.id) in letter.body
        assert about in letter.alternatives[0][0]


def test_an_invitation_to_an_event_names_each_location_and_who_has_longer(cast: Cast):
    people(cast)
    longer = cast.exercise.closes_on + timedelta(days=7)
    Participation.objects.filter(id=cast.at_elm_too.id).update(extended_until=longer)
    invite(cast, planned(cast))
    work()
    said = to("pat")
    assert "Locations: Elm Home Care and Elm Home Care North; exercise: Home care 2026; closing date: " in said
    assert f"(Elm Home Care North: {day_in_words(longer)})" in said and "/events/answer/" in said


def test_whoever_is_registered_reads_it_too(cast: Cast):
    event = planned(cast)
    register(cast.ada, event, cast.at_elm)
    work()
    assert "Location: Elm Home Care; exercise: Home care 2026" in to("pat")
    assert f"/{event.id}/" in to("pat")


def test_a_letter_about_an_exercise_names_it_and_its_closing_date(cast: Cast):
    participation_mails.tell_all(cast.exercise, table_given_up(cast.exercise.name))
    closing = f"Exercise: Home care 2026; closing date: {day_in_words(cast.exercise.closes_on)}."
    written = list(Mail.objects.values_list("text", flat=True))
    assert written and all(closing in text for text in written)
