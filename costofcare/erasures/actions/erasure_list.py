"""The list of what was erased, as a file beside the database: a restored backup does not know of it.

A line an erasure, with ids alone; it only grows. It is noted before anything is erased. Lines of other kinds, such as
of visits that were deleted, are their rooms' own.
"""

from pathlib import Path
from uuid import UUID

from accounts.erasures.actions import erasure_file, erasures
from accounts.erasures.domain.states import ErasureKind


def note(kind: str, subject_id: UUID, erasure_id: UUID) -> None:
    """Append a line, and see that it is on the disk."""
    erasure_file.append({"kind": str(kind), "subject": str(subject_id), "erasure": str(erasure_id)})


def listed(path: Path) -> list[tuple[ErasureKind, UUID]]:
    """Return what a list names, each once, in its order. A last line that was cut off is left out."""
    ours = [each for each in erasure_file.lines_of(path) if each["kind"] in set(ErasureKind)]
    return list(dict.fromkeys((ErasureKind(each["kind"]), UUID(each["subject"])) for each in ours))


def replay(path: Path) -> list[UUID]:
    """Begin each erasure of a list again; return the ids of the erasures, for the worker or the command to do."""
    return [erasures.again(kind=kind, subject_id=subject).id for kind, subject in listed(path)]
