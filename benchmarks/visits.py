"""Benchmark of taking a file of visits in, beside others reading the same file and doing nothing with it.

CSV beside pandas and DuckDB; a workbook beside openpyxl, XML beside the standard library's parser of events.
"""

import csv
import io
import resource
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from xml.etree.ElementTree import iterparse
from xml.sax.saxutils import escape

import duckdb
import pandas
import xlsxwriter
from django.core.management import call_command
from openpyxl import load_workbook

from benchmarks.stopwatch import medians, row
from markets.models import Dataset
from markets.store.dataset_folders import throw_away
from markets.store.file_kinds import source_of
from markets.store.pseudonyms import PseudonymKey
from markets.store.table_sources import pieces_of
from markets.store.take_in import TakeInSettings, take_in
from markets.synthetic.domain.county import generator, invented_county
from markets.synthetic.domain.planted_dirt import with_dirt
from markets.synthetic.domain.visit_texts import HEADER
from markets.visits.domain.columns import ColumnMapping
from register.models import Authority, Location, Owner, Provider

WEEKS, HOURS, SEED = 4, 25_000, 11
# Of files that Python reads row by row a smaller one tells as much, but for what each take-in begins with.
SMALL_WEEKS, SMALL_HOURS, TURNS = 2, 8_000, 5
# Microseconds of processor a row; in fixed costs a small file pays more.
GOAL = 12
MOST_OF_BARE = 3
COUNTY = "Benchmarkshire"
Rows = Sequence[Sequence[str]]


def rows(weeks: int = WEEKS, hours: int = HOURS, rounds: int = 3) -> list[str]:
    """Time it in processor time of this process, all its threads together."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "visits.csv"
        count = written(path, weeks, hours)
        return [*of_a_csv(path, count, rounds), *of_other_kinds(folder, rounds)]


def of_a_csv(path: Path, count: int, rounds: int) -> list[str]:
    jobs = {
        "taken in": lambda: taken_in(path),
        "kept": lambda: kept(path),
        "pandas": lambda: pandas.read_csv(path, dtype=str, keep_default_na=False),
        "duckdb": lambda: duckdb.sql(f"SELECT count(DISTINCT COLUMNS(*)) FROM read_csv('{path}')").fetchall(),
    }
    times = medians(jobs, rounds, process_time)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    found = []
    for job, what in (("taken in", "rows of visits taken in"), ("kept", "rows, half-minutes in the database")):
        each = times[job] / count * 1e6
        found += [
            row(f"{count:,} {what}", times[job], "pandas reading them", times["pandas"]),
            row(f"{count:,} {what}", times[job], "DuckDB scanning them", times["duckdb"]),
            f"{each:.1f} µs a row, at most {GOAL}{': too slow' if each > GOAL else ''}; {memory:,} MB at most",
        ]
    return found


def of_other_kinds(folder: Path, rounds: int) -> list[str]:
    """Time a workbook and XML of the same rows."""
    texts = county_texts(SMALL_WEEKS, SMALL_HOURS)
    found = []
    for what, write, bare, other in (
        ("a workbook", workbook, bare_workbook, "openpyxl reading it"),
        ("XML", markup, bare_markup, "iterparse reading it"),
    ):
        path = folder / what.replace(" ", "-")
        path.write_bytes(write(texts))
        jobs: dict[str, Callable[[], object]] = {"ours": partial(taken_in, path), "bare": partial(bare, path)}
        times = medians(jobs, max(rounds, TURNS), process_time)
        found.append(row(f"{len(texts):,} rows of {what}", times["ours"], other, times["bare"], MOST_OF_BARE))
    return found


def county_texts(weeks: int, hours: int) -> Rows:
    rng = generator(SEED)
    return with_dirt(rng, invented_county(rng, SEED, weeks, hours)).rows


def written(path: Path, weeks: int, hours: int) -> int:
    texts = county_texts(weeks, hours)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([list(HEADER), *texts])
    return len(texts)


def taken_in(path: Path) -> None:
    with TemporaryDirectory(dir=path.parent) as name:
        work, target = Path(name) / "work", Path(name) / "target"
        work.mkdir()
        target.mkdir()
        settings = TakeInSettings(ColumnMapping(), lambda word: (word, word), PseudonymKey(b"." * 32))
        take_in(source_of(pieces_of(path)), settings, work, target, lambda _: None)


def kept(path: Path) -> None:
    """Take a file in by the command, and forget it again."""
    authority = county()
    with suppress(SystemExit):  # of a dirty file some rows are left out
        call_command("take_in_visits", path, authority=COUNTY, holder="council", stdout=io.StringIO())
    row = Dataset.objects.get(authority=authority)
    assert row.used * 10 > row.rows * 9, row.findings
    throw_away(row.folder)
    row.delete()


def county() -> Authority:
    """Return the invented county's authority, with a location for each provider."""
    found, is_new = Authority.objects.get_or_create(name=COUNTY, cqc_name=COUNTY)
    if is_new:
        owner = Owner.objects.create(name="Somebody")
        provider = Provider.objects.create(name="Somebody", cqc_provider_id="1-somebody", owner=owner)
        names = [f"P{number:02}" for number in range(1, 60)]
        Location.objects.bulk_create(
            Location(name=name, cqc_location_id=f"1-{name}", provider=provider, authority=found, is_homecare=True)
            for name in names
        )
    return found


def workbook(texts: Rows) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "in_memory": True})
    sheet = book.add_worksheet("Visits")
    for number, cells in enumerate([HEADER, *texts]):
        for place, text in enumerate(cells):
            if text:
                sheet.write_string(number, place, text)
    book.close()
    return file.getvalue()


def bare_workbook(path: Path) -> None:
    book = load_workbook(path.open("rb"), read_only=True)
    for _ in book.worksheets[0].iter_rows(values_only=True):
        pass


def markup(texts: Rows) -> bytes:
    visits = (
        "".join(f"<{name}>{escape(text)}</{name}>" for name, text in zip(HEADER, cells, strict=True) if text)
        for cells in texts
    )
    return f"<Visits>{''.join(f'<Visit>{each}</Visit>' for each in visits)}</Visits>".encode()


def bare_markup(path: Path) -> None:
    for _, element in iterparse(path):
        if element.tag == "Visit":
            [(part.tag, part.text) for part in element]
            element.clear()
