"""A kept connection prepares what comes again: the same rows, each value in the type of its column, and no other."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import psycopg2
import pytest
from django.db import connection as portal

from costofcare.servers.prepared_statements import PreparingConnection, is_fit, numbered

ASKED = 'SELECT "kept"."name", "kept"."cost" FROM "kept" WHERE ("kept"."name" = %s AND "kept"."cost" IN (%s, %s))'
COLUMNS = "name varchar(9), cost numeric(9, 2), at timestamptz, seen bytea, words jsonb"
WRITTEN = 'INSERT INTO "kept" ("name", "cost", "at", "seen", "words") VALUES (%s, %s, %s, %s, %s)'


@pytest.fixture
def line(db: None) -> Iterator[PreparingConnection]:
    made = psycopg2.connect(**portal.get_connection_params() | {"connection_factory": PreparingConnection})
    made.autocommit = True
    with made.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE kept ({COLUMNS})")
    yield made
    made.close()


def said(line: PreparingConnection, query: str, *values: object) -> list[tuple[object, ...]]:
    with line.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall() if cursor.description else []


def names(line: PreparingConnection) -> list[str]:
    return [str(name) for (name,) in said(line, "SELECT name FROM pg_prepared_statements ORDER BY name")]


def test_the_second_time_a_statement_is_prepared_and_says_the_same(line: PreparingConnection):
    moment, data = datetime(2026, 11, 29, 12, tzinfo=UTC), b"\x00%s'\\"
    for name in ("first", "O'Neil", "50 %s"):
        said(line, WRITTEN, name, Decimal("1.005"), moment, psycopg2.Binary(data), '{"a": "%s"}')
        assert said(line, ASKED, name, 1, Decimal("1.01")) == [(name, Decimal("1.01"))]
    assert names(line) == ["kept_1", "kept_2"]
    rows = said(line, "SELECT name, at, seen, words FROM kept")
    assert [(name, at, bytes(seen), words) for name, at, seen, words in rows] == [
        (name, moment, data, {"a": "%s"}) for name in ("first", "O'Neil", "50 %s")
    ]


def test_a_table_that_changes_beneath_it_is_asked_in_full_again(line: PreparingConnection):
    for again in range(4):
        assert said(line, ASKED, "x", 1, 2) == []
        if again == 2:
            said(line, 'ALTER TABLE "kept" ALTER "name" TYPE varchar(12)')
    assert names(line) == ["kept_1"]


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        (ASKED, True),
        (WRITTEN, True),
        ('UPDATE "a" SET "b" = %s, "c" = "c" WHERE "a"."d" > %s', True),
        ('SELECT "a"."b" FROM "a" WHERE "a"."b"::text LIKE %s', False),
        ('SELECT %s AS "one" FROM "a" WHERE "a"."b" = %s', False),
        ('SELECT "a"."b" FROM "a" WHERE "a"."at" = ("a"."since" + %s)', False),
        ('SELECT "a"."b" FROM "a" WHERE "a"."b" = 1', False),
        ('DELETE FROM "a" WHERE "a"."b" = %s', False),
        ("SELECT set_config('a', %s, false)", False),
    ],
)
def test_only_what_is_compared_with_a_column_or_written_to_one_is_prepared(query: str, fits: bool):
    assert is_fit(query) is fits


def test_stand_ins_are_numbered_and_doubled_signs_are_single():
    assert numbered('"a" = %s AND "b" LIKE \'5%%s\' AND "c" = %s') == '"a" = $1 AND "b" LIKE \'5%s\' AND "c" = $2'
