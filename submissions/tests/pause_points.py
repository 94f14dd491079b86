"""Test support: stop the work on an upload at one point for ever, so that its process can be killed just there.

A worker takes it in with ``--include``; nothing in the portal knows of it. A file in ``PAUSE_FOLDER`` named after the
upload holds the point at which to stop; a file beside it then says which process stands there.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from accounts.actions import outbox, task_queue
from submissions.actions import (
    claimed_uploads,
    process_upload,
    references,
    version_record,
)

# Where the function stands that is stopped before it begins, and which of its arguments says whose work it is.
Whose = Callable[..., object]
Points = dict[str, tuple[Any, str, Whose]]
POINTS: Points = {
    "before the claim": (claimed_uploads, "claim", lambda upload_id: upload_id),
    "claimed": (process_upload, "_worked_through", lambda upload: upload.id),
    "checking": (process_upload, "report_on", lambda *_: _at_work["upload"]),
    "costing": (version_record, "record", lambda upload, report: upload.id),
    "before the commit": (version_record, "record_on", lambda *_, **__: _at_work["upload"]),
    "before the letter": (outbox, "nudge", lambda letter_id: _at_work["upload"]),
}
RECEIVING: Points = {
    "before the row": (references, "save_with_reference", lambda upload: "receiving"),
    "before the commit": (task_queue, "nudge_when_committed", lambda *_: "receiving"),
    "before the nudge": (task_queue, "nudge", lambda *_: "receiving"),
}
_at_work: dict[str, object] = {}


def pause_at(points: Points, folder: Path) -> None:
    for point, (module, name, whose) in points.items():
        setattr(module, name, _pausing(getattr(module, name), folder, point, whose))


def _pausing(
    function: Callable[..., Any], folder: Path, point: str, whose: Callable[..., object]
) -> Callable[..., Any]:
    def pausing(*given: Any, **named: Any) -> Any:
        stop_if_asked(folder, str(whose(*given, **named)), point)
        return function(*given, **named)

    return pausing


def stop_if_asked(folder: Path, work: str, point: str) -> None:
    asked = folder / work
    if asked.exists() and asked.read_text() == point:
        _write(folder / f"{work}.stands", str(os.getpid()))
        time.sleep(600)


def _write(path: Path, text: str) -> None:
    """Write a file as a whole: somebody waits for it to appear."""
    beside = path.with_suffix(".new")
    beside.write_text(text)
    beside.rename(path)


def _remembering(process: Callable[[UUID], Any]) -> Callable[[UUID], Any]:
    def remembering(upload_id: UUID) -> Any:
        _at_work["upload"] = upload_id
        return process(upload_id)

    return remembering


if "PAUSE_FOLDER" in os.environ:
    process_upload.process = _remembering(process_upload.process)
    pause_at(POINTS, Path(os.environ["PAUSE_FOLDER"]))
