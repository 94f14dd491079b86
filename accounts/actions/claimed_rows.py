"""Rows that a worker claims before it works on them: of several workers one does it, and after three tries none."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

MOST_TRIES = 3


class ClaimLost(Exception):
    """The work took so long that somebody else has taken it over; what was done here is dropped."""


@dataclass(frozen=True)
class ClaimedRows:
    """The rows of ``table``, which has the columns state, tries, claimed_at and received_at.

    Whoever claimed a row longer than ``stale_after`` ago is gone: work ends itself much earlier. ``unread`` are columns
    that are read when somebody asks for them.
    """

    table: Any
    stale_after: timedelta
    unread: tuple[str, ...] = ()

    def claim(self, row_id: UUID, free: Q, *related: str, **values: object) -> Any:
        """The row; None where it is not free. A try counts from here on: a worker may be killed."""
        return self.claim_of(lambda: self.free_row(row_id, free, *related), **values)

    def free_row(self, row_id: UUID, free: Q, *related: str) -> QuerySet[Any]:
        """The row, locked, if it is free.

        Nobody waits for a row that somebody holds: a worker that was paused in the middle would hold up all others.
        """
        free_row = self.table.objects.filter(free, id=row_id, tries__lt=MOST_TRIES).order_by()
        locked = free_row.select_for_update(skip_locked=True, no_key=True, of=("self",))
        rows: QuerySet[Any] = locked.select_related(*related).defer(*self.unread)
        return rows

    def claim_of(self, free_row: Callable[[], Iterable[Any]], **values: object) -> Any:
        """The first of what ``free_row`` finds in the transaction that claims it."""
        now = timezone.now()
        with transaction.atomic():
            row = next(iter(free_row()), None)
            if row is None:
                return None
            values |= {"claimed_at": now, "tries": row.tries + 1}
            self.table.objects.filter(id=row.id).update(**values)
        for name, value in values.items():
            setattr(row, name, value)
        return row

    def update(self, row: Any, **values: object) -> None:
        """Raises ClaimLost where the work is another worker's by now: the moment of claiming tells them apart."""
        mine = self.table.objects.filter(id=row.id, state=row.state, claimed_at=row.claimed_at, tries=row.tries)
        if not mine.update(**values):
            raise ClaimLost

    def abandoned(self, state: str) -> QuerySet[Any]:
        """Rows at work, whose worker is gone."""
        rows: QuerySet[Any] = self.table.objects.filter(self.is_stale, state=state)
        return rows

    def untouched(self, *states: str) -> QuerySet[Any]:
        """Rows that wait for a worker, long enough for their own nudge to have been lost."""
        long_ago = timezone.now() - timedelta(seconds=settings.NUDGE_AGAIN_SECONDS)
        last_touched = Q(claimed_at=None, received_at__lt=long_ago) | Q(claimed_at__lt=long_ago)
        rows: QuerySet[Any] = self.table.objects.filter(last_touched, state__in=states)
        return rows

    @property
    def is_stale(self) -> Q:
        return Q(claimed_at__lt=self.stale_before())

    def stale_before(self) -> datetime:
        return timezone.now() - self.stale_after
