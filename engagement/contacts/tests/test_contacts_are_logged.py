"""A contact is logged by who reaches providers, read by both sides, and its notes by whom they are for."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.domain.context import Context
from engagement import queries
from engagement.contacts.actions import contacts
from engagement.contacts.domain.new_contact import Contacted
from engagement.contacts.domain.vocabulary import (
    Channel,
    ContactOutcome,
    Direction,
    Topic,
)
from engagement.models import Contact, ContactAbout, ContactNote
from submissions.tests.cast import Cast, behind_the_wall, refused

pytestmark = pytest.mark.django_db
REACHES = ("ned", "dev", "fay", "carol")
DOES_NOT = ("ada", "tom", "bea", "reg", "alex", "una")


def a_call(cast: Cast, **changed: object) -> Contacted:
    said = Contacted(
        channel=Channel.CALL,
        direction=Direction.OUT,
        happened_at=timezone.now() - timedelta(hours=1),
        participation_ids=(cast.at_elm.id, cast.at_elm_too.id),
        outcome=ContactOutcome.SPOKE,
        words="They fear for their fees.",
        topics=(Topic.CONFIDENTIALITY,),
    )
    return replace(said, **changed)


@pytest.mark.parametrize("name", REACHES)
def test_whoever_reaches_providers_logs_a_call_about_two_locations(cast: Cast, name: str):
    with behind_the_wall(who := getattr(cast, name)):
        contact = contacts.log(by=who, contacted=a_call(cast))
        assert isinstance(contact, Contact)
        assert {each.participation_id for each in contact.about.all()} == {cast.at_elm.id, cast.at_elm_too.id}


@pytest.mark.parametrize("name", DOES_NOT)
def test_nobody_else_logs_or_reads_one(cast: Cast, name: str):
    contacts.log(by=cast.ned, contacted=a_call(cast))
    who: Context = getattr(cast, name)
    assert contacts.log(by=who, contacted=a_call(cast)) is None
    assert not queries.contacts(who).exists() and not queries.notes_of(who).exists()
    with behind_the_wall(who):
        assert not Contact.objects.exists() and not ContactNote.objects.exists() and not ContactAbout.objects.exists()


def test_an_analyst_of_another_authority_reaches_nobody_here(cast: Cast):
    assert contacts.log(by=cast.gus, contacted=a_call(cast)) is None
    with behind_the_wall(cast.gus):
        assert not Contact.objects.exists()


def test_the_council_reads_what_its_own_officers_wrote_and_what_was_shared(cast: Cast):
    for who, words, is_shared in (
        (cast.ned, "inside", False),
        (cast.ned, "for both", True),
        (cast.carol, "hers", False),
    ):
        contacts.log(by=who, contacted=a_call(cast, words=words, is_shared=is_shared))
    for read in (queries.notes_of, lambda _: ContactNote.objects.all()):
        with behind_the_wall(cast.carol):
            assert {note.words for note in read(cast.carol)} == {"for both", "hers"}
        with behind_the_wall(cast.ned):
            assert {note.words for note in read(cast.ned)} == {"inside", "for both", "hers"}


def test_a_contact_of_tomorrow_or_about_nobody_is_refused_in_words(cast: Cast):
    tomorrow = a_call(cast, happened_at=timezone.now() + timedelta(days=1))
    assert "future" in refused(contacts.log(by=cast.ned, contacted=tomorrow))
    assert "at least one location" in refused(contacts.log(by=cast.ned, contacted=a_call(cast, participation_ids=())))


def test_each_side_takes_back_only_its_own_entries(cast: Cast):
    contact = contacts.log(by=cast.ned, contacted=a_call(cast))
    assert isinstance(contact, Contact)
    with behind_the_wall(cast.carol):
        assert contacts.take_back(by=cast.carol, contact_id=contact.id) is None
    with behind_the_wall(cast.ned):
        assert contacts.take_back(by=cast.ned, contact_id=contact.id) is not None
        assert not queries.contacts(cast.ned).exists()
