"""What the web and the worker role may do with each table, and what they may not."""

import pytest
from django.db import connection

from accounts.domain.grants import RULES, grants, rights
from accounts.domain.row_level_security import SETTINGS

ALL = ("SELECT", "INSERT", "UPDATE", "DELETE")
SCOPES = ("authority_id", "provider_id", "exercise_id")
# Permissions alone guard what is read to find out who asks, and the register, which holds nothing of a return.
BEFORE_WHO_IS_KNOWN = {"accounts_role", "accounts_invitation"}
THE_REGISTER = {
    "register_exercise",
    "register_location",
}


def ask(statement: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def may(role: str, table: str) -> set[str]:
    return {word for word in ALL if ask("SELECT has_table_privilege(%s, %s, %s)", role, table, word)[0][0]}


def test_a_table_that_no_rule_names_is_closed_to_both():
    assert rights("surprise", is_append_only=False) == ("", "")


def test_what_only_grows_is_never_granted_a_change():
    assert rights("accounts_auditevent", is_append_only=True) == ("SELECT, INSERT", "SELECT, INSERT")
    assert rights("django_migrations", is_append_only=True) == ("SELECT", "SELECT")


def test_rights_are_set_anew_and_not_added_to():
    first, *_ = grants(["accounts_user"], [])
    assert first == "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM portal_web, portal_worker"


def test_the_worker_has_no_business_with_sessions_or_second_factors():
    worker = {rule.prefix: rule.worker for rule in RULES}
    assert worker["django_session"] == worker["mfa_"] == worker["account_"] == ""


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["portal_web", "portal_worker"])
def test_the_rules_hold_on_every_table_that_there_is(role: str):
    growing = {table for (table,) in ask("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only'")}
    assert "accounts_auditevent" in growing
    for (table,) in ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
        web, worker = rights(str(table), is_append_only=table in growing)
        expected = web if role == "portal_web" else worker
        assert may(role, str(table)) == set(filter(None, expected.split(", "))), table
    assert may(role, "accounts_auditevent") == {"SELECT", "INSERT"}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["portal_web", "portal_worker"])
def test_neither_role_owns_or_empties_a_table_or_makes_one(role: str):
    assert ask("SELECT count(*) FROM pg_tables WHERE tableowner = %s", role) == [(0,)]
    emptied = (
        "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace "
        "AND has_table_privilege(%s, oid, 'TRUNCATE')"
    )
    assert ask(emptied, role) == [(0,)]
    assert ask("SELECT has_schema_privilege(%s, 'public', 'CREATE')", role) == [(False,)]


@pytest.mark.django_db
def test_a_wall_stands_round_every_table_that_says_whose_its_rows_are():
    scoped = ask(
        "SELECT DISTINCT table_name FROM information_schema.columns "
        "WHERE table_schema = 'public' AND column_name = ANY(%s)",
        list(SCOPES),
    )
    walled = {table for (table,) in ask("SELECT relname FROM pg_class WHERE relrowsecurity")}
    assert {str(table) for (table,) in scoped} - walled == BEFORE_WHO_IS_KNOWN | THE_REGISTER


@pytest.mark.django_db
def test_every_wall_lets_the_worker_through_and_reads_who_asks():
    policies = ask("SELECT tablename, roles::text[], coalesce(qual, ''), coalesce(with_check, '') FROM pg_policies")
    walled = {table for (table,) in ask("SELECT relname FROM pg_class WHERE relrowsecurity")}
    assert {table for table, roles, *_ in policies if roles == ["portal_worker"]} == walled
    for table, roles, reading, writing in policies:
        assert roles in (["portal_web"], ["portal_worker"]), table
        if roles == ["portal_web"]:
            assert any(name in f"{reading}{writing}" for name in SETTINGS), table
