"""One demo at a time in a folder: the lock that holds it, and the note that says where the demo runs."""

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

from costofcare.servers import processes
from costofcare.servers.failures import ServerFailed

RUNNING = "running.json"


@contextlib.contextmanager
def only_one(state: Path) -> Iterator[None]:
    try:
        lock = processes.lock(state)
    except ServerFailed:
        raise ServerFailed(where_it_runs(state)) from None
    with lock:
        yield


@contextlib.contextmanager
def running(state: Path, url: str) -> Iterator[None]:
    """Note where the demo runs, for whoever starts a second one."""
    note = state / RUNNING
    note.write_text(json.dumps({"url": url, "process": os.getpid()}), encoding="utf-8")
    try:
        yield
    finally:
        note.unlink(missing_ok=True)


def where_it_runs(state: Path) -> str:
    """Return a sentence that says where the demo runs, as far as a demo that is starting or stopping has noted it."""
    with contextlib.suppress(OSError, ValueError, KeyError):
        note = json.loads((state / RUNNING).read_text(encoding="utf-8"))
        return f"The demo runs already, at {note['url']}. To stop it: Ctrl-C there, or kill {note['process']}."
    return "The demo runs already, and is just starting or stopping."
