"""Without any permission the wall alone shows nobody a row of another: every table, every kind of person.

The rows are the walk's: a market in which something of every kind has happened at Elm. Nothing is filtered by the
portal here; each table is asked for what its columns say is Elm's, Testshire's or a person's.
"""

import pytest
from django.db import connection

from accounts.domain.row_level_security import SEAL, SETTINGS, values
from costofcare.tests.test_walk_others_find_nothing import market, objects
from costofcare.tests.walled_tables import count, seen_rows, walled
from submissions.tests.cast import OUTSIDERS, behind_the_wall, outsider

__all__ = ["market", "objects"]
pytestmark = pytest.mark.django_db
# Who may know what that is not theirs, and why. Whoever is not named here sees nothing.
STAFF_OF_TESTSHIRE = ("carol", "ned", "reg")
KNOWN = {
    # Who takes part, and whom to write to, is known to those who look after the exercise.
    "register_participation": (*STAFF_OF_TESTSHIRE, "alex"),
    "register_contactperson": ("carol", "ned", "alex"),
    # What the council's own visits come to, by the names of whom it pays.
    "markets_visitfigure": ("carol",),
    # Whom a wage survey asks and who has answered; no answer is in it.
    "markets_payplace": ("ned",),
    "accounts_role": (*STAFF_OF_TESTSHIRE, "alex", "una"),
    "accounts_invitation": ("carol", "ned", "alex"),
    "accounts_auditevent": ("alex", "una"),
}
# What those who reach providers keep of them is no return: calls, meetings and messages of their own exercises.
REACHING = ("carol", "ned")


def columns() -> dict[str, set[str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'")
        found: dict[str, set[str]] = {}
        for table, column in cursor.fetchall():
            found.setdefault(str(table), set()).add(str(column))
        return {table: found[table] for table in walled()}


def elms(cast) -> dict[str, str]:
    """Return by table the condition that finds the rows of Elm and its people."""
    of_elm, its_people = cast.elm.id, f"'{cast.ada.person_id}', '{cast.tom.person_id}'"
    found = {}
    for table, names in columns().items():
        if "provider_id" in names:
            found[table] = f"provider_id = '{of_elm}'"
        elif "user_id" in names:
            found[table] = f"user_id IN ({its_people})"
        elif table in ("accounts_keptwords", "accounts_user"):
            found[table] = f"{'id' if table == 'accounts_user' else 'person_id'} IN ({its_people})"
    return found


def expected(table: str, name: str) -> bool:
    if table.startswith("engagement_"):
        return name in REACHING
    if table == "accounts_user":
        return name in KNOWN["accounts_role"]
    return name in KNOWN.get(table, ())


@pytest.mark.parametrize("name", OUTSIDERS)
def test_nothing_of_elm_is_shown_to_anybody_else(market, objects, name):
    tables = elms(market.cast)
    with behind_the_wall(outsider(market.cast, name)):
        seen = sorted(table for table, of_elm in tables.items() if count(table, of_elm))
    assert [table for table in seen if not expected(table, name)] == []


def test_there_is_something_of_elm_to_be_seen(market, objects):
    """Else the test above would find nothing wherever it looked."""
    tables = elms(market.cast)
    assert len({table for table, of_elm in tables.items() if count(table, of_elm)}) > 25


def test_another_authority_sees_nothing_of_testshire(market, objects):
    here = market.cast.authority.id
    tables = [table for table, names in columns().items() if "authority_id" in names]
    assert len([table for table in tables if count(table, f"authority_id = '{here}'")]) > 30
    with behind_the_wall(market.cast.gus):
        assert [table for table in tables if count(table, f"authority_id = '{here}'")] == []


def test_nobody_sees_nothing_at_all(market, objects):
    with behind_the_wall(None):
        assert seen_rows().keys() <= published()


def published() -> set[str]:
    """Return the tables of which a public page shows what is released."""
    return {"reports_release", "reports_annexdocument"}


@pytest.mark.parametrize("name", ["ada", "dev", "alex", "ned", "carol"])
def test_a_forged_context_shows_nothing_at_all(market, objects, name):
    with behind_the_wall(None):
        openly = seen_rows()
        with connection.cursor() as cursor:
            for setting, value in zip(SETTINGS, values(getattr(market.cast, name)), strict=True):
                cursor.execute("SELECT set_config(%s, %s, false)", [setting, value])
            cursor.execute("SELECT set_config(%s, %s, false)", [SEAL, "0" * 64])
        assert seen_rows() == openly
