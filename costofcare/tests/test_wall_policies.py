"""Row-level security as the migrations build it, tried on a table of the test's own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.domain.context import Context
from accounts.domain.grants import EVERYTHING
from accounts.domain.roles import PROVIDER_ROLES, READS_RETURNS, RoleName
from accounts.domain.row_level_security import (
    COMMANDS,
    WEB,
    WORKER,
    SqlStep,
    append_only,
    both,
    either,
    policy,
    raise_wall,
    team_or_provider,
    to_anybody_signed_in,
    to_person,
    to_provider,
    to_roles,
    to_team,
    wall,
)
from costofcare.row_level_security import stand_as, stand_as_worker

pytestmark = pytest.mark.django_db

COUNCIL, OTHER_COUNCIL = uuid4(), uuid4()
PROVIDER, OTHER_PROVIDER = uuid4(), uuid4()
ANNA, BEN = uuid4(), uuid4()
ROWS = {
    "mine": (COUNCIL, PROVIDER, ANNA),
    "a competitor's": (COUNCIL, OTHER_PROVIDER, BEN),
    "mine elsewhere": (OTHER_COUNCIL, PROVIDER, ANNA),
}
Raise = Callable[[list[SqlStep]], None]


def somebody(
    role: RoleName, authority: UUID | None = None, provider: UUID | None = None, person: UUID = ANNA
) -> Context:
    return Context(person, "Anna", role, authority, provider)


ANALYST = somebody(RoleName.ANALYST, authority=COUNCIL)
PROVIDER_USER = somebody(RoleName.PROVIDER_USER, provider=PROVIDER)
COMMISSIONER = somebody(RoleName.COMMISSIONER, authority=COUNCIL)
ADMINISTRATOR = somebody(RoleName.ADMINISTRATOR)


@pytest.fixture
def table() -> None:
    """``walled`` with its rows, as a migration would find it: everything granted, and no wall."""
    execute("CREATE TABLE walled (word text, authority_id uuid, provider_id uuid, person_id uuid)")
    execute(f"GRANT {EVERYTHING} ON walled TO {WEB}, {WORKER}")
    for word, scope in ROWS.items():
        add(word, *scope)


@pytest.fixture
def build(table: None) -> Raise:
    def take(steps: list[SqlStep]) -> None:
        for step in steps:
            execute(step.sql)

    return take


def execute(statement: str, values: tuple[object, ...] = ()) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)  # a % in a statement without values is only a %
        return cursor.rowcount


def add(word: str, authority: UUID = COUNCIL, provider: UUID = PROVIDER, person: UUID = ANNA) -> None:
    execute("INSERT INTO walled VALUES (%s, %s, %s, %s)", (word, str(authority), str(provider), str(person)))


def seen() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM walled")
        return {word for (word,) in cursor.fetchall()}


def seen_by(context: Context | None) -> set[str]:
    with stand_as(context):
        return seen()


@contextmanager
def refused() -> Iterator[None]:
    with pytest.raises(DatabaseError, match=r"row-level security|permission denied|only grows"), transaction.atomic():
        yield


def test_without_a_wall_everybody_sees_everything(table: None):
    assert seen_by(None) == set(ROWS)


def test_behind_a_wall_without_policies_nobody_but_the_worker_and_the_owner_sees_a_row(build: Raise):
    build(raise_wall("walled"))
    for context in (None, ANALYST, PROVIDER_USER, COMMISSIONER, ADMINISTRATOR):
        assert seen_by(context) == set()
    with stand_as_worker():
        assert seen() == set(ROWS)
    assert seen() == set(ROWS)


@pytest.mark.parametrize("role", RoleName)
def test_a_role_sees_rows_of_its_own_authority_or_provider_and_no_others(build: Raise, role: RoleName):
    build(team_or_provider("walled"))
    both_scopes = somebody(role, authority=COUNCIL, provider=PROVIDER)
    expected = set()
    if role in READS_RETURNS:
        expected = {"mine", "a competitor's"}
    if role in PROVIDER_ROLES:
        expected = {"mine", "mine elsewhere"}
    assert seen_by(both_scopes) == expected


def test_a_role_without_its_scope_sees_nothing(build: Raise):
    build(team_or_provider("walled"))
    execute("INSERT INTO walled VALUES ('nobody''s', NULL, NULL, NULL)")
    assert seen_by(somebody(RoleName.ANALYST)) == set()
    assert seen_by(somebody(RoleName.PROVIDER_USER)) == set()
    assert seen_by(somebody(RoleName.PROVIDER_USER, authority=COUNCIL)) == set()


def test_who_may_not_see_a_row_can_neither_change_nor_delete_it(build: Raise):
    build(team_or_provider("walled"))
    with stand_as(PROVIDER_USER):
        assert execute("UPDATE walled SET word = 'changed' WHERE word = 'a competitor''s'") == 0
        assert execute("DELETE FROM walled WHERE word = 'a competitor''s'") == 0
        assert execute("UPDATE walled SET word = word") == 2
    assert seen() == set(ROWS)


def test_nobody_writes_a_row_into_the_scope_of_another(build: Raise):
    build(team_or_provider("walled"))
    with stand_as(PROVIDER_USER):
        add("new")
        with refused():
            add("forged", provider=OTHER_PROVIDER)
        with refused():
            execute("UPDATE walled SET provider_id = %s", (str(OTHER_PROVIDER),))
    with stand_as(None), refused():
        add("forged")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_without_a_policy_does_nothing(build: Raise, command: str):
    allowed = [other for other in COMMANDS if other != command]
    build(team_or_provider("walled", commands=allowed))
    with stand_as(PROVIDER_USER):
        attempts = {
            "select": lambda: len(seen()),
            "update": lambda: execute("UPDATE walled SET word = 'changed'"),
            "delete": lambda: execute("DELETE FROM walled"),
        }
        if command == "insert":
            with refused():
                add("new")
        else:
            assert attempts[command]() == 0


def test_policies_for_one_command_add_up(build: Raise):
    build(wall("walled", select=to_provider()))
    build([policy("walled", "select", to_roles({RoleName.COMMISSIONER}, "authority_id"), name="council")])
    assert seen_by(PROVIDER_USER) == {"mine", "mine elsewhere"}
    assert seen_by(COMMISSIONER) == {"mine", "a competitor's"}


def test_a_portal_role_sees_what_is_open_to_it_wherever_it_is(build: Raise):
    build(wall("walled", select=to_roles({RoleName.ADMINISTRATOR})))
    assert seen_by(ADMINISTRATOR) == set(ROWS)
    assert seen_by(ANALYST) == set()


def test_a_person_sees_what_is_their_own(build: Raise):
    build(wall("walled", select=to_person("person_id")))
    assert seen_by(somebody(RoleName.AUDITOR, person=BEN)) == {"a competitor's"}


def test_signed_in_is_more_than_a_stranger(build: Raise):
    build(wall("walled", select=to_anybody_signed_in()))
    assert seen_by(somebody(RoleName.AUDITOR)) == set(ROWS)
    assert seen_by(None) == set()


def test_conditions_combine(build: Raise):
    build(wall("walled", select=either(both(to_team(), "word = 'mine'"), to_provider())))
    assert seen_by(ANALYST) == {"mine"}
    assert seen_by(PROVIDER_USER) == {"mine", "mine elsewhere"}


def test_a_scope_must_be_an_authoritys_or_a_providers():
    with pytest.raises(ValueError, match="neither"):
        to_roles({RoleName.ANALYST}, "exercise_id")


def test_a_connection_that_was_told_blanks_sees_nothing_and_fails_at_nothing(build: Raise):
    build(team_or_provider("walled"))
    with stand_as(ANALYST):
        pass
    assert seen_by(None) == set()


def test_the_policy_is_worked_out_once_a_statement_and_can_use_an_index(build: Raise):
    build(wall("walled", select=to_team()))
    with stand_as(ANALYST), connection.cursor() as cursor:
        cursor.execute("EXPLAIN SELECT * FROM walled")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "InitPlan" in plan


def test_what_only_grows_is_neither_changed_nor_deleted_by_anybody(build: Raise):
    build([*team_or_provider("walled"), *append_only("walled")])
    for statement in ("UPDATE walled SET word = 'changed'", "DELETE FROM walled"):
        with refused():
            execute(statement)
        with stand_as_worker(), refused():
            execute(statement)
        with stand_as(PROVIDER_USER), refused():
            execute(statement)
    with stand_as(PROVIDER_USER):
        add("new")
    assert seen() == {*ROWS, "new"}


def test_every_step_can_be_taken_back(build: Raise):
    steps = [*team_or_provider("walled"), *append_only("walled")]
    for _ in range(2):
        build(steps)
        for step in reversed(steps):
            if step.reverse_sql:
                execute(step.reverse_sql)
    assert seen_by(None) == set(ROWS)
    assert execute("DELETE FROM walled") == len(ROWS)
