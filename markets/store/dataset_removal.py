"""Delete the Parquet of datasets that were deleted or replaced, and whatever no row names."""

import time
from uuid import UUID

from markets.models import Dataset
from markets.store import dataset_folders
from markets.visits.domain.dataset_states import DatasetState

GONE = (DatasetState.DELETED, DatasetState.REPLACED)


def remove(dataset_id: UUID) -> None:
    """Delete the files of a dataset that is gone; nothing to do while it is not."""
    for row in Dataset.objects.filter(id=dataset_id, state__in=GONE).exclude(folder=""):
        dataset_folders.throw_away(row.folder)
        Dataset.objects.filter(id=row.id).update(folder="")


def remove_months(dataset_id: UUID) -> None:
    """Delete the files of months that a dataset holds no longer."""
    held = Dataset.objects.filter(id=dataset_id, state=DatasetState.TAKEN_IN).exclude(folder="")
    for row in held.only("folder", "by_month"):
        dataset_folders.keep_months(row.folder, row.by_month)


def sweep() -> None:
    for dataset_id in Dataset.objects.filter(state__in=GONE).exclude(folder="").values_list("id", flat=True):
        remove(dataset_id)
    held = Dataset.objects.filter(state=DatasetState.TAKEN_IN).exclude(folder="")
    for folder, by_month in held.values_list("folder", "by_month"):
        dataset_folders.keep_months(folder, by_month)
    dataset_folders.sweep(set(held.values_list("folder", flat=True)), time.time())
