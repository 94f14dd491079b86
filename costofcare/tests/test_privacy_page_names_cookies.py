"""The privacy page names each cookie that the portal sets, and what becomes of words that are sent too late."""

import pytest
from django.conf import settings
from django.urls import reverse

from accounts.domain.kept_words import KEPT_FOR
from accounts.tests.pages import client_of, text_of
from costofcare.middleware.whose_session import REMEMBERED_FOR
from costofcare.views.cookies import cookies
from submissions.tests.cast import PASSWORD, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def test_there_are_no_others(cast: Cast):
    """Sign in by the page, press a button that says something, and be signed out while typing."""
    client, named = client_of(None), {cookie.name for cookie in cookies()}
    client.get(reverse("account_login"))
    client.post(reverse("account_login"), {"login": cast.of(cast.ada).email, "password": PASSWORD})
    assert client.get(reverse("home")).status_code == 200
    client.post(reverse("accounts:colleague_list"), {"email": "new@example.org", "role": "provider_user"})
    set_by_now = set(client.cookies)
    client.cookies[settings.SESSION_COOKIE_NAME] = "ended"
    client.get(reverse("home"))
    assert set_by_now | set(client.cookies) == named


def test_the_page_names_each_with_its_time():
    text = text_of(client_of(None).get("/privacy/"))
    for cookie in cookies():
        assert f"{cookie.name} {cookie.purpose} {cookie.lasts}" in text
    assert f"{REMEMBERED_FOR.days} days at most" in text and "120 minutes after" in text and "12 hours at most" in text


def test_the_page_says_how_long_words_are_kept_that_were_sent_too_late():
    text = text_of(client_of(None).get("/privacy/"))
    assert KEPT_FOR.total_seconds() == 24 * 3600
    assert "kept encrypted for 24 hours, for you alone" in text and "Passwords and files are not kept" in text
