"""A letter about a return names location, exercise and closing date, and leads to the return's own page."""

import pytest
from django.core import mail

from costing.figure_words import day_in_words
from submissions.tests.cast import Cast, submitted

pytestmark = pytest.mark.django_db


def test_a_letter_about_a_return(cast: Cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        submitted(cast.ada, cast.at_elm)
    letter = next(each for each in mail.outbox if "has been submitted" in each.subject)
    for words in ("Location: Elm Home Care", "exercise: Home care 2026", day_in_words(cast.exercise.closes_on)):
        assert words in letter.body
    assert f"/locations-asked/{cast.at_elm.id}/" in letter.body
