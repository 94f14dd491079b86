"""Pages of memory that a reading writes to: a forked reader takes its own copies of them before its file comes.

Otherwise each is copied when it is first written to, while somebody waits. Where the system does not tell which they
are (Linux does, in ``/proc``), or copies none ahead (Linux 5.14 does), nothing else changes.
"""

import ctypes
import gc
import os
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from mmap import PAGESIZE
from pathlib import Path

from costing.sandbox import pipe_messages

# An address, and how many bytes from there.
Stretch = tuple[int, int]

_SELF = Path("/proc/self")
_SECONDS = 5
# MADV_POPULATE_WRITE of <linux/mman.h>.
_COPY_NOW = 23
_ENTRY_BYTES = 8
# Of an entry of /proc/self/pagemap: this page is mapped by nobody else.
_OWN_BIT = 56


def pages_written(work: Callable[[], object]) -> list[Stretch]:
    """Return the pages that a forked copy of this process writes to while it works; none where that cannot be told."""
    source, to = os.pipe()
    rehearsal = os.fork()
    if rehearsal == 0:
        _rehearse(work, to)
    os.close(to)
    try:
        told = array("Q", pipe_messages.receive(source, time.monotonic() + _SECONDS))
        return list(zip(told[::2], told[1::2], strict=True))
    except (pipe_messages.Broken, ValueError):
        return []
    finally:
        os.close(source)
        os.waitpid(rehearsal, 0)


def _rehearse(work: Callable[[], object], to: int) -> None:
    try:
        gc.disable()
        work()
        told = array("Q", (number for stretch in _stretches(_own_pages()) for number in stretch))
        pipe_messages.send_blocking(to, told.tobytes())
    finally:
        os._exit(0)


def _own_pages() -> Iterator[int]:
    """Yield the pages of this process that it may write to and shares with nobody."""
    with (_SELF / "maps").open(encoding="utf-8") as maps, (_SELF / "pagemap").open("rb", buffering=0) as pages:
        for line in maps:
            span, rights, *_ = line.split()
            if rights == "rw-p":
                first, end = (int(address, 16) // PAGESIZE for address in span.split("-"))
                pages.seek(first * _ENTRY_BYTES)
                entries = array("Q", pages.read((end - first) * _ENTRY_BYTES))
                yield from (page for page, entry in enumerate(entries, first) if entry >> _OWN_BIT & 1)


def _stretches(pages: Iterator[int]) -> Iterator[Stretch]:
    """Yield pages that follow each other as one."""
    first = last = next(pages, None)
    for page in pages:
        if first is not None and last is not None and page != last + 1:
            yield first * PAGESIZE, (last + 1 - first) * PAGESIZE
            first = page
        last = page
    if first is not None and last is not None:
        yield first * PAGESIZE, (last + 1 - first) * PAGESIZE


def copier() -> Callable[[Sequence[Stretch]], None]:
    """Return what copies pages ahead, without loading anything when it is called; what cannot be copied is left."""
    advise = ctypes.CDLL(None).madvise
    advise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)

    def copy(stretches: Sequence[Stretch]) -> None:
        for address, size in stretches:
            advise(address, size, _COPY_NOW)

    return copy
