"""Visits that somebody deleted, noted beside the database: a restored backup brings them back, and does not know of it.

A line a dataset, or some months of one, before its files go. What was replaced or has been kept long enough is not
noted: the one stands in the backup as it was, the other is forgotten again by its age.
"""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from accounts.erasures.actions import erasure_file

KIND = "visits"


def note(dataset_id: UUID, months: Sequence[str] = ()) -> None:
    """Note that a dataset was deleted, or these months of it."""
    erasure_file.append({"kind": KIND, "subject": str(dataset_id), "months": list(months)})


def noted(path: Path) -> list[tuple[UUID, tuple[str, ...]]]:
    """Return each dataset that a list names once, with its months; without any, all of it was deleted."""
    ours = [each for each in erasure_file.lines_of(path) if each["kind"] == KIND]
    return list(dict.fromkeys((UUID(each["subject"]), tuple(each["months"])) for each in ours))
