"""A lost second factor: who may reset whose, what ends, who is told, and what is never opened by it."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.actions import roles
from accounts.domain.roles import RoleName
from accounts.models import AuditEvent
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import client_of, get, post, text_of
from submissions.tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
NAMES = ("ada", "tom", "bea", "carol", "dev", "fay", "ned", "reg", "gus", "alex", "una")


@pytest.fixture
def guarded(cast, settings):
    """Everybody has a second factor on; it is asked of nobody who signs in here by force."""
    settings.SECOND_FACTOR_REQUIRED = False
    for name in NAMES:
        TOTP.activate(cast.of(getattr(cast, name)), generate_totp_secret())
    return cast


def helped_by(cast, name) -> set[str]:
    """Whose page answers."""
    by = getattr(cast, name)
    pages = {each: get(by, "reset_second_factor", getattr(cast, each).person_id) for each in NAMES}
    return {each for each, answer in pages.items() if answer.status_code == 200}


@pytest.mark.parametrize(
    ("name", "people"),
    first_by_day(
        [
            ("alex", set(NAMES) - {"alex"}),
            ("ada", {"tom"}),
            ("dev", {"ada", "tom", "bea"}),
            ("ned", {"ada", "tom", "bea"}),
            *((name, set()) for name in ("tom", "carol", "reg", "gus", "una")),
        ],
        3,
    ),
)
def test_each_helps_those_they_know_and_never_themselves(guarded, name, people):
    assert helped_by(guarded, name) == people
    assert get(getattr(guarded, name), "second_factor_list").status_code == (200 if people or name == "gus" else 404)


def test_whoever_is_more_than_a_provider_s_is_helped_by_administrators_alone(guarded):
    roles.grant(by=None, person=guarded.of(guarded.tom), name=RoleName.AUDITOR)
    assert "tom" not in helped_by(guarded, "ada") | helped_by(guarded, "dev")
    assert "tom" in helped_by(guarded, "alex")


def test_it_switches_off_signs_out_everywhere_writes_down_and_tells(guarded, django_capture_on_commit_callbacks):
    tom = guarded.of(guarded.tom)
    RecoveryCodes.activate(tom)
    elsewhere = client_of(guarded.tom)
    assert elsewhere.get(reverse("home")).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        answer = post(guarded.ada, "reset_second_factor", tom.id, checked="rang")
    assert "Tom Elm signs in with the password alone next time" in text_of(answer)
    assert not Authenticator.objects.filter(user=tom).exists()
    assert elsewhere.get(reverse("home")).status_code == 302
    (event,) = AuditEvent.objects.filter(verb="reset a second factor")
    assert (event.by_id, event.subject_id) == (guarded.ada.person_id, str(tom.id))
    assert "rang them back" in event.words
    (letter,) = mail.outbox
    assert letter.to == ["tom.elm@example.org"]
    assert "Ada Elm has switched off the second factor" in letter.body
    signed_in = Client().post("/account/login/", {"login": tom.email, "password": PASSWORD}, follow=True)
    assert signed_in.redirect_chain[-1][0] == reverse("home")
    assert client_of(guarded.ada).get(reverse("home")).status_code == 200


def test_it_asks_first_how_one_knows_that_it_is_them(guarded):
    answer = post(guarded.ada, "reset_second_factor", guarded.tom.person_id)
    assert "Say how you know that it is them" in text_of(answer)
    assert Authenticator.objects.filter(user_id=guarded.tom.person_id).exists()


def test_the_server_can_let_the_last_administrator_in(guarded):
    call_command("reset_second_factor", "Alex.Administrator@example.org")
    assert not Authenticator.objects.filter(user_id=guarded.alex.person_id).exists()
    with pytest.raises(CommandError, match="Nobody signs in as"):
        call_command("reset_second_factor", "nobody@example.org")


def test_whoever_is_asked_for_a_code_is_told_what_to_do_without_one(guarded):
    asked = Client().post("/account/login/", {"login": "tom.elm@example.org", "password": PASSWORD}, follow=True)
    assert "Type one of your recovery codes instead" in text_of(asked)
    assert reverse("accounts:second_factor_lost") in asked.content.decode()
    assert "your own administrator of the portal" in text_of(Client().get(reverse("accounts:second_factor_lost")))


def test_recovery_codes_are_shown_with_what_they_are_for(guarded):
    RecoveryCodes.activate(guarded.of(guarded.tom))
    client = client_of(guarded.tom)
    answer = client.get(reverse("mfa_view_recovery_codes"), follow=True)
    if "reauthenticate" in str(answer.redirect_chain):
        client.post(answer.redirect_chain[-1][0], {"password": PASSWORD})
        answer = client.get(reverse("mfa_view_recovery_codes"))
    assert "Each works once; 10 of 10 are left" in text_of(answer)
