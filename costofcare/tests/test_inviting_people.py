"""Administrators invite people into any role, for the authority or the provider that it is bound to."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts.domain.roles import AUTHORITY_ROLES, NEEDS_CONSENT, PROVIDER_ROLES, RoleName
from accounts.models import Invitation
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import client_of, get, post, text_of
from register.models import Location
from submissions.tests.cast import mostly_by_night, person, provider

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def invite(cast, role: RoleName, **changed: str):
    given = {"email": "New.Person@Example.org", "role": role.value, "authority": "", "provider": ""}
    given |= {"authority": str(cast.authority.id)} if role in AUTHORITY_ROLES else {}
    given |= {"provider": cast.elm.cqc_provider_id} if role in PROVIDER_ROLES else {}
    return post(cast.alex, "invite_person", **(given | changed))


@pytest.mark.parametrize("role", [role for role in RoleName if role not in NEEDS_CONSENT])
def test_into_every_role_with_what_it_is_bound_to(cast, role):
    response = invite(cast, role)
    assert "An invitation has been sent to new.person@example.org" in text_of(response)
    offer = Invitation.objects.get()
    assert (offer.name, offer.email) == (role.value, "new.person@example.org")
    assert offer.authority_id == (cast.authority.id if role in AUTHORITY_ROLES else None)
    assert offer.provider_id == (cast.elm.id if role in PROVIDER_ROLES else None)
    (letter,) = mail.outbox
    assert letter.to == ["new.person@example.org"]
    assert reverse("accounts:invitation", args=["x"])[:-2] in letter.body


def test_whoever_follows_the_link_gets_the_role(cast):
    invite(cast, RoleName.ENGAGEMENT_OFFICER)
    link = next(word for word in mail.outbox[0].body.split() if "/invitations/" in word)
    client = client_of(None)
    given = {"full_name": "Pat New", "password": "three odd words here"}
    response = client.post("/" + link.split("/", 3)[3], given, follow=True)
    assert "Pat New" in text_of(response)
    assert "Testshire" in text_of(response)


@pytest.mark.parametrize(
    ("role", "field", "words"),
    first_by_day(
        [
            (RoleName.ANALYST, "authority", "Choose the authority that they will work for"),
            (RoleName.PROVIDER_USER, "provider", "Enter the provider that they belong to"),
            (RoleName.AUDITOR, "email", "Enter an email address"),
        ]
    ),
)
def test_what_is_missing_is_asked_for_at_its_field(cast, role, field, words):
    response = invite(cast, role, **{field: ""})
    assert words in text_of(response)
    assert f'href="#id_{field}"' in response.content.decode()
    assert not Invitation.objects.exists()


def test_a_provider_is_found_by_one_of_its_locations(cast):
    invite(cast, RoleName.PROVIDER_USER, provider=Location.objects.get(name="Oak Home Care").cqc_location_id)
    assert Invitation.objects.get().provider_id == cast.oak.id


def test_a_provider_is_found_by_part_of_its_name(cast):
    invite(cast, RoleName.PROVIDER_USER, provider="oak")
    assert Invitation.objects.get().provider_id == cast.oak.id


def test_where_several_providers_fit_each_is_named(cast):
    provider("Elm Cares Too Ltd")
    text = text_of(invite(cast, RoleName.PROVIDER_USER, provider="elm care"))
    assert "Elm Care Ltd (1-Elm Care Ltd); Elm Cares Too Ltd" in text
    assert not Invitation.objects.exists()


def test_a_provider_that_nobody_knows_is_said_to_be_none(cast):
    assert "No provider of the register fits" in text_of(invite(cast, RoleName.PROVIDER_USER, provider="Zebra"))


def test_an_authority_that_is_made_up_is_refused(cast):
    invite(cast, RoleName.ANALYST, authority=str(cast.elm.id))
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("name", mostly_by_night("ada", "dev", "fay", "carol", "una", "ned"))
def test_nobody_else_finds_the_page(cast, name):
    assert get(getattr(cast, name), "invite_person").status_code == 404
    assert post(getattr(cast, name), "invite_person", email="a@example.org", role="administrator").status_code == 404
    assert not Invitation.objects.exists()


def test_strangers_are_led_to_signing_in(db):
    assert get(None, "invite_person").url.startswith(reverse("account_login"))


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (RoleName.COMMISSIONER, "for the independent team and for the council of the same authority"),
        (RoleName.PROVIDER_USER, "for the independent team and for a provider"),
    ],
)
def test_somebody_of_the_team_is_invited_neither_to_its_council_nor_to_a_provider(cast, role, words):
    response = invite(cast, role, email="Dev.Analyst@example.org")
    assert words in text_of(response) and 'href="#id_role' in response.content.decode()
    assert not Invitation.objects.exists() and not mail.outbox


def test_who_may_consent_is_written_to_and_nobody_else(cast):
    person("Amy Second", RoleName.ADMINISTRATOR)
    text = text_of(invite(cast, RoleName.ANALYST))
    assert "goes out when a second administrator has consented" in text
    (letter,) = mail.outbox
    assert letter.to == ["amy.second@example.org"] and "/invitations/" not in letter.body


def test_without_a_second_administrator_the_page_says_that_there_is_none(cast):
    assert "There is none now" in text_of(invite(cast, RoleName.ADMINISTRATOR))
    assert not mail.outbox
