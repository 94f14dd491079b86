"""Delete the Parquet of datasets that were deleted or replaced, and whatever no row names."""

import time
from collections.abc import Collection
from uuid import UUID

from markets.models import Dataset, HalfMinutes
from markets.store import dataset_folders, deleted_visits
from markets.visits.actions.counted_lengths import count_uncounted
from markets.visits.domain.dataset_states import GONE, DatasetState
from markets.visits.domain.held_months import first_of, last_of


def remove(dataset_id: UUID) -> None:
    """Delete the files of a dataset that is gone; nothing to do while it is not."""
    for row in Dataset.objects.filter(id=dataset_id, state__in=GONE).exclude(folder=""):
        if row.state == DatasetState.DELETED:
            deleted_visits.note(row.id)
        dataset_folders.throw_away(row.folder)
        Dataset.objects.filter(id=row.id).update(folder="")


def remove_months(dataset_id: UUID) -> None:
    """Delete the files of months that a dataset holds no longer."""
    held = Dataset.objects.filter(id=dataset_id, state=DatasetState.TAKEN_IN).exclude(folder="")
    for row in held.only("folder", "by_month"):
        _keep_months(row.id, row.folder, row.by_month)


def _keep_months(dataset_id: UUID, folder: str, months: Collection[str]) -> None:
    erased = [month for month in dataset_folders.other_months(folder, months) if not _is_counted(dataset_id, month)]
    if erased:
        deleted_visits.note(dataset_id, erased)
    dataset_folders.keep_months(folder, months)


def _is_counted(dataset_id: UUID, month: str) -> bool:
    """Tell whether half-minutes of a month remain: then it has only been kept long enough."""
    days = {"period__gte": first_of(month), "period__lte": last_of(month)}
    return HalfMinutes.objects.filter(dataset_id=dataset_id, **days).exists()


def sweep(now: float | None = None) -> None:
    """Delete all that is to go; what no row names once it is old by ``now``, in seconds. Count what is not counted."""
    count_uncounted()
    for dataset_id in Dataset.objects.filter(state__in=GONE).exclude(folder="").values_list("id", flat=True):
        remove(dataset_id)
    held = Dataset.objects.filter(state=DatasetState.TAKEN_IN).exclude(folder="")
    for dataset_id, folder, by_month in held.values_list("id", "folder", "by_month"):
        _keep_months(dataset_id, folder, by_month)
    dataset_folders.sweep(set(held.values_list("folder", flat=True)), time.time() if now is None else now)


def missing() -> list[tuple[str, list[str]]]:
    """Return each dataset that is taken in and whose files are not all there, with the months that are missing."""
    held = Dataset.objects.filter(state=DatasetState.TAKEN_IN).exclude(folder="").order_by("received_at")
    found = []
    for dataset_id, name, folder, by_month in held.values_list("id", "file_name", "folder", "by_month"):
        months = sorted(set(by_month) - set(dataset_folders.months_at(folder)))
        if months:
            found.append((f"{name} ({dataset_id})", months))
    return found
