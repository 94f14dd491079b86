"""Test support: every table behind the wall, and how many of its rows are seen."""

from django.db import connection

WALLED = "SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace ORDER BY relname"


def walled() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(WALLED)
        return [name for (name,) in cursor.fetchall()]


def count(table: str, condition: str = "true") -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}" WHERE {condition}')
        return int(cursor.fetchone()[0])


def seen_rows() -> dict[str, int]:
    """Return by table how many rows are seen by whoever asks, in one question; tables without any are left out."""
    tables = walled()
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}', count(*) FROM \"{name}\"" for name in tables))
        return {name: number for name, number in cursor.fetchall() if number}
