"""What tests begin with is worked out once and put back for the others: row for row as it was built."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction

from register.models import Exercise
from reports.tests.accepted_returns import make_market
from submissions.tests.built_once import built_once
from submissions.tests.cast import make_cast

pytestmark = pytest.mark.django_db
BUILDERS = {"cast": (make_cast, {}), "market": (make_market, {"returns": 3, "preset": "statutory"})}


@pytest.mark.parametrize("name", BUILDERS)
def test_every_row_and_every_copy_is_as_the_first_one(name):
    build, given = BUILDERS[name]
    again = built_once(build.__wrapped__)
    (first, at_first), (second, at_last) = seen(again, given), seen(again, given)
    assert at_first == at_last
    assert sum(map(len, at_first.values())) > 50
    assert first is not second
    assert repr(first) == repr(second)


def test_a_copy_that_is_changed_changes_no_other():
    again = built_once(make_cast.__wrapped__)
    (first, _), (second, _), (third, _) = seen(again, {}), seen(again, {}), seen(again, {})
    second.exercise.name, second.authority.name = "Changed", "Changed"
    assert {first.exercise.name, third.exercise.name} == {"Home care 2026"}
    assert third.exercise.authority.name == third.authority.name == "Testshire"


def test_other_arguments_are_built_for_themselves():
    again = built_once(make_market.__wrapped__)
    for preset in ("statutory", "protected", "statutory"):
        with transaction.atomic():
            market = again(2, preset=preset)
            assert Exercise.objects.get(id=market.exercise.id).preset == preset
            transaction.set_rollback(True)


def seen(build: Any, given: dict[str, Any]) -> tuple[Any, dict[str, list[tuple[object, ...]]]]:
    """What was returned, and all that the database then held; afterwards it holds nothing of it."""
    with transaction.atomic():
        built = build(**given)
        held = {
            model._meta.db_table: rows(model._meta.db_table) for model in apps.get_models(include_auto_created=True)
        }
        transaction.set_rollback(True)
    return built, held


def rows(table: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(t) FROM {connection.ops.quote_name(table)} t ORDER BY to_jsonb(t)::text")
        return list(cursor.fetchall())
