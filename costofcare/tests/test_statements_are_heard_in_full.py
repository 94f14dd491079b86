"""The tests' connection has statements prepared as in life, and whoever listens hears each in full."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.tests.built_once import written_inside
from costofcare.tests.statement_keeper import KeepingConnection


def names() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return {statement for (statement,) in cursor.fetchall()}


@pytest.mark.django_db
def test_what_was_sent_by_its_name_is_heard_in_full():
    for name in ("Ann", "O'Neil", "50 %s"):
        with CaptureQueriesContext(connection) as seen, written_inside() as written:
            assert list(User.objects.filter(full_name=name)) == []
            assert not User.objects.filter(full_name=name).update(full_name="Bob")
    assert any("accounts_user" in each for each in names())
    assert "50 %s" in seen.captured_queries[0]["sql"] and "SELECT" in seen.captured_queries[0]["sql"]
    assert len(written) == 1 and written[0].startswith("UPDATE ") and "50 %s" in written[0]


@pytest.mark.django_db
def test_when_many_were_seen_it_begins_anew(monkeypatch: pytest.MonkeyPatch):
    connection.ensure_connection()
    assert isinstance(connection.connection, KeepingConnection)
    monkeypatch.setattr(KeepingConnection, "most", 2)
    for _ in range(3):
        list(User.objects.filter(full_name="Ann"))
    assert names()
    list(User.objects.filter(email="ann@moor.example"))
    list(User.objects.filter(full_name="Ann", email="ann@moor.example"))
    assert not names() and len(connection.connection.prepared) == 1
