"""The processor time of a process with all that it has started, as /proc tells it."""

import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
# Where they stand behind the name of a process: its parent, and its own time and that of those it has waited for.
_PARENT, _TIMES = 1, slice(11, 15)


def seconds_of(roots: Iterable[int]) -> float:
    """Return the seconds of processes and all below them, those that have ended in between among them."""
    stats = {int(folder.name): found for folder in Path("/proc").glob("[0-9]*") if (found := _stat(folder))}
    children = defaultdict(list)
    for process, stat in stats.items():
        children[int(stat[_PARENT])].append(process)
    found, waiting = set[int](), list(roots)
    while waiting:
        process = waiting.pop()
        found.add(process)
        waiting += children[process]
    return sum(sum(map(int, stats[process][_TIMES])) for process in found if process in stats) / TICKS


def _stat(folder: Path) -> list[str] | None:
    try:
        return (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:  # it has just ended
        return None
