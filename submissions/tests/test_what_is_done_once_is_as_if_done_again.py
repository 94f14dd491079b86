"""A return that tests hand in, submit or accept is put back row for row, with its mail, if nothing else happened."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone

from register.models import Exercise
from submissions.tests.built_once import done_once
from submissions.tests.cast import Cast, accepted, at, hand_in, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def times() -> list[int]:
    return []


@pytest.fixture
def once(times) -> Callable[..., Any]:
    """``accepted``, which counts how often it is really done."""

    def done(by: Any, analyst: Any, participation: Any) -> Any:
        times.append(1)
        return accepted.__wrapped__(by, analyst, participation)  # type: ignore[attr-defined]

    return done_once(done)


def seen(once: Any, before: Callable[[Cast], None] = lambda cast: None) -> tuple[Any, ...]:
    """What was returned, all that the database then held, and the mail; afterwards nothing of it is left."""
    with transaction.atomic():
        cast = make_cast()
        before(cast)
        mail.outbox.clear()
        done = once(cast.ada, cast.dev, cast.at_elm)
        held = [rows(model._meta.db_table) for model in apps.get_models(include_auto_created=True)]
        transaction.set_rollback(True)
    return repr(done), done.current.number, held, [(letter.to, letter.subject, letter.body) for letter in mail.outbox]


def rows(table: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(t) FROM {connection.ops.quote_name(table)} t ORDER BY to_jsonb(t)::text")
        return list(cursor.fetchall())


def test_every_row_and_letter_is_as_the_first_time(once, times):
    first, second = seen(once), seen(once)
    assert first == second
    assert len(times) == 1
    assert sum(map(len, first[2])) > 60
    assert first[3]


def test_after_anything_else_it_is_really_done(once, times):
    seen(once)
    seen(once, lambda cast: Exercise.objects.filter(id=cast.exercise.id).update(name="Another"))
    assert len(times) == 2


def test_for_another_location_it_is_really_done(once, times):
    seen(once)
    with transaction.atomic():
        cast = make_cast()
        assert once(cast.bea, cast.dev, cast.at_oak).participation_id == cast.at_oak.id
        transaction.set_rollback(True)
    assert len(times) == 2


def test_at_another_clock_and_with_other_settings_it_is_really_done(once, times, settings):
    seen(once)
    with at(timezone.now()):
        seen(once)
    settings.DEFAULT_FROM_EMAIL = "other@example.org"
    seen(once)
    assert len(times) == 3


def test_what_was_undone_is_no_longer_known(times):
    with transaction.atomic():
        cast = make_cast()
        with transaction.atomic():
            hand_in(cast.ada, cast.at_elm)
            transaction.set_rollback(True)
        assert hand_in(cast.ada, cast.at_elm).number == 1
        transaction.set_rollback(True)
