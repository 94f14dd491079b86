"""The pool of reading processes: started when needed, kept while idle, never shared with a forked copy of us."""

import atexit
import contextlib
import os
import signal
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from costing.sandbox import pipe_messages

_ROOT = Path(__file__).resolve().parents[2]
# So many readers wait for files at most; each may take 400 MB while it has one.
MOST_IDLE = 4
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from costing.sandbox.fork_server import serve; serve(int(sys.argv[2]))"
)


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of a reading: the exit code of its process (below 0: the signal that killed it), and what it said."""

    exit: int
    seconds: float
    peak_kb: int
    body: bytes

    @property
    def was_killed(self) -> bool:
        return self.exit < 0


@dataclass(frozen=True, slots=True, eq=False)
class ForkServer:
    """A separate process, at work for one thread at a time."""

    pid: int
    to: int
    source: int

    def ask(self, data: bytes, deadline: float) -> Ended:
        pipe_messages.send(self.to, data, deadline)
        return Ended(*pipe_messages.what_was_told(pipe_messages.receive(self.source, deadline)))

    def end(self) -> None:
        """Kill the process with its group, and so with a child it may have."""
        self.let_go()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)

    def let_go(self) -> None:
        os.close(self.to)
        os.close(self.source)


def cores() -> int:
    """Return how many readers are worth having at work at once."""
    return min(len(os.sched_getaffinity(0)), MOST_IDLE)


def _start() -> ForkServer:
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
    return ForkServer(pid, to, source)


class Pool:
    """The idle processes of this process; a thread takes one out, or starts one, and puts it back."""

    def __init__(self, most_idle: int = MOST_IDLE) -> None:
        self._most_idle = most_idle
        self.forget()

    def forget(self) -> None:
        """Forget all processes, also after a fork: they belong to the parent, whose lock no thread of ours may hold."""
        self._lock = threading.Lock()
        self._idle: list[ForkServer] = []
        self._all: set[ForkServer] = set()
        self._owner = os.getpid()

    def after_fork(self) -> None:
        """Let go of the parent's pipes, so that its processes end with it and not with us."""
        inherited = self._all
        self.forget()
        for server in inherited:
            server.let_go()

    def ask(self, data: bytes, deadline: float) -> Ended:
        """Ask a process; raises Broken or OSError if it is gone or cannot be started."""
        server = self._take()
        try:
            ended = server.ask(data, deadline)
        except BaseException:
            self._drop(server)
            raise
        if ended.was_killed:
            self._drop(server)
        else:
            self._put_back(server)
        return ended

    def _take(self) -> ForkServer:
        if self._owner != os.getpid():
            self.forget()
        with self._lock:
            if self._idle:
                return self._idle.pop()
        server = _start()
        with self._lock:
            self._all.add(server)
        return server

    def _put_back(self, server: ForkServer) -> None:
        with self._lock:
            if len(self._idle) < self._most_idle:
                self._idle.append(server)
                return
        self._drop(server)

    def _drop(self, server: ForkServer) -> None:
        with self._lock:
            self._all.discard(server)
        server.end()

    def end(self) -> None:
        while self._idle:
            self._drop(self._idle.pop())


POOL = Pool()
os.register_at_fork(after_in_child=POOL.after_fork)
atexit.register(POOL.end)
