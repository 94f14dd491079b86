"""A pause of Python's garbage collector, for work that makes many small objects and no rubbish in circles.

Each collection looks at everything made so far, and finds nothing. Pauses may lie inside each other and run in several
threads; the collector starts again with the end of the last, whatever happened, unless somebody had switched it off.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class CollectorPause:
    """Counts who works without the collector."""

    def __init__(self) -> None:
        self._lock, self._running, self._was_on = Lock(), 0, False

    def begin(self) -> None:
        with self._lock:
            if self._running == 0:
                self._was_on = gc.isenabled()
                gc.disable()
            self._running += 1

    def end(self) -> None:
        with self._lock:
            self._running -= 1
            if self._running == 0 and self._was_on:
                gc.enable()


_PAUSE = CollectorPause()


@contextmanager
def collector_paused() -> Iterator[None]:
    _PAUSE.begin()
    try:
        yield
    finally:
        _PAUSE.end()
