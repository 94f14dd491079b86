"""Erase where a worker has no right of its own: the trail's words, frozen calculations, and what signs people in.

Each is a function of the database that looks whether an erasure is at work (migrations accounts 0006, reports 0012).
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db import connection

Row = Any
Whose = Mapping[str, Any]
_EVENTS = """SELECT id FROM accounts_auditevent WHERE words <> '' AND ({whose} OR by_id = ANY(%(users)s)
OR words ILIKE ANY(%(parts)s))"""
_OF_WHOM = {"provider": "provider_id = %(of)s", "person": "subject_id = (%(of)s)::text"}


def erase_trail_words(row: Row, whose: Whose) -> int:
    """Erase the words of events about the provider or person, and of those in which a name or address stands."""
    named = [*map(str, whose["names"]), *map(str, whose["addresses"])]
    parts = [f"%{_literal(word)}%" for word in named if not word.endswith("@anonymous.invalid")]
    with connection.cursor() as cursor:
        cursor.execute(_EVENTS.format(whose=_OF_WHOM[row.kind]), {**whose, "parts": parts})
        events = [event for (event,) in cursor.fetchall()]
    return _call("erase_trail_words(%s, %s)", row.id, events)


def erase_calculation_returns(row: Row, whose: Whose) -> int:
    return _call("erase_calculation_returns(%s)", row.id)


def end_sign_in(whose: Whose) -> None:
    """Erase addresses, second factors and sessions of accounts that the erasure is about."""
    for user in whose["users"]:
        _call("erase_sign_in(%s)", user)


def _call(function: str, *values: UUID | list[UUID]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}", values)
        return int(cursor.fetchone()[0])


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


DOORS: dict[str, Callable[[Row, Whose], int]] = {
    "accounts_auditevent": erase_trail_words,
    "reports_calculationreturn": erase_calculation_returns,
}
