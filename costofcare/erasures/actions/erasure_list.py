"""The list of what was erased, as a file beside the database: a restored backup does not know of it.

A line an erasure, with ids alone; it only grows. It is noted before anything is erased.
"""

import json
import os
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from accounts.erasures.actions import erasures
from accounts.erasures.domain.states import ErasureKind


def note(kind: str, subject_id: UUID, erasure_id: UUID) -> None:
    """Append a line, and see that it is on the disk."""
    if not settings.ERASURES_FILE:
        return
    line = {"kind": str(kind), "subject": str(subject_id), "erasure": str(erasure_id)}
    path = Path(settings.ERASURES_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({**line, "at": timezone.now().isoformat(timespec="seconds")}) + "\n")
        file.flush()
        os.fsync(file.fileno())


def listed(path: Path) -> list[tuple[ErasureKind, UUID]]:
    """Return what a list names, each once, in its order. A last line that was cut off is left out."""
    lines = path.read_text(encoding="utf-8").split("\n")
    whole = [json.loads(line) for line in lines[:-1] if line.strip()]
    return list(dict.fromkeys((ErasureKind(each["kind"]), UUID(each["subject"])) for each in whole))


def replay(path: Path) -> list[UUID]:
    """Begin each erasure of a list again; return the ids of the erasures, for the worker or the command to do."""
    return [erasures.again(kind=kind, subject_id=subject).id for kind, subject in listed(path)]
