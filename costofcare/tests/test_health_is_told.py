"""A load balancer hears whether a process lives and is ready, without host, TLS, session or cookie."""

import json
from unittest import mock

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from costofcare.middleware import health


def test_live_asks_no_database():
    answer = Client().get("/health/live", headers={"Host": "10.0.0.7"})
    assert (answer.status_code, answer.json(), answer.cookies) == (200, {"well": True}, {})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_ready_with_all_migrations_even_over_plain_http(settings):
    settings.SECURE_SSL_REDIRECT, settings.ALLOWED_HOSTS = True, ["portal.example"]
    answer = Client().get("/health/ready", headers={"Host": "10.0.0.7"})
    assert (answer.status_code, answer.json()) == (200, {"well": True, "database": True, "migrations": True})


@pytest.mark.django_db
def test_not_ready_before_its_migrations_but_with_those_of_newer_code():
    with mock.patch.object(health, "known", lambda: frozenset({("reports", "9999_next_year")})):
        answer = Client().get("/health/ready")
    assert (answer.status_code, answer.json()["migrations"]) == (503, False)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('reports', '9999_next_year', now())")
    assert Client().get("/health/ready").status_code == 200


def test_without_a_database_it_says_so_and_no_more():
    with mock.patch.object(connection, "cursor", side_effect=DatabaseError("password authentication failed")):
        answer = Client().get("/health/ready")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert json.loads(answer.content) == {"well": False, "database": False, "migrations": False}
    assert Client().post("/health/ready").status_code == 405
