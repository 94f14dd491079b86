"""The locations of an exercise and the page of one, for each of the cast; a contact logged there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, post, text_of
from engagement.contacts.actions import contacts
from engagement.contacts.domain.vocabulary import Channel, ContactOutcome
from engagement.contacts.tests.test_contacts_are_logged import DOES_NOT, REACHES, a_call
from engagement.models import Contact, ContactNote
from register.models import ContactPerson
from submissions.tests.cast import Cast, mostly_by_night

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
A_CALL = {"channel": "call", "direction": "out", "outcome": "spoke", "words": "They will look at it."}


def somebody(cast: Cast, name: str = "Sam Elm", **more: str) -> ContactPerson:
    sam = ContactPerson.objects.create(provider=cast.elm, full_name=name, **more)
    sam.locations.add(cast.at_elm.location)
    return sam


@pytest.mark.parametrize("name", REACHES)
def test_whoever_reaches_providers_sees_the_locations_with_what_was_done(cast: Cast, name: str):
    contacts.log(by=cast.ned, contacted=a_call(cast, participation_ids=(cast.at_elm.id,)))
    contacts.log(by=cast.carol, contacted=a_call(cast, channel=Channel.EMAIL, outcome=ContactOutcome.SENT))
    words = text_of(get(getattr(cast, name), "engagement:location_list", cast.exercise.id))
    today = timezone.localtime(timezone.now() - timedelta(hours=1)).strftime("%-d %b %Y")
    assert f"Elm Home Care Elm Care Ltd – – 1 1 {today}" in words
    assert f"Elm Home Care North Elm Care Ltd – – 1 0 {today}" in words
    assert "Oak Home Care Oak Care Ltd – – 0 0 Never" in words


@pytest.mark.parametrize("name", mostly_by_night(*DOES_NOT, "gus"))
def test_nobody_else_finds_them(cast: Cast, name: str):
    who = getattr(cast, name)
    assert get(who, "engagement:location_list", cast.exercise.id).status_code == 404
    assert get(who, "engagement:location_detail", cast.exercise.id, cast.at_elm.id).status_code == 404
    post(who, "engagement:location_detail", cast.exercise.id, cast.at_elm.id, **A_CALL)
    assert not Contact.objects.exists()


def test_locations_are_searched_and_sorted(cast: Cast):
    contacts.log(by=cast.ned, contacted=a_call(cast, participation_ids=(cast.at_oak.id,)))
    never = text_of(get(cast.ned, "engagement:location_list", cast.exercise.id, reached="never", sort="-location"))
    assert "Oak Home Care" not in never and never.index("Elm Home Care North") < never.index(
        "Log a contact with Elm Home Care "
    )
    assert "Nothing found" in text_of(get(cast.ned, "engagement:location_list", cast.exercise.id, q="zebra"))


@pytest.mark.parametrize("name", first_by_day(REACHES, 2))
def test_a_contact_is_logged_on_the_page_of_its_location(cast: Cast, name: str):
    sam = somebody(cast)
    page = post(
        getattr(cast, name), "engagement:location_detail", cast.exercise.id, cast.at_elm.id,
        **A_CALL, person=sam.id, about=[cast.at_elm_too.id], more_locations="oak home care",
    )  # fmt: skip
    assert "Call logged: spoke." in text_of(page) and "They will look at it." in text_of(page)
    contact = Contact.objects.get()
    assert {each.participation_id for each in contact.about.all()} == {
        cast.at_elm.id,
        cast.at_elm_too.id,
        cast.at_oak.id,
    }
    assert [each.person for each in contact.people.all()] == [sam]


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(cast: Cast):
    page = post(
        cast.ned, "engagement:location_detail", cast.exercise.id, cast.at_elm.id,
        channel="call", direction="out", words="Kept.", more_locations="Nowhere", next_step="Ring", clock="25 o'clock",
    )  # fmt: skip
    words = text_of(page)
    assert "Choose what came of it" in words and "Enter the day on which to do the next step" in words
    assert "Enter a time, such as 14:30" in words and "Kept." in words
    page = post(
        cast.ned, "engagement:location_detail", cast.exercise.id, cast.at_elm.id, **A_CALL, more_locations="Nowhere"
    )
    assert "“Nowhere” is not known" in text_of(page) and not Contact.objects.exists()


def test_the_council_reads_the_contact_and_not_the_team_s_words(cast: Cast):
    contacts.log(
        by=cast.ned, contacted=a_call(cast, words="MARKER-1", next_step="MARKER-2", next_on=timezone.localdate())
    )
    assert ContactNote.objects.count() == 1
    hers = text_of(get(cast.carol, "engagement:location_detail", cast.exercise.id, cast.at_elm.id))
    assert "Call, from us: spoke" in hers and "MARKER" not in hers and "Confidentiality 22" not in hers
    assert "MARKER-1" in text_of(get(cast.dev, "engagement:location_detail", cast.exercise.id, cast.at_elm.id))


def test_whom_one_spoke_to_last_is_chosen_already(cast: Cast):
    somebody(cast), (pat := somebody(cast, "Pat Elm"))
    contacts.log(by=cast.ned, contacted=a_call(cast, people_ids=(pat.id,)))
    page = get(cast.ned, "engagement:location_detail", cast.exercise.id, cast.at_elm.id).content.decode()
    assert f'<option value="{pat.id}" selected' in page
