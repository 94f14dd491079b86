"""Signing in asks the database little, and no flood pushes out what is counted."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actions.lasting_cache import LastingCache
from accounts.models import PersonSession
from accounts.session_store import SessionStore
from accounts.tests.people import PASSWORD, People
from accounts.tests.test_signing_in import LOGIN

pytestmark = pytest.mark.django_db


def test_twenty_statements_at_most_sign_somebody_in(people: People):
    client = Client()
    client.get(LOGIN)
    with CaptureQueriesContext(connection) as seen:
        answer = client.post(LOGIN, {"login": "ada.elm@example.org", "password": PASSWORD})
    assert answer.status_code == 302 and len(seen) <= 20, [one["sql"][:80] for one in seen.captured_queries]
    assert PersonSession.objects.count() == 1


def test_a_session_that_there_is_already_is_no_new_one(monkeypatch):
    first = SessionStore()
    first.create()
    keys = iter([first.session_key, "0" * 32])
    monkeypatch.setattr("accounts.session_store.get_random_string", lambda *_: next(keys))
    second = SessionStore()
    second.create()
    assert second.session_key == "0" * 32


def test_a_flood_pushes_out_what_has_expired_and_nothing_else():
    cache = caches["default"]
    assert isinstance(cache, LastingCache)
    small = LastingCache("costofcare_cache", {"OPTIONS": {"MAX_ENTRIES": 5}})
    small.set("a-counts", 1, timeout=300)
    small.set("b-is-over", 1, timeout=-1)
    for number in range(20):
        small.set(f"c-flood-{number}", 1, timeout=300)
    assert small.get("a-counts") == 1 and small.get("c-flood-0") == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM costofcare_cache WHERE cache_key LIKE '%over'")
        assert cursor.fetchone() == (0,)
