"""A file's rows, brought through a pipe into a table in memory: no plain copy of the file lies on a disk."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import duckdb

from markets.store.engine import Connection
from markets.store.moment_sql import MACROS, changes_of
from markets.store.stage_sql import SEPARATOR, StagePlan, stage_statement

Report = Callable[[int], None]
REPORT_EVERY = 16 << 20
A_MOMENT = 0.002


class CrookedRows(Exception):
    """Rows that DuckDB's reader refuses: they are to be written straight first."""


def prepare(connection: Connection) -> None:
    """Teach a connection England's clocks."""
    forward, back = changes_of()
    connection.execute("SET VARIABLE forward = $1", [forward])
    connection.execute("SET VARIABLE back = $1", [back])
    for macro in MACROS:
        connection.execute(macro)


def stage(connection: Connection, plan: StagePlan, data: Iterator[bytes], folder: Path, report: Report) -> None:
    """Fill the table ``staged`` with all rows of the data."""
    path = folder / "rows"
    path.unlink(missing_ok=True)
    os.mkfifo(path, 0o600)
    reading = _Reading(connection, stage_statement(plan, str(path)))
    reading.start()
    try:
        _feed(path, data, reading, report)
    finally:
        reading.join()
        path.unlink()
    if isinstance(reading.trouble, duckdb.Error):
        raise CrookedRows(str(reading.trouble)) from reading.trouble
    if reading.trouble is not None:
        raise reading.trouble


class _Reading(Thread):
    """Runs the statement while the rows are brought."""

    def __init__(self, connection: Connection, statement: str) -> None:
        super().__init__(daemon=True)
        self.trouble: Exception | None = None
        self._connection, self._statement = connection, statement

    def run(self) -> None:
        try:
            self._connection.execute(self._statement)
        except Exception as trouble:  # told to whoever waits for the thread
            self.trouble = trouble


def _feed(path: Path, data: Iterator[bytes], reading: _Reading, report: Report) -> None:
    """Write the data to whoever reads the pipe; end early where the reader has ended in trouble."""
    pipe = _opened(path, reading)
    if pipe is None:
        return
    brought = reported = 0
    with os.fdopen(pipe, "wb", buffering=0) as file:
        try:
            for chunk in data:
                _write(file.fileno(), chunk.replace(SEPARATOR.encode(), b" "))
                brought += len(chunk)
                if brought - reported >= REPORT_EVERY:
                    reported = brought
                    report(brought)
        except BrokenPipeError:
            return


def _opened(path: Path, reading: _Reading) -> int | None:
    while reading.is_alive():
        try:
            pipe = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(A_MOMENT)
            continue
        os.set_blocking(pipe, True)
        return pipe
    return None


def _write(pipe: int, chunk: bytes) -> None:
    view = memoryview(chunk)
    while view:
        view = view[os.write(pipe, view) :]
