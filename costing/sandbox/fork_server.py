"""The small process that reads workbooks: for each file it forks a copy of itself that may do almost nothing."""

import gc
import os
import resource
import select
import signal
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from costing.foreign import grid_reader
from costing.forms import CURRENT, FORMS
from costing.reader import read_workbook
from costing.reader.raw_return import Unreadable
from costing.reader.refusal_findings import finding_of
from costing.reader.transport import to_json
from costing.sandbox import pipe_messages
from costing.sandbox.pages_ahead import copier, pages_written
from costing.sandbox.warm_up import practice_return
from spreadsheets.refusals import Cause

MEMORY_BYTES = 400 * 1024 * 1024
SECONDS = 8
_OUR_FAULT = 3
# After so many returns of each form the interpreter has made every function as quick as it gets.
_ROUNDS = 5
_LOOK_FOR_PARENT_MS = 2_000
_IN, _OUT, _HIGHEST_PIPE = 0, 1, 1 << 20


def serve(parent: int) -> None:
    """Answer one file after the other until the parent closes the pipe or is gone, or a reader had to be killed.

    The next reader is forked before its file comes and takes the file from the pipe itself. One that is
    killed may have left half a file there, so this process ends with it and the parent starts another.
    """
    _prepare()
    practice = [practice_return(form) for form in CURRENT.values()]
    for form, usual in zip(CURRENT.values(), practice, strict=True):
        _practise(usual, practice_return(form, "<!---->"))
    gc.collect()
    gc.freeze()
    pages = pages_written(lambda: [_read(pipe_messages.OUR_FORM + usual) for usual in practice])
    copy = copier()
    while True:
        reader, source = _fork_reader(lambda: copy(pages))
        if not _begins(source, parent):
            os.kill(reader, signal.SIGKILL)
            return
        told, was_killed = _outcome(reader, source)
        try:
            pipe_messages.send(_OUT, told, time.monotonic() + SECONDS)
        except pipe_messages.Broken:
            return
        if was_killed:
            return
        os.close(source)
        os.waitpid(reader, 0)


def _prepare() -> None:
    """Give up everything inherited, and set limits that the readers inherit.

    No core dumps, no files, bounded memory.
    """
    os.closerange(3, _HIGHEST_PIPE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_AS, MEMORY_BYTES)
    for encoding in ("utf-16", "utf-16-le"):  # the readers can load nothing themselves
        "".encode(encoding)


def _practise(usual: bytes, unusual: bytes) -> None:
    """Read made-up returns before any reader is forked: each begins with all that the readings before left behind."""
    for _ in range(_ROUNDS):
        to_json(read_workbook(usual, FORMS))
    for practice in (usual, unusual):
        read_workbook(practice, FORMS)
        grid_reader.read_grid(practice)


def _limit(what: int, amount: int) -> None:
    hard = resource.getrlimit(what)[1]
    amount = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
    resource.setrlimit(what, (amount, amount))


def _begins(source: int, parent: int) -> bool:
    """Wait until the reader has its file; False if the parent is gone, even if others still hold the pipe."""
    poll = select.poll()
    poll.register(source, select.POLLIN)
    poll.register(_IN, 0)
    while os.getppid() == parent:
        events = dict(poll.poll(_LOOK_FOR_PARENT_MS))
        if source in events:
            return True
        if events:
            return False
    return False


def _outcome(reader: int, source: int) -> tuple[bytes, bool]:
    """Return how the reading ended and what it found, as the reader tells it, and whether it had to be killed."""
    began = time.monotonic()
    try:
        pipe_messages.receive(source, began + SECONDS)  # "I have it"
        return pipe_messages.receive(source, began + SECONDS), False
    except pipe_messages.Broken:
        os.kill(reader, signal.SIGKILL)
        _, status, usage = os.wait4(reader, 0)
    seconds = round(time.monotonic() - began, 4)
    return pipe_messages.told(os.waitstatus_to_exitcode(status), seconds, usage.ru_maxrss, b""), True


def _fork_reader(get_ready: Callable[[], None]) -> tuple[int, int]:
    source, to = os.pipe()
    reader = os.fork()
    if reader == 0:
        os.close(source)
        _read_and_exit(to, get_ready)
    os.close(to)
    return reader, source


def _read_and_exit(to: int, get_ready: Callable[[], None]) -> None:
    """Read a file in the forked reader, which can open no file and no socket, and never returns."""
    code = _OUR_FAULT
    try:
        gc.disable()
        os.close(_OUT)
        _limit(resource.RLIMIT_NOFILE, 0)
        _limit(resource.RLIMIT_CPU, SECONDS)
        get_ready()
        data = pipe_messages.receive_blocking(_IN)
        began = time.monotonic()
        pipe_messages.send_blocking(to, b"")
        code, body = _read(data)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        seconds = round(time.monotonic() - began, 4)
        pipe_messages.send_blocking(to, pipe_messages.told(code, seconds, peak, body))
    finally:
        os._exit(code)


def _read(asked: bytes) -> tuple[int, bytes]:
    """Read what stands behind the first byte, which says how it is to be read."""
    data = asked[1:]
    try:
        if asked[:1] == pipe_messages.ANY_LAYOUT:
            return 0, grid_reader.to_json(grid_reader.read_grid(data))
        return 0, to_json(read_workbook(data, FORMS))
    except MemoryError:
        return 0, to_json(Unreadable(finding_of(Cause.TOOK_TOO_LONG)))
    except Exception as error:
        return _OUR_FAULT, _place_of(error)


def _place_of(error: Exception) -> bytes:
    """Return where a bug of ours showed itself; never the words of the file, which belong to a provider."""
    steps = traceback.extract_tb(error.__traceback__)[-3:]
    places = " < ".join(f"{Path(step.filename).name}:{step.lineno}" for step in reversed(steps))
    return f"{type(error).__name__} at {places}".encode("ascii", "replace")
