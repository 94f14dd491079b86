"""Benchmark of reading one return, against unzipping and parsing the same parts, and against openpyxl."""

from collections.abc import Callable, Iterable
from io import BytesIO
from pyexpat import ParserCreate
from time import perf_counter, process_time
from unittest.mock import patch
from zipfile import ZipFile

from openpyxl import load_workbook

from benchmarks.stopwatch import Job, medians, row
from costing.forms import CURRENT, FORMS
from costing.reader import read_workbook
from costing.sandbox import read_bytes
from costing.synthetic import invented_market
from costing.workbook import write_workbook
from spreadsheets.archive import Archive

SERVICE = "homecare"
LIMIT, OPENPYXL = "unzip and expat, no handlers", "openpyxl read twice"
IN_PROCESS, APART = "reading in this process", "reading in a process apart"


def rows(rounds: int = 30) -> list[str]:
    """Compare reading here by processor time, and reading apart, of which two processes have a share, by the clock."""
    data = filled_return()
    here, clocked = reading_times(data, rounds, IN_PROCESS, process_time), reading_times(data, rounds, APART)
    return [
        row(ours, times[ours], other, times[other], most if other == LIMIT else None)
        for ours, times, most in ((IN_PROCESS, here, 2.5), (APART, clocked, 4))
        for other in (LIMIT, OPENPYXL)
    ]


def reading_times(data: bytes, rounds: int, ours: str, clock: Callable[[], float] = perf_counter) -> dict[str, float]:
    """Return the median seconds of a way of reading, and of those that it is compared with."""
    parts = parts_read(data)
    ways: dict[str, Job] = {IN_PROCESS: lambda: read_workbook(data, FORMS), APART: lambda: read_bytes(data)}
    jobs = {
        LIMIT: lambda: unzip_and_parse(data, parts),
        OPENPYXL: lambda: openpyxl_twice(data),
        ours: ways[ours],
    }
    return medians(jobs, rounds, clock)


def filled_return() -> bytes:
    return write_workbook(CURRENT[SERVICE], prefilled=invented_market(SERVICE, 1, seed=1)[0])


def parts_read(data: bytes) -> list[str]:
    """Return the parts of the file that the reader opens, as they are spelt in it."""
    opened: list[str] = []

    def noted(archive: Archive, name: str) -> Iterable[bytes]:
        opened.append(name)
        return chunks(archive, name)

    chunks = Archive.chunks
    with patch.object(Archive, "chunks", noted):
        read_workbook(data, FORMS)
    with ZipFile(BytesIO(data)) as archive:
        return [name for name in archive.namelist() if name.lower() in opened]


def unzip_and_parse(data: bytes, parts: Iterable[str]) -> None:
    """Unzip and parse the parts without looking at them: the least that any reader in Python has to do."""
    with ZipFile(BytesIO(data)) as archive:
        for part in parts:
            ParserCreate().Parse(archive.read(part), True)


def openpyxl_twice(data: bytes) -> None:
    """Open the workbook with openpyxl for the values and again for the formulas, as a script that wants both has to."""
    load_workbook(BytesIO(data), data_only=True)
    load_workbook(BytesIO(data))
