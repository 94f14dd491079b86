"""The database: that it answers and is new enough, whose rights each address has, what nobody sees, what is pending."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import ConnectionHandler
from environ import Env

from accounts.domain.sealed_context import KEYS
from costofcare.deployment.database_roles import binding_of, too_old
from costofcare.doctor.signs import IsIll, NotLookedAt
from costofcare.secret_files import read_secrets
from costofcare.servers import addresses
from costofcare.servers.roles import OLDEST, OWNER, WEB, WORKER

NAMES = {"command": "OWNER_DATABASE_URL", "worker": "WORKER_DATABASE_URL", "web": "DATABASE_URL"}
PATIENCE_SECONDS = 5
LONGEST_STATEMENT = "SET statement_timeout = '30s'"
# Searches and e-mail addresses are compared without capitals, in all letters of UTF-8.
STATE = "SELECT pg_size_pretty(pg_database_size(current_database())), lower('É') = 'é'"
OWNING = """
    SELECT current_user, bool_and(pg_has_role(tableowner, 'USAGE')),
           pg_has_role(%s, 'MEMBER'), pg_has_role(%s, 'MEMBER')
    FROM pg_tables WHERE schemaname = 'public'
"""
UNSEALED = f"SELECT extract(epoch FROM now() - min(made_at)) / 3600 FROM {KEYS} WHERE inner_pad IS NULL"
MOST_HOURS_UNSEALED = 24
# Every table with a wall that this role may read, but those of which strangers read what was published.
WALLED = """
    SELECT relname FROM pg_class AS t
    WHERE relrowsecurity AND relnamespace = 'public'::regnamespace AND has_any_column_privilege(t.oid, 'SELECT')
      AND NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = t.oid AND polcmd IN ('r', '*')
                        AND pg_get_expr(polqual, polrelid) LIKE '%person%IS NULL%')
    ORDER BY relname
"""


def given() -> tuple[str, ...]:
    """Return the processes whose address is known here, the owner's first; the demo's are known everywhere."""
    values, _ = read_secrets(os.environ)
    return tuple(process for process, name in NAMES.items() if values.get(name) or settings.DEMO)


@contextmanager
def connected(process: str) -> Iterator[Any]:
    """Open a connection as ``process`` reaches the database."""
    address = addresses.for_django(Env.db_url_config(settings.DATABASE_URLS[process]))
    address["OPTIONS"] = {"connect_timeout": PATIENCE_SECONDS, **address["OPTIONS"]}
    connection = ConnectionHandler({"default": address})["default"]
    try:
        with connection.cursor() as cursor:
            cursor.execute(LONGEST_STATEMENT)
        yield connection
    finally:
        connection.close()


@contextmanager
def any_connection() -> Iterator[Any]:
    if not given():
        raise NotLookedAt(f"none of {', '.join(NAMES.values())} is in this environment")
    with connected(given()[0]) as connection:
        yield connection


def answers() -> str:
    began = time.monotonic()
    with any_connection() as connection, connection.cursor() as cursor:
        milliseconds = (time.monotonic() - began) * 1000
        cursor.execute(STATE)
        size, knows_letters = cursor.fetchone()
        if not knows_letters:
            raise IsIll(
                "was made without a locale: É and é are two letters to it. roles.sql makes one that knows them."
            )
        return f"answers within {milliseconds:.0f} ms as {given()[0]}; holds {size}"


def is_new_enough() -> str:
    with any_connection() as connection:
        if connection.pg_version < OLDEST:
            raise IsIll(too_old(connection.pg_version))
        return f"PostgreSQL {connection.pg_version // 10_000}.{connection.pg_version % 10_000}"


def roles_are_right() -> str:
    """Look at each address that is known; one that fails does not hide the others."""
    if not given():
        raise NotLookedAt(f"none of {', '.join(NAMES.values())} is in this environment")
    troubles: list[str] = []
    for process in given():
        try:
            with connected(process) as connection:
                troubles += owner_troubles(connection) if process == "command" else role_troubles(connection, process)
        except DatabaseError as trouble:
            troubles.append(f"{NAMES[process]}: {trouble}")
    if troubles:
        raise IsIll(" ".join(troubles))
    others = [name for process, name in NAMES.items() if process not in given()]
    seen = f"{', '.join(NAMES[process] for process in given())}: each has the rights that it needs, and no more"
    return f"{seen}; not looked at: {', '.join(others)}" if others else seen


def role_troubles(connection: Any, process: str) -> list[str]:
    return list(binding_of(connection, process).troubles())


def owner_troubles(connection: Any) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(OWNING, [WEB, WORKER])
        user, owns, *steps_down = cursor.fetchone()
    if owns is False or not all(steps_down):
        wanted = f"the address of {OWNER}, who owns all tables and may step down to {WEB} and {WORKER}"
        return [f"OWNER_DATABASE_URL signs in as {user}; give it {wanted} (costofcare/servers/roles.sql)."]
    return []


def wall_stands() -> str:
    """Ask for rows as the web process before anybody has said who asks: none may come."""
    if "web" not in given():
        raise NotLookedAt("DATABASE_URL is not in this environment")
    if (hours := hours_unsealed()) is not None:
        words = "open to unsealed settings since an upgrade, for pages of the version before; close it by seal_the_wall"
        raise (
            NotLookedAt(words) if hours < MOST_HOURS_UNSEALED else IsIll(f"{words}: {hours:.0f} hours are too long.")
        )
    with connected("web") as connection, connection.cursor() as cursor:
        cursor.execute(WALLED)
        tables = [name for (name,) in cursor.fetchall()]
        if not tables:
            raise IsIll("no table has row-level security: migrate first, or DATABASE_URL names another database.")
        exist = ", ".join(f"EXISTS (SELECT FROM {connection.ops.quote_name(table)})" for table in tables)
        cursor.execute(f"SELECT {exist}")
        seen = [table for table, is_seen in zip(tables, cursor.fetchone(), strict=True) if is_seen]
    if seen:
        raise IsIll(f"without anybody's name the web role sees rows of {', '.join(seen)}.")
    return f"without anybody's name the web role sees no row of {len(tables)} tables"


def wall_is_sealed() -> str:
    """Ask whether the database still believes who asks without a seal, as pages of the version before need it.

    In the middle of an upgrade that is as it should be; after a day it is not.
    """
    with any_connection() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT wall_is_lenient()")
        if not cursor.fetchone()[0]:
            return "who asks is believed under the portal's seal alone"
    hours = hours_unsealed()
    words = (
        "the wall is lenient, as after an upgrade: whoever gets SQL past a page can say who asks. Once no web "
        "process of the version before runs: manage.py seal_the_wall."
    )
    raise NotLookedAt(words) if hours is not None and hours < MOST_HOURS_UNSEALED else IsIll(words)


def hours_unsealed() -> float | None:
    """Return for how long the database has believed settings without a seal; None if it believes none."""
    if "command" not in given():
        return None
    with connected("command") as connection, connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [KEYS])
        if cursor.fetchone()[0] is None:
            return None
        cursor.execute(UNSEALED)
        hours = cursor.fetchone()[0]
        return None if hours is None else float(hours)


def nothing_is_pending() -> str:
    with any_connection() as connection:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        names = [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        raise IsIll(f"to be run with migrate: {', '.join(names[:3])}{more}.")
    return "all migrations are run"
