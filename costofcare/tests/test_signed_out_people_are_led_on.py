"""Signed out: every address leads to signing in and on, whether it exists or not, and scripts are told in words."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.actions import roles
from accounts.domain.roles import RoleName
from accounts.models import Role
from accounts.tests.pages import client_of, get, text_of
from submissions.tests.cast import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
LOGIN = "/account/login/"
SCRIPTS = (
    {"HTTP_SEC_FETCH_MODE": "cors"},
    {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"},
    {"HTTP_HX_REQUEST": "true"},
    {"HTTP_ACCEPT": "application/json"},
    {"CONTENT_TYPE": "application/json"},
)


def sign_in(client: Client, path: str, email: str = "ada.elm@example.org"):
    return client.post(path, {"login": email, "password": PASSWORD}, follow=True)


@pytest.mark.parametrize(
    "page", ["submissions:participation_detail", "engagement:own_booking", "reports:release_detail"]
)
def test_what_exists_and_what_does_not_lead_to_signing_in_alike(cast, page):
    key = cast.at_elm.id if page.startswith("submissions") else uuid4()
    for path in (reverse(page, args=[key]), reverse(page, args=[uuid4()]), "/nothing-here/", "/home", "/nothing-here"):
        for verb in ("get", "head", "post", "put", "delete"):
            answer = getattr(Client(), verb)(path)
            assert (answer.status_code, answer.url) == (302, f"{LOGIN}?next={path}"), verb


def test_signing_in_leads_on_to_the_page_with_its_query(cast):
    path = reverse("submissions:participation_detail", args=[cast.at_elm.id]) + "?from=letter"
    client = Client()
    answer = sign_in(client, client.get(path).url)
    assert answer.redirect_chain[-1][0] == path
    assert "Elm Home Care" in text_of(answer)


def test_what_is_not_theirs_stays_not_found_afterwards(cast):
    for path in (reverse("submissions:participation_detail", args=[cast.at_oak.id]), "/nothing-here/"):
        client = Client()
        assert sign_in(client, client.get(path).url).status_code == 404


def test_whoever_holds_several_roles_chooses_one_on_the_way(cast):
    roles.grant(by=None, person=cast.of(cast.ada), name=RoleName.AUDITOR)
    path = reverse("submissions:participation_detail", args=[cast.at_elm.id])
    client = Client()
    asked = sign_in(client, client.get(path).url)
    assert "Choose the role you act in" in text_of(asked)
    chosen = Role.objects.get(person_id=cast.ada.person_id, name="provider_administrator")
    given = {"role": str(chosen.id), "next": path}
    assert client.post(reverse("accounts:choose_context"), given).url == path
    given["next"] = "https://elsewhere.example/"
    assert client.post(reverse("accounts:choose_context"), given).url == reverse("home")


@pytest.mark.parametrize("headers", SCRIPTS)
def test_a_call_by_script_is_told_in_words(db, headers):
    content_type = headers.get("CONTENT_TYPE", "application/x-www-form-urlencoded")
    for path in ("/home/", "/nothing-here/"):
        answer = Client().generic("POST", path, b"{}", content_type, **headers)
        assert answer.status_code == 401
        assert "You have been signed out" in answer.content.decode()


def test_what_a_list_names_is_open_and_nothing_else(db):
    for path in ("/", "/privacy/", "/accessibility/", "/contact/", LOGIN, "/account/password/reset/"):
        assert Client().get(path).status_code == 200
    assert Client().get("/account/second-factor-lost/").status_code == 200
    assert Client().get("/invitations/made-up/").status_code == 410
    assert Client().get("/no-more-emails/made-up/").status_code == 404


class TestASession:
    @pytest.fixture
    def clock(self, monkeypatch):
        now = [1_800_000_000.0]
        monkeypatch.setattr("accounts.middleware.time.time", lambda: now[0])

        def go_on(**length: float) -> None:
            now[0] += timedelta(**length).total_seconds()

        return go_on

    def test_in_use_is_prolonged_up_to_its_overall_limit(self, cast, clock):
        client = client_of(cast.ada)
        hours = 0
        while client.get(reverse("home")).status_code == 200:
            clock(hours=1)
            hours += 1
            assert hours < 20
        assert timedelta(hours=hours) == settings.SESSION_OVERALL

    def test_that_is_not_used_ends_and_says_so(self, cast, clock):
        client = client_of(cast.ada)
        client.get(reverse("home"))
        clock(minutes=119)
        assert client.get(reverse("home")).status_code == 200
        clock(minutes=121)
        answer = client.get(reverse("home"), follow=True)
        assert answer.redirect_chain[-1][0] == f"{LOGIN}?next=/home/"
        assert "For safety you have been signed out after a while" in text_of(answer)

    def test_is_not_prolonged_by_what_a_page_asks_for_by_itself(self, cast, clock):
        client = client_of(cast.ada)
        client.get(reverse("home"))
        for _ in range(4):
            clock(minutes=31)
            answer = client.get(reverse("accounts:session_left"), HTTP_SEC_FETCH_MODE="cors")
        assert answer.status_code == 401

    def test_says_how_long_it_lasts_and_is_prolonged_when_asked(self, cast, clock):
        client = client_of(cast.ada)
        client.get(reverse("home"))
        clock(minutes=100)
        left = client.get(reverse("accounts:session_left"), HTTP_SEC_FETCH_MODE="cors").json()
        assert (left["left"], left["person"]) == (20 * 60, str(cast.ada.person_id))
        left = client.post(reverse("accounts:session_left"), HTTP_SEC_FETCH_MODE="cors").json()
        assert left["left"] == 120 * 60

    def test_begins_anew_with_signing_in(self, cast, clock):
        client = client_of(cast.ada)
        client.get(reverse("home"))
        clock(hours=13)
        answer = sign_in(client, client.get(reverse("home")).url)
        assert answer.status_code == 200
        clock(minutes=100)
        assert client.get(reverse("home")).status_code == 200

    def test_is_said_on_the_page_with_its_limits(self, cast):
        page = get(cast.ada, "home").content.decode()
        assert f'data-portal-person="{cast.ada.person_id}"' in page
        assert 'data-portal-left="7200"' in page
        assert "data-portal-person" not in Client().get("/").content.decode()
