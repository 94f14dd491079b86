"""The script of roles and database means the same to psql and to the servers of our own, and to 15 as to 18."""

import pytest
from django.db import connection

from costofcare.servers import roles

STATEMENTS = list(roles.questions(roles.SCRIPT.read_text(encoding="utf-8")))


def ask(statement: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def test_each_statement_asks_for_what_is_missing():
    assert len(STATEMENTS) == 8
    for statement in STATEMENTS:
        assert statement.startswith("SELECT ")
        assert "WHERE " in statement


@pytest.mark.django_db
@pytest.mark.parametrize("number", range(5))
def test_run_again_it_makes_no_role_anew(number: int):
    assert ask(STATEMENTS[number]) == []


@pytest.mark.django_db
def test_the_owner_steps_down_and_from_16_on_has_the_rights_of_the_others_in_no_other_way():
    is_new = connection.pg_version >= 16_00_00
    for role in (roles.WEB, roles.WORKER):
        assert ask(f"SELECT pg_has_role('portal_owner', '{role}', 'MEMBER')") == [(True,)]
        assert ask(f"SELECT pg_has_role('portal_owner', '{role}', 'USAGE')") == [(not is_new,)]
    assert ask("SELECT pg_has_role('portal_web', 'portal_worker', 'MEMBER')") == [(False,)]
