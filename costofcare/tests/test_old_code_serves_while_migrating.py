"""Machines are renewed one by one: the build of the last tag works on the schema of this one.

`made_before/schema_v1.json` is its schema, its rights and its addresses, written by `manage.py describe_schema`.
"""

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations import RunSQL
from django.db.migrations.loader import MigrationLoader
from django.urls import get_resolver

from costofcare.management.commands.describe_schema import addresses
from costofcare.servers.schema.compatible import fits, troubles
from costofcare.servers.schema.description import described
from submissions.tests.cast import Cast, hand_in, make_cast

OLD = json.loads((Path(__file__).parent / "made_before" / "schema_v1.json").read_text(encoding="utf-8"))
# New constraints on old tables that refuse nothing which the old code writes: name, and why.
AGREED: dict[str, str] = {
    "visits_of_commissioners": "the old code does not know with_visits, and leaves it at its default",
}
LEAVES_OF_OLD = (
    ("accounts", "0005_mail_servers"),
    ("register", "0004_words_of_council_lists"),
    ("submissions", "0010_counts_of_a_region"),
    ("engagement", "0007_sentences_of_old_logs"),
    ("reports", "0011_datasheets"),
)
ASKS = re.compile(r"SELECT wall_(?:person|role|authority|provider)\(\)")


@pytest.fixture(scope="module")
def now(django_db_setup, django_db_blocker) -> dict:
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        return described(cursor)


def test_the_old_code_finds_what_it_asks_for_and_may_leave_out_what_is_new(now):
    assert troubles(OLD, now, AGREED) == []


def test_forms_of_a_page_that_was_opened_before_still_lead_somewhere():
    assert set(OLD["addresses"]) - set(addresses(get_resolver(), "/")) == set()


@pytest.mark.django_db
def test_rows_written_with_the_old_columns_alone_are_taken():
    """Each row that a handed-in return has made is written again as the old code would."""
    cast: Cast = make_cast()
    hand_in(cast.ada, cast.at_elm)
    tables = [table for table in OLD["tables"] if has_rows(table)]
    assert {"accounts_user", "submissions_upload", "submissions_version", "register_participation"} <= set(tables)
    with connection.cursor() as cursor:
        for table in tables:
            write_again(cursor, table, ", ".join(f'"{column}"' for column in OLD["tables"][table]))


def test_what_a_policy_asks_is_there_in_a_database_of_the_last_tag():
    """A migration of that time has run already: whatever it makes now, the last tag's database does not have."""
    graph = MigrationLoader(None).graph
    old = {node for leaf in LEAVES_OF_OLD for node in graph.forwards_plan(leaf)}
    for node in set(graph.nodes) - old:
        run = [each for each in graph.forwards_plan(node) if each not in old]
        said = "\n".join(sql for each in run for sql in statements(graph.nodes[each]))
        asked = ASKS.search(said)
        made = said.find("FUNCTION wall_role()")
        assert not asked or 0 <= made < asked.start(), f"{node} asks {asked[0]} before an older database has it"


def statements(migration: Any) -> list[str]:
    return [str(step.sql) for step in migration.operations if isinstance(step, RunSQL)]


def has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT EXISTS (SELECT FROM "{table}")')
        return cursor.fetchone()[0]


def write_again(cursor, table: str, columns: str) -> None:
    """Write a table's rows, with these columns alone, into its like: the same columns, checks and unique indexes."""
    cursor.execute(f'CREATE TEMP TABLE its_like (LIKE "{table}" INCLUDING ALL)')
    cursor.execute(f'INSERT INTO its_like ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns} FROM "{table}"')
    cursor.execute("DROP TABLE its_like")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda new: new["tables"]["t"].pop("a"), "t.a is gone or renamed"),
        (lambda new: new["tables"].pop("t"), "t is gone or renamed"),
        (lambda new: new["tables"]["t"].update(a=["integer", True, False]), "was character varying(10) and is integer"),
        (lambda new: new["tables"]["t"].update(b=["text", False, False]), "t.b is new, NOT NULL and without a default"),
        (lambda new: new["tables"]["t"]["a"].__setitem__(1, False), "may no longer be null"),
        (lambda new: new["constraints"].update(t=["of_old", "of_new"]), "of_new may refuse"),
        (lambda new: new["rights"]["portal_web"].update(t=["SELECT"]), "portal_web may no longer INSERT t"),
    ],
)
def test_what_old_code_stumbles_over_is_said(change, says):
    old = {
        "tables": {"t": {"a": ["character varying(10)", True, False]}},
        "constraints": {"t": ["of_old"]},
        "rights": {"portal_web": {"t": ["INSERT", "SELECT"]}},
    }
    new = deepcopy(old)
    assert troubles(old, new) == []
    change(new)
    (said,) = troubles(old, new)
    assert says in said
    assert troubles(old, new, ["of_new"]) == ([] if "of_new" in says else [said])


def test_types_may_grow_and_never_shrink():
    for old, new in (("character varying(5)", "character varying(9)"), ("character varying(5)", "text")):
        assert fits(old, new) and not fits(new, old)
    assert fits("integer", "bigint") and not fits("bigint", "integer")
