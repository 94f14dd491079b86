"""Reading a workbook in a process apart, limited in memory and time: whatever the file does, an answer comes back."""

import atexit
import contextlib
import json
import logging
import os
import signal
import stat
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from submissions import frames
from submissions.domain.reading import limits
from submissions.domain.reading.cells import RawReturn, Unreadable
from submissions.domain.reading.reader import size_in_words
from submissions.domain.reading.refusals import Cause, finding_of
from submissions.domain.reading.wire import from_json

logger = logging.getLogger(__name__)

# The process apart gives up a little earlier, so that it can say so itself.
SECONDS = 9.5
_ROOT = Path(__file__).resolve().parent.parent
_START = "import sys; sys.path.insert(0, sys.argv[1]); from submissions.zygote import serve; serve(int(sys.argv[2]))"


@dataclass(frozen=True, slots=True)
class Measured:
    """A reading, with how long it took and what its process held at most."""

    result: RawReturn | Unreadable
    seconds: float
    peak_kb: int


def read_file(path: str | os.PathLike[str]) -> RawReturn | Unreadable:
    try:
        opened = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        return Unreadable(finding_of(Cause.CANNOT_BE_OPENED, _why(error)))
    with os.fdopen(opened, "rb") as file:
        status = os.fstat(opened)
        if stat.S_ISDIR(status.st_mode):
            return Unreadable(finding_of(Cause.CANNOT_BE_OPENED, "it is a folder"))
        if not stat.S_ISREG(status.st_mode):
            return Unreadable(finding_of(Cause.CANNOT_BE_OPENED, "it is not a file"))
        if status.st_size > limits.FILE_BYTES:
            return _too_large(status.st_size)
        try:
            return read_bytes(file.read(limits.FILE_BYTES + 1))
        except OSError as error:
            return Unreadable(finding_of(Cause.CANNOT_BE_OPENED, _why(error)))


def read_bytes(data: bytes) -> RawReturn | Unreadable:
    return read_measured(data).result


def read_measured(data: bytes) -> Measured:
    """A process apart that died since the last file is replaced once; dying of this file is an answer."""
    if len(data) > limits.FILE_BYTES:
        return Measured(_too_large(len(data)), 0.0, 0)
    deadline = time.monotonic() + SECONDS
    for _ in range(2):
        try:
            return _POOL.ask(data, deadline)
        except (frames.Broken, OSError) as error:
            logger.warning("the reading process had to be replaced: %s", error)
    cause = Cause.TOOK_TOO_LONG if time.monotonic() >= deadline else Cause.COULD_NOT_BE_READ
    return Measured(Unreadable(finding_of(cause)), SECONDS, 0)


def _too_large(size: int) -> Unreadable:
    return Unreadable(finding_of(Cause.TOO_LARGE, size_in_words(size)))


def _why(error: OSError | ValueError) -> str:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return "there is no such file"
        case PermissionError():
            return "you are not allowed to open it"
        case IsADirectoryError():
            return "it is a folder"
    return "its name or its place is not usable"


@dataclass(frozen=True, slots=True, eq=False)
class _Zygote:
    """One process apart, at work for one thread at a time."""

    pid: int
    to: int
    source: int

    def ask(self, data: bytes, deadline: float) -> tuple[Measured, bool]:
        """The reading, and whether this process goes on: it ends with a reader that had to be killed."""
        frames.send(self.to, data, deadline)
        ended = json.loads(frames.receive(self.source, deadline))
        body = frames.receive(self.source, deadline)
        return Measured(_result(ended["exit"], body), ended["seconds"], ended["peak_kb"]), ended["exit"] >= 0

    def end(self) -> None:
        """It leads a group of its own, so a child it may have goes with it."""
        self.let_go()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)

    def let_go(self) -> None:
        os.close(self.to)
        os.close(self.source)


def _start() -> _Zygote:
    child_in, to = os.pipe()
    source, child_out = os.pipe()
    os.set_blocking(to, False)
    try:
        pid = os.posix_spawn(
            sys.executable,
            [sys.executable, "-I", "-S", "-c", _START, str(_ROOT), str(os.getpid())],
            {},
            file_actions=[(os.POSIX_SPAWN_DUP2, child_in, 0), (os.POSIX_SPAWN_DUP2, child_out, 1)],
            setpgroup=0,
            setsigmask=(),
            setsigdef=(signal.SIGCHLD, signal.SIGTERM, signal.SIGXCPU),
        )
    except OSError:
        os.close(to)
        os.close(source)
        raise
    finally:
        os.close(child_in)
        os.close(child_out)
    return _Zygote(pid, to, source)


def _result(code: int, body: bytes) -> RawReturn | Unreadable:
    """A child that was killed ran into a limit; one that ended itself met a bug of ours."""
    if code == 0:
        with contextlib.suppress(ValueError, KeyError, TypeError):
            return from_json(body)
    logger.error("reading a workbook ended with %s %s", code, body[:500].decode("ascii", "replace"))
    return Unreadable(finding_of(Cause.TOOK_TOO_LONG if code < 0 else Cause.COULD_NOT_BE_READ))


class _Pool:
    """The idle processes of this process; a thread takes one out, or starts one, and puts it back."""

    def __init__(self, most_idle: int = 4) -> None:
        self._most_idle = most_idle
        self.forget()

    def forget(self) -> None:
        """Also after a fork: the processes belong to the parent, and its lock may be held by no thread of ours."""
        self._lock = threading.Lock()
        self._idle: list[_Zygote] = []
        self._all: set[_Zygote] = set()
        self._owner = os.getpid()

    def after_fork(self) -> None:
        """Let go of the parent's pipes, so that its processes end with it and not with us."""
        inherited = self._all
        self.forget()
        for zygote in inherited:
            zygote.let_go()

    def ask(self, data: bytes, deadline: float) -> Measured:
        zygote = self._take()
        try:
            measured, goes_on = zygote.ask(data, deadline)
        except BaseException:
            self._drop(zygote)
            raise
        if goes_on:
            self._put_back(zygote)
        else:
            self._drop(zygote)
        return measured

    def _take(self) -> _Zygote:
        if self._owner != os.getpid():
            self.forget()
        with self._lock:
            if self._idle:
                return self._idle.pop()
        zygote = _start()
        with self._lock:
            self._all.add(zygote)
        return zygote

    def _put_back(self, zygote: _Zygote) -> None:
        with self._lock:
            if len(self._idle) < self._most_idle:
                self._idle.append(zygote)
                return
        self._drop(zygote)

    def _drop(self, zygote: _Zygote) -> None:
        with self._lock:
            self._all.discard(zygote)
        zygote.end()

    def end(self) -> None:
        while self._idle:
            self._drop(self._idle.pop())


_POOL = _Pool()
os.register_at_fork(after_in_child=_POOL.after_fork)
atexit.register(_POOL.end)
