"""Empty the tables after a test that commits, by deleting its few rows.

Django truncates all of them, which makes and unlinks the files of a thousand tables and indexes, and then writes every
content type and permission anew; each test would pay half a second for it. Here those two stay, as no test writes them.
"""

from contextlib import closing
from typing import Any

import psycopg2
from django.db import connection
from django.test import TransactionTestCase

from costofcare.servers.postgres import SUPERUSER

# What migrate fills: Django's flush ends with the same rows in them.
STAYS = frozenset({"django_content_type", "auth_permission"})


def empty_tables(test: Any = None) -> None:
    """Leave no row of a model; who is still writing is waited for, as by Django's flush.

    A superuser switches off the triggers: those of foreign keys, as each table is emptied anyway, and of ledgers.
    """
    names = sorted({*connection.introspection.django_table_names(only_existing=True, include_views=False)} - STAYS)
    quoted = [connection.ops.quote_name(name) for name in names]
    steps = (
        "SET LOCAL session_replication_role = replica",
        f"LOCK TABLE {', '.join(quoted)} IN EXCLUSIVE MODE",
        *(f"DELETE FROM {name}" for name in quoted),
    )
    address = {key: connection.settings_dict[key.upper()] for key in ("host", "port")}
    database = connection.settings_dict["NAME"]
    with closing(psycopg2.connect(dbname=database, user=SUPERUSER, **address)) as opened, opened:
        opened.cursor().execute(";".join(steps))


def use() -> None:
    TransactionTestCase._fixture_teardown = empty_tables
