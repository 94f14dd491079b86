"""Counts of an exercise's contacts, kept by this process for as long as every row that is counted stays as it is.

They are kept in shares of the locations: a new contact has the shares counted anew that it is about, not 30,000 rows.
A row is known by the transaction that wrote it and by its place: a change of any kind gives it another of both.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import BigIntegerField, Count, Func, QuerySet, Sum

from accounts.domain.context import Context
from engagement.contacts.queries.kept_statements import KeptStatement, SharedRows, rows_of, with_shares
from engagement.models import Contact, ContactAbout

Counted = TypeVar("Counted")
Versions: TypeAlias = Mapping[int, tuple[Any, ...]]
Asker: TypeAlias = tuple[UUID, str]
Key: TypeAlias = tuple[UUID | None, UUID]
# Exercises are few, and those that are looked at on one day fewer; of more than so many nothing is kept.
MOST_KEPT = 20
SNAPSHOT = "SELECT pg_current_snapshot()::text, pg_current_xact_id_if_assigned() IS NULL"


@dataclass(slots=True)
class Kept:
    """What is kept of an exercise: by name, the version and the count of each share.

    ``seen`` are the versions as they were last read, by whom, and what the database had committed until then.
    """

    shares: dict[str, dict[int, tuple[Any, Any]]] = field(default_factory=dict)
    seen: tuple[Asker, str, Versions] | None = None


_kept: dict[Key, Kept] = {}


def kept(
    context: Context,
    exercise_id: UUID,
    what: str,
    count: Callable[[Collection[int]], Mapping[int, Counted]],
) -> list[Counted]:
    """Return the counts of this name, one for each share that has any, of which ``count`` counts those it is given.

    Rows are looked at before they are counted: what comes in between is counted twice rather than never.
    """
    held = _kept_of((context.own_authority, exercise_id))
    now, shares = versions(context, exercise_id, held), held.shares.get(what, {})
    stale = [share for share, version in now.items() if share not in shares or shares[share][0] != version]
    counted = count(stale) if stale else {}
    fresh = {share: (now[share], counted.get(share)) for share in stale}
    # Two threads may do this at once: each puts down a whole of its own, and neither changes the other's.
    held.shares[what] = whole = {share: fresh.get(share) or shares[share] for share in now}
    return [found for _, found in whole.values() if found is not None]


def versions(context: Context, exercise_id: UUID, held: Kept) -> Versions:
    """Return what tells each share's rows from all that they ever were, as the wall shows them to the asker.

    They are not looked at again where nothing at all was committed since, and this transaction has written nothing.
    """
    asker, (snapshot, is_reading) = (context.person_id, context.role), _snapshot()
    seen = held.seen
    if is_reading and seen is not None and seen[:2] == (asker, snapshot):
        return seen[2]
    found = _versions(context, exercise_id)
    held.seen = (asker, snapshot, found) if is_reading else None
    return found


def _versions(context: Context, exercise_id: UUID) -> Versions:
    return {row[0]: row[1:] for row in _VERSIONS.of(SharedRows(context.own_authority, exercise_id))}


def _sums(rows: QuerySet[ContactAbout]) -> QuerySet[Any]:
    about, contact = ContactAbout._meta.db_table, Contact._meta.db_table
    sums: QuerySet[Any] = (
        with_shares(rows)
        .filter(contact__isnull=False)
        .values("share")
        .annotate(
            rows=Count("*"),
            written=Sum(_written(about)),
            places=Sum(_place(about)),
            contacts_written=Sum(_written(contact)),
            contacts_places=Sum(_place(contact)),
            # Names the contact, so that the query is joined with it.
            latest=Count("contact__happened_at"),
        )
    )
    names = ("share", "rows", "written", "places", "contacts_written", "contacts_places", "latest")
    found: QuerySet[Any] = sums.order_by().values_list(*names)
    return found


_VERSIONS = KeptStatement(_sums, rows_of)


def _kept_of(key: Key) -> Kept:
    held = _kept.get(key)
    if held is None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        held = _kept[key] = Kept()
    return held


def _snapshot() -> tuple[str, bool]:
    """Return what the database has committed, in its own words, and whether this transaction has written nothing."""
    with connection.cursor() as cursor:
        cursor.execute(SNAPSHOT)
        words, is_reading = cursor.fetchone()
    return str(words), bool(is_reading)


def _written(table: str) -> Func:
    return _number(f"{table}.xmin::text::bigint")


def _place(table: str) -> Func:
    return _number(f"hashtid({table}.ctid)::bigint")


def _number(template: str) -> Func:
    number = Func(template=template)
    number.output_field = BigIntegerField()
    return number
