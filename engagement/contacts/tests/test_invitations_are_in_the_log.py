"""Invitations that the portal sends count as e-mails, stand on the timeline, and so does that they ran out."""

from datetime import timedelta

import pytest
from django.utils import timezone

from engagement import queries
from engagement.campaigns.actions import scheduled_jobs
from engagement.campaigns.queries.audiences import emails_to
from engagement.models import Contact
from engagement.tests.campaign_steps import somebody_at
from register.actions import contact_invitations
from submissions.tests.cast import Cast, as_worker, at, behind_the_wall

pytestmark = pytest.mark.django_db


def invited(cast: Cast) -> None:
    mia = somebody_at(cast.at_elm)
    done = contact_invitations.invite_contacts(by=cast.dev, exercise=cast.exercise, contact_ids=[mia.id])
    assert done and done.sent == ["mia@elm.example"]


def swept() -> None:
    with as_worker():
        scheduled_jobs.sweep()


def test_one_counts_once_at_the_locations_of_whoever_got_it(cast: Cast):
    invited(cast)
    swept()
    swept()
    entry = Contact.objects.get()
    assert (entry.channel, entry.direction, entry.outcome, entry.source) == ("email", "out", "sent", "invitation")
    assert [each.participation for each in entry.about.all()] == [cast.at_elm]
    assert emails_to([cast.at_elm.id, cast.at_elm_too.id]) == {cast.at_elm.id: 1}


def test_an_address_that_no_list_names_is_for_all_of_the_provider_s(cast: Cast):
    contact_invitations.invite_address(
        by=cast.dev, exercise=cast.exercise, provider_id=cast.at_elm.provider_id, email="new@elm.example"
    )
    swept()
    assert set(emails_to([cast.at_elm.id, cast.at_elm_too.id])) == {cast.at_elm.id, cast.at_elm_too.id}


def test_it_and_its_lapse_stand_on_the_timeline(cast: Cast):
    invited(cast)
    swept()
    with at(timezone.now() + timedelta(hours=73)), behind_the_wall(cast.ned):
        kinds = [(each.kind, each.happened and each.happened.words) for each in queries.timeline(cast.ned, cast.at_elm)]
    assert ("invitation", "An invitation to the portal ran out, not taken up") in kinds
    assert ("invitation", None) in kinds
