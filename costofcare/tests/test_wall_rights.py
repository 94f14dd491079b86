"""What the web and the worker role may do with each table, and what they may not."""

import pytest
from django.db import connection

from accounts.domain.grants import RULES, grants, rights

ALL = ("SELECT", "INSERT", "UPDATE", "DELETE")
# What policies ask: who asks, whom a page looks for, whether pages of the version before still run.
ASKS = ("wall_person", "wall_role", "wall_authority", "wall_provider", "wall_sought", "wall_is_lenient")
# Every table has a wall or stands here, with the reason why it needs none.
PUBLIC = "what the CQC publishes of providers, and which exercises there are: no answer, and nobody's address"
WITHOUT_A_WALL = {
    "accounts_mailserver": "the portal's own mail servers, and digests of whom they refused",
    "accounts_retentionrule": "how long each kind of thing is kept, as the privacy page says to everybody",
    "accounts_trycount": "counts of tries under digests",
    "costofcare_cache": "counts of tries under digests",
    "costofcare_incident": "what failed where, without anybody's words; a page for administrators alone reads it",
    "django_content_type": "names of models; read only",
    "django_migrations": "names of migrations; read only",
    "auth_group": "Django's own, used by nobody and closed to both roles",
    "auth_group_permissions": "Django's own, used by nobody and closed to both roles",
    "auth_permission": "Django's own, used by nobody and closed to both roles",
    "wall_key": "closed to both roles: the key of the wall itself",
    "register_authority": PUBLIC,
    "register_owner": PUBLIC,
    "register_provider": PUBLIC,
    "register_location": PUBLIC,
    "register_locationrating": PUBLIC,
    "register_exercise": PUBLIC,
}
CLOSED = {table for table, reason in WITHOUT_A_WALL.items() if "closed to both roles" in reason}


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
def test_every_table_has_a_wall_or_a_reason_why_it_needs_none():
    tables = {str(table) for (table,) in ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
    walled = {table for (table,) in ask("SELECT relname FROM pg_class WHERE relrowsecurity")}
    assert sorted(tables - walled) == sorted(WITHOUT_A_WALL), "a new table needs its wall, or a reason above"


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["portal_web", "portal_worker"])
def test_what_is_said_to_be_closed_is_closed(role: str):
    assert {table: may(role, table) for table in CLOSED} == {table: set() for table in CLOSED}


@pytest.mark.django_db
def test_every_wall_lets_the_worker_through_and_reads_who_asks():
    policies = ask("SELECT tablename, roles::text[], coalesce(qual, ''), coalesce(with_check, '') FROM pg_policies")
    walled = {table for (table,) in ask("SELECT relname FROM pg_class WHERE relrowsecurity")}
    assert {table for table, roles, *_ in policies if roles == ["portal_worker"]} == walled
    for table, roles, reading, writing in policies:
        assert roles in (["portal_web"], ["portal_worker"]), table
        if roles == ["portal_web"]:
            assert any(f"{name}()" in f"{reading}{writing}" for name in ASKS), table
            assert "portal." not in f"{reading}{writing}", f"{table} believes a setting without its seal"


@pytest.mark.django_db
def test_no_function_believes_who_asks_without_the_seal():
    reading = "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosrc LIKE '%%''portal.%%'"
    assert {name for (name,) in ask(reading)} == {*ASKS} - {"wall_is_lenient"}
