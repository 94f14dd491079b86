"""Statements over an exercise's contacts that are put into SQL once: Django takes longer for that than for their rows.

The words of a statement are kept with stand-ins for whose contacts they are and for the shares of the locations; the
wall says for each asker which rows there are.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID

from django.db import connection
from django.db.models import F, Func, IntegerField, QuerySet

from engagement.models import ContactAbout

# So many shares have all locations of an exercise.
SHARES = 32
_AUTHORITY, _EXERCISE = UUID(int=1), UUID(int=2)


class SharedRows(NamedTuple):
    """Rows of an authority's exercise, in some shares of its locations, or in all where none is named."""

    authority_id: UUID
    exercise_id: UUID
    shares: tuple[int, ...] = ()


Rows: TypeAlias = QuerySet[ContactAbout] | SharedRows


def rows_of(asked: SharedRows) -> QuerySet[ContactAbout]:
    """Return a row for each location of each contact, those that were taken back among them."""
    rows = ContactAbout.objects.filter(authority_id=asked.authority_id, exercise_id=asked.exercise_id)
    return with_shares(rows).filter(share__in=asked.shares) if asked.shares else rows


def standing_rows(asked: SharedRows) -> QuerySet[ContactAbout]:
    return rows_of(asked).filter(contact__withdrawn_at__isnull=True)


def with_shares(rows: QuerySet[ContactAbout]) -> QuerySet[Any]:
    """Return the rows with the share of their location, which ``share_of`` tells as well."""
    place = Func(F("participation_id"), template=f"(get_byte(uuid_send(%(expressions)s), 15) & {SHARES - 1})")
    place.output_field = IntegerField()
    return rows.annotate(share=place)


def share_of(participation_id: UUID) -> int:
    return participation_id.bytes[15] & SHARES - 1


class KeptStatement:
    """A statement made of rows, for a query of Django's or, put into SQL before, for rows in shares."""

    def __init__(
        self,
        made: Callable[[QuerySet[ContactAbout]], QuerySet[Any]],
        of: Callable[[SharedRows], QuerySet[ContactAbout]] = standing_rows,
    ) -> None:
        self._made, self._of = made, of
        self._known: dict[int, tuple[str, tuple[Any, ...]]] = {}

    def of(self, rows: Rows) -> Iterable[tuple[Any, ...]]:
        if not isinstance(rows, SharedRows):
            return self._made(rows)
        sql, parameters = self._known.get(len(rows.shares)) or self._put(len(rows.shares))
        said: dict[Any, Any] = {_AUTHORITY: rows.authority_id, _EXERCISE: rows.exercise_id}
        said |= _numbered(rows.shares)
        with connection.cursor() as cursor:
            cursor.execute(sql, [said.get(each, each) for each in parameters])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def _put(self, count: int) -> tuple[str, tuple[Any, ...]]:
        """Put the statement for so many shares into SQL, with stand-ins; raise ValueError where one is not said."""
        shares = tuple(_numbered(range(count)))
        sql, parameters = self._made(self._of(SharedRows(_AUTHORITY, _EXERCISE, shares))).query.sql_with_params()
        if not {_AUTHORITY, _EXERCISE, *shares} <= set(parameters):
            raise ValueError(f"a statement without its stand-ins: {sql}")
        known = self._known[count] = sql, tuple(parameters)
        return known


def _numbered(shares: Iterable[int]) -> dict[int, int]:
    """Return shares by their stand-ins, which no share is."""
    return {-1 - place: share for place, share in enumerate(shares)}
