"""Benchmark of taking a file of visits in, beside pandas and DuckDB reading the same file and doing nothing with it."""

import csv
import resource
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import duckdb
import pandas

from benchmarks.stopwatch import medians, row
from markets.store.pseudonyms import PseudonymKey
from markets.store.table_sources import csv_source, pieces_of
from markets.store.take_in import TakeInSettings, take_in
from markets.synthetic.domain.county import generator, invented_county
from markets.synthetic.domain.planted_dirt import with_dirt
from markets.synthetic.domain.visit_texts import HEADER
from markets.visits.domain.columns import ColumnMapping

WEEKS, HOURS, SEED = 4, 25_000, 11
# Microseconds of processor a row; in fixed costs a small file pays more.
GOAL = 12


def rows(weeks: int = WEEKS, hours: int = HOURS, rounds: int = 3) -> list[str]:
    """Time it in processor time of this process, all its threads together."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "visits.csv"
        count = _write(path, weeks, hours)
        jobs = {
            "taken in": lambda: _take_in(path, folder),
            "pandas": lambda: pandas.read_csv(path, dtype=str, keep_default_na=False),
            "duckdb": lambda: duckdb.sql(f"SELECT count(DISTINCT COLUMNS(*)) FROM read_csv('{path}')").fetchall(),
        }
        times = medians(jobs, rounds, process_time)
    what = f"{count:,} rows of visits taken in"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    each = times["taken in"] / count * 1e6
    return [
        row(what, times["taken in"], "pandas reading them", times["pandas"]),
        row(what, times["taken in"], "DuckDB scanning them", times["duckdb"]),
        f"{each:.1f} µs of processor a row, at most {GOAL}{': too slow' if each > GOAL else ''}; {memory:,} MB at most",
    ]


def _write(path: Path, weeks: int, hours: int) -> int:
    rng = generator(SEED)
    dirty = with_dirt(rng, invented_county(rng, SEED, weeks, hours))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([list(HEADER), *dirty.rows])
    return len(dirty.rows)


def _take_in(path: Path, folder: Path) -> None:
    with TemporaryDirectory(dir=folder) as name:
        work, target = Path(name) / "work", Path(name) / "target"
        work.mkdir()
        target.mkdir()
        settings = TakeInSettings(ColumnMapping(), lambda word: (word, word), PseudonymKey(b"." * 32))
        take_in(csv_source(pieces_of(path), ColumnMapping()), settings, work, target, lambda _: None)
