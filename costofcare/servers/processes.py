"""Child processes that end with their parent, and a lock that says whose folder it is."""

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

from costofcare.servers.failures import ServerFailed

PR_SET_PDEATHSIG = 1


def dying_with_parent(last_words: signal.Signals) -> Callable[[], None] | None:
    """For a new child: the kernel sends it ``last_words`` when the thread that started it is gone (Linux only)."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, int(last_words))


def start(
    command: Sequence[str | Path], *, log: Path, last_words: signal.Signals, **how: Any
) -> subprocess.Popen[bytes]:
    """Starts a server in a session of its own: a Ctrl-C at the keyboard reaches its parent alone, which stops it."""
    with log.open("ab") as out:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=dying_with_parent(last_words),
            **how,
        )


def stop(process: subprocess.Popen[bytes], politely: Sequence[signal.Signals], patience: float = 20) -> None:
    """Sends each signal in turn until the process is gone, then kills it."""
    for word in (*politely, signal.SIGKILL):
        if process.poll() is not None:
            return
        process.send_signal(word)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue


def last_lines(log: Path, count: int = 5) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
    return "\n".join(lines[-count:])


def lock(folder: Path) -> IO[bytes]:
    """Holds ``folder`` for this process until the file is closed; the kernel lets go when the process is killed."""
    held = (folder / "lock").open("ab")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        held.close()
        raise ServerFailed(f"The server in {folder} is already running for another process.") from None
    return held


def make_folder(folder: Path) -> None:
    """Makes what is missing of a path, passable for a server under another user; changes no folder that is there."""
    missing = [part for part in (folder, *folder.parents) if not part.exists()]
    for part in reversed(missing):
        part.mkdir(exist_ok=True)
        part.chmod(0o711)


def is_root() -> bool:
    return os.geteuid() == 0
