"""The small process that reads workbooks: for each file it forks a copy of itself that may do almost nothing."""

import gc
import json
import os
import resource
import select
import signal
import time
import traceback
from pathlib import Path

from submissions import frames
from submissions.domain.forms import FORMS
from submissions.domain.reading import read_workbook
from submissions.domain.reading.wire import to_json

MEMORY_BYTES = 400 * 1024 * 1024
SECONDS = 8
_OUR_FAULT = 3
_LOOK_FOR_PARENT_MS = 5_000
_IN, _OUT, _HIGHEST_PIPE = 0, 1, 1 << 20


def serve(parent: int) -> None:
    """Answer one file after the other until the parent closes the pipe or is gone."""
    _prepare()
    while _has_work(parent):
        try:
            data = frames.receive(_IN, time.monotonic() + SECONDS)
            for message in _read_apart(data):
                frames.send(_OUT, message, time.monotonic() + SECONDS)
        except frames.Broken:
            return


def _prepare() -> None:
    """Nothing inherited, no core dumps, no files to write, bounded memory; the children inherit all of it."""
    os.closerange(3, _HIGHEST_PIPE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_AS, MEMORY_BYTES)
    for encoding in ("utf-16", "utf-16-le"):  # the children can load nothing themselves
        "".encode(encoding)
    gc.collect()
    gc.freeze()


def _limit(what: int, amount: int) -> None:
    hard = resource.getrlimit(what)[1]
    amount = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
    resource.setrlimit(what, (amount, amount))


def _has_work(parent: int) -> bool:
    """Wait for a file; False when the parent is gone, even if some other process still holds the pipe."""
    poll = select.poll()
    poll.register(_IN, select.POLLIN)
    while os.getppid() == parent:
        if events := poll.poll(_LOOK_FOR_PARENT_MS):
            return bool(events[0][1] & select.POLLIN)
    return False


def _read_apart(data: bytes) -> tuple[bytes, bytes]:
    """How the reading ended, and what it found."""
    began = time.monotonic()
    source, to = os.pipe()
    child = os.fork()
    if child == 0:
        _read_and_exit(to, data)
    os.close(to)
    try:
        body = frames.receive(source, began + SECONDS)
    except frames.Broken:
        body = b""
        os.kill(child, signal.SIGKILL)
    finally:
        os.close(source)
    _, status, usage = os.wait4(child, 0)
    ended = {
        "exit": os.waitstatus_to_exitcode(status),
        "seconds": round(time.monotonic() - began, 4),
        "peak_kb": usage.ru_maxrss,
    }
    return json.dumps(ended).encode(), body


def _read_and_exit(to: int, data: bytes) -> None:
    """In the child, which can open no file and no socket, and never returns."""
    code = _OUR_FAULT
    try:
        gc.disable()
        os.close(_IN)
        os.close(_OUT)
        _limit(resource.RLIMIT_CPU, SECONDS)
        _limit(resource.RLIMIT_NOFILE, 0)
        frames.send_blocking(to, to_json(read_workbook(data, FORMS)))
        code = 0
    except BaseException as error:  # a bug of ours: its place is told, never the words of the file
        frames.send_blocking(to, _place_of(error))
    finally:
        os._exit(code)


def _place_of(error: BaseException) -> bytes:
    steps = traceback.extract_tb(error.__traceback__)[-3:]
    places = " < ".join(f"{Path(step.filename).name}:{step.lineno}" for step in reversed(steps))
    return f"{type(error).__name__} at {places}".encode("ascii", "replace")
