"""Delete months of visits: those that somebody names, with what payment is worked out from, and those kept long enough.

A row says which months it holds, and a worker deletes the files of all others.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.actions import audit, task_queue
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from markets.models import Dataset, HalfMinutes
from markets.permissions import holders_looked_after
from markets.visits import queries
from markets.visits.actions.counted_lengths import count_lengths
from markets.visits.actions.datasets import DELETE_FILES, KIND
from markets.visits.domain.dataset_states import DatasetState
from markets.visits.domain.held_months import (
    MonthsLeft,
    first_of,
    last_of,
    month_words,
    months_between,
    oldest_kept,
    without,
)

AT_A_TIME = 20
NOTHING = Refusal("Nothing is held of these months. Choose others.")
BACKWARDS = Refusal("The last month lies before the first. Choose them the other way round.")
ERASED = "{n} visits of {first} to {last} were deleted by page, with their half-minutes."
AGAIN = "{n} visits, deleted before, came back with a backup and were deleted again."
TOO_OLD = "{n} visits of before {first} were deleted, as they had been kept long enough. Their half-minutes stay."


@transaction.atomic
def erase(*, by: Context, first: str, last: str) -> int | Refusal | None:
    """Delete all visits from one month to another, and their half-minutes; return how many visits that were."""
    if not holders_looked_after(by):
        return None
    if last < first:
        return BACKWARDS
    gone, erased = months_between(first, last), 0
    for row in queries.taken_in_for(by).select_for_update(of=("self",)):
        left = without(row.by_month, gone, row.first_day, row.last_day)
        if not left.gone:
            continue
        erased += left.gone
        _uncount(row, first, last)
        words = ERASED.format(n=f"{left.gone:,}", first=month_words(first), last=month_words(last))
        over = {} if left.by_month else {"state": DatasetState.DELETED, "finished_at": timezone.now(), "layout": {}}
        _leave(row, left, words, **over)
        audit.record_on(row, by=by, verb="erased months of visits", kind=KIND, words=f"{row.file_name}: {words}"[:500])
    return erased or NOTHING


@transaction.atomic
def erase_again(dataset_id: UUID, months: Collection[str]) -> bool:
    """Delete months of a dataset that a restored backup has brought back; without months, all of it."""
    row = Dataset.objects.select_for_update().filter(id=dataset_id, state=DatasetState.TAKEN_IN).first()
    left = without(row.by_month, months or row.by_month, row.first_day, row.last_day) if row else None
    if row is None or left is None or not left.gone:
        return False
    for month in months:
        _uncount(row, month, month)
    over = {} if left.by_month else {"state": DatasetState.DELETED, "finished_at": timezone.now(), "layout": {}}
    if over:
        HalfMinutes.objects.filter(dataset_id=row.id).delete()
        count_lengths(row.id)
    _leave(row, left, AGAIN.format(n=f"{left.gone:,}"), **over)
    audit.record_on(row, by=None, verb="deleted visits again after a restore", kind=KIND, words=row.file_name)
    return True


def forget_old(today: date) -> int:
    """Delete visits of months that have been kept long enough, whoever holds them; return of how many files."""
    oldest = oldest_kept(today, settings.VISITS_MONTHS)
    due = Dataset.objects.filter(state=DatasetState.TAKEN_IN, first_day__lt=first_of(oldest)).order_by("first_day")
    return sum(_forget(row_id, oldest) for row_id in list(due.values_list("id", flat=True)[:AT_A_TIME]))


@transaction.atomic
def _forget(row_id: Any, oldest: str) -> bool:
    row = Dataset.objects.select_for_update().filter(id=row_id, state=DatasetState.TAKEN_IN).first()
    if row is None:
        return False
    left = without(row.by_month, _before(row.by_month, oldest), row.first_day, row.last_day)
    words = TOO_OLD.format(n=f"{left.gone:,}", first=month_words(oldest))
    _leave(row, left, words)
    audit.record_on(row, by=None, verb="deleted visits kept long enough", kind=KIND, words=words)
    return True


def _before(months: dict[str, Any], oldest: str) -> Sequence[str]:
    return [month for month in months if month < oldest]


def _uncount(row: Dataset, first: str, last: str) -> None:
    days = {"period__gte": first_of(first), "period__lte": last_of(last)}
    HalfMinutes.objects.filter(dataset_id=row.id, **days).delete()
    count_lengths(row.id)


def _leave(row: Dataset, left: MonthsLeft, words: str, **more: Any) -> None:
    said = [*row.findings, {"code": "Deleted", "n": left.gone, "words": words}]
    Dataset.objects.filter(id=row.id).update(
        by_month=left.by_month, first_day=left.first_day, last_day=left.last_day, findings=said, **more
    )
    task_queue.nudge_when_committed(DELETE_FILES, row.id)
