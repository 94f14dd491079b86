"""`python -m benchmarks.county_year [WEEKS HOURS]`: a county year of visits, with dirt, taken in by the command.

What it may take: 12 µs of processor a row, and a gigabyte of memory. The county is invented by a process of its own, of
which neither is counted. It takes minutes, and is no part of `./portal bench`.
"""

import io
import os
import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, process_time

import django

from benchmarks import machine
from benchmarks.own_database import own_database

WEEKS, HOURS = 48, 25_000
MOST_PROCESSOR, MOST_MEMORY = 12, 1000


@dataclass(frozen=True, slots=True)
class YearTakenIn:
    """What it took: rows of the file and those used, seconds of each kind, and the most memory, in MB."""

    rows: int
    used: int
    clock: float
    processor: float
    database: float
    memory: int

    def lines(self) -> list[str]:
        each = self.processor / self.rows * 1e6
        slow = ": too slow" if each > MOST_PROCESSOR else ""
        much = ": too much" if self.memory > MOST_MEMORY else ""
        return [
            f"{self.rows:,} rows of visits, {self.used:,} used, in {self.clock:,.0f} s of the clock",
            f"{each:.1f} µs of processor a row, at most {MOST_PROCESSOR}{slow} ({self.processor:,.1f} s)",
            f"{self.database / self.rows * 1e6:.1f} µs of the database's processor a row ({self.database:,.1f} s)",
            f"{self.memory:,} MB of memory, at most {MOST_MEMORY:,}{much}",
        ]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "costofcare.settings")
    weeks, hours = (int(one) for one in (sys.argv[1:3] or (WEEKS, HOURS)))
    with own_database(), TemporaryDirectory(prefix="costofcare-year-") as folder:
        os.environ["VISITS_FOLDER"] = f"{folder}/visits"
        django.setup()
        from django.core.management import call_command

        print(machine.words(), flush=True)
        path = invented(Path(folder), weeks, hours)
        call_command("migrate", verbosity=0, interactive=False)
        print("\n".join(taken_in(path).lines()))


def invented(folder: Path, weeks: int, hours: int) -> Path:
    """Return a county's visits as a file; a process of its own makes them, as they need much memory as objects."""
    from benchmarks.visits import written

    path = folder / "visits.csv"
    process = get_context("fork").Process(target=written, args=(path, weeks, hours))
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit("the county was not invented")
    return path


def taken_in(path: Path) -> YearTakenIn:
    """Take the file in by the command, half-minutes and all; every row of it is accounted for, or this ends."""
    from django.core.management import call_command

    from benchmarks.visits import COUNTY, county
    from markets.models import Dataset

    county()
    database = _database_clock()
    began, worked, asked = monotonic(), process_time(), database()
    with suppress(SystemExit):  # of a dirty file some rows are left out
        call_command("take_in_visits", path, authority=COUNTY, holder="council", stdout=io.StringIO())
    clock, processor, answered = monotonic() - began, process_time() - worked, database() - asked
    row = Dataset.objects.get()
    if row.rows != row.used + row.copies + row.waiting + row.refused + row.elsewhere:
        raise SystemExit("the counts do not add up to the rows of the file")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return YearTakenIn(row.rows, row.used, clock, processor, answered, memory)


def _database_clock() -> Callable[[], float]:
    """Return a clock of what the database has worked for our connection, in seconds."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [(backend,)] = cursor.fetchall()
    spent = Path(f"/proc/{backend}/schedstat")
    return lambda: int(spent.read_text(encoding="ascii").split()[0]) / 1e9


if __name__ == "__main__":
    main()
