"""What a killed PostgreSQL leaves behind: processes that still hold its data, and a pid file that lies."""

import contextlib
import signal
from pathlib import Path

import psutil

PATIENCE_SECONDS = 20


def end_leftovers(data: Path) -> None:
    """Ends servers that nobody minds any more, and removes a pid file that now names nobody, or a stranger.

    The caller holds the folder's lock, so whatever runs there has lost its parent. PostgreSQL itself refuses to start
    while any process of the same user has the number in the pid file. Removing it is safe only once no process works
    in the data folder: backends outlive a killed server for a moment.
    """
    pid_file = data / "postmaster.pid"
    if not pid_file.exists():
        return
    for word in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        left = processes_in(data)
        for process in left:
            if word != signal.SIGINT or str(process.pid) == main_process(pid_file):
                with contextlib.suppress(psutil.NoSuchProcess):
                    process.send_signal(word)
        psutil.wait_procs(left, timeout=PATIENCE_SECONDS)
    pid_file.unlink(missing_ok=True)


def main_process(pid_file: Path) -> str:
    """The number on the first line; blank once the server has removed its file."""
    try:
        return pid_file.read_text(encoding="utf-8", errors="replace").partition("\n")[0].strip()
    except FileNotFoundError:
        return ""


def processes_in(data: Path) -> list[psutil.Process]:
    """All processes that work in a folder, which PostgreSQL's do and nothing else should."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.cwd() == str(data.resolve()):
                found.append(process)
    return found
