"""Every table is erased from or said to be left, every column of a wall is heeded, and a new one is not forgotten."""

import pytest
from django.db import connection

from accounts.erasures.domain.states import ErasureKind
from costofcare.erasures.domain import steps_of
from costofcare.erasures.domain.untouched_tables import UNTOUCHED

TABLES = {one.table for kind in ErasureKind for step in steps_of(kind) for one in step.statements}
OF_PROVIDERS = {one.table for step in steps_of(ErasureKind.PROVIDER) for one in step.statements}
# Columns of words or files that an emptied row keeps, as they are fixed words, digests or ids.
COLUMNS = """SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'
AND data_type IN ('character varying', 'text', 'jsonb', 'bytea') AND table_name = ANY(%s)"""
KEPT = {
    "register_provider": {"name", "cqc_provider_id"},
    "submissions_return": {"state"},
    "submissions_version": {"form_service", "form_version"},
    "submissions_intakefolder": {"state"},
    "register_participation": {"eligibility"},
    "register_registerimport": {"kind", "state", "plan_sha256"},
    "register_owner": set(),
    "register_location": set(),
    "engagement_logimport": {"side", "state", "plan_sha256"},
}


@pytest.mark.django_db
def test_no_table_is_forgotten():
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    assert there - TABLES - UNTOUCHED.keys() == set(), "say in of_a_provider.py, of_a_person.py or untouched_tables.py"
    assert (TABLES | UNTOUCHED.keys()) - there == set()


@pytest.mark.django_db
def test_every_table_with_a_provider_loses_its_rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.columns WHERE column_name = 'provider_id'")
        assert {table for (table,) in cursor.fetchall()} - OF_PROVIDERS == set()


@pytest.mark.django_db
def test_emptied_rows_keep_no_column_of_words():
    emptied = {one.table: one.values for s in steps_of(ErasureKind.PROVIDER) for one in s.statements if one.values}
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [list(KEPT)])
        for table, column in cursor.fetchall():
            assert column in KEPT[table] or f"{column} = " in emptied[table], (table, column)
