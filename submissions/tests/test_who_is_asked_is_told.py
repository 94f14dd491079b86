"""A provider is written to when a location of its is not asked any more, is asked again, or has longer."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.tests.pages import get, text_of
from costing.figure_words import day_in_words
from register.actions import participations
from register.models import Participation
from submissions.actions import exemptions
from submissions.domain.exemptions import ExemptionReason
from submissions.tests.cast import on_page, take_part

pytestmark = pytest.mark.django_db


def letters() -> list[tuple[list[str], str]]:
    return [(one.to, one.subject) for one in mail.outbox]


def test_of_each_change_once_and_without_its_reason(cast):
    until = timezone.localdate() + timedelta(days=45)
    with on_page(cast.dev):
        participations.mark_not_relevant(by=cast.dev, participation_id=cast.at_elm.id, reason="Only 11 clients")
        participations.mark_in_scope(by=cast.dev, participation_id=cast.at_elm.id)
        participations.give_longer(by=cast.dev, participation_id=cast.at_elm.id, until=until, reason="Illness")
    ada = [cast.of(cast.ada).email]
    assert letters() == [
        (ada, "Elm Home Care is not asked for a return any more"),
        (ada, "Elm Home Care is asked for a return again"),
        (ada, f"Elm Home Care has until {day_in_words(until)}"),
    ]
    for one in mail.outbox:
        assert f"/locations-asked/{cast.at_elm.id}/" in one.body
        assert not any(word in one.body + one.alternatives[0].content for word in ("11 clients", "Illness"))


@pytest.mark.usefixtures("no_second_factor")
def test_and_reads_the_reason_when_signed_in(cast):
    participations.mark_not_relevant(by=cast.dev, participation_id=cast.at_elm.id, reason="Only live-in care")
    page = text_of(get(cast.ada, "submissions:participation_detail", cast.at_elm.id))
    assert "No return is asked of this location: Only live-in care" in page


def test_whoever_said_so_first_is_told_of_the_decision_and_not_twice(cast):
    word = exemptions.say(by=cast.tom, participation_id=cast.at_elm.id, reason=ExemptionReason.CLOSED, words="In May")
    with on_page(cast.dev):
        exemptions.decide(by=cast.dev, word_id=word.id, agrees=True, words="")
    assert letters() == [([cast.of(cast.tom).email], "Elm Home Care is not asked any more")]


def test_where_nobody_has_signed_up_nobody_is_written_to(cast):
    alone = Participation.objects.get(id=cast.at_elm.id).provider
    place = take_part(cast.exercise, type(alone).objects.create(
        name="Ash Care Ltd", cqc_provider_id="1-ash", owner=alone.owner
    ), "Ash Home Care", "1-100000077")  # fmt: skip
    with on_page(cast.dev):
        participations.mark_not_relevant(by=cast.dev, participation_id=place.id, reason="Closed")
    assert letters() == []
