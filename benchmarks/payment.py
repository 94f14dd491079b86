"""Benchmark of payment rules over a county year: the half-minute table, and the visits themselves, against pandas.

The rows are invented, each provider works in two of six zones: two thousand attendances a location, so that a thousand
locations come to the two million of a county year. All three come to equal figures, or the benchmark stops.

pandas works as an analyst would have it: on the same visits, read into memory already, whole columns at a time, one
``groupby`` a level for all sums and one for the least and largest change, and one for the medians. Its keys are texts,
as a file has them; what it needs once somebody made them categories stands beside it. It pays each visit; that alike
ones may be counted first is what is measured. Times are those of the processor, in this process and in the database's,
which works alone on each statement: by the clock it may use a second core.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any
from uuid import UUID

import duckdb
import numpy as np
import pandas as pd
from django.db import connection
from django.utils import timezone
from psycopg2.extras import execute_values

from benchmarks.stopwatch import medians, row
from markets.models import Dataset
from markets.payment.domain.cell_rates import RatesOfLab
from markets.payment.domain.lab_question import LabQuestion
from markets.payment.domain.lab_result import LabLevel, LabLine
from markets.payment.domain.lab_terms import OutcomeTerms
from markets.payment.domain.paid_level import LevelledRule
from markets.payment.domain.preset_rules import preset_rules
from markets.payment.queries.half_minutes import paid_lines, rate_keys
from markets.store.engine import Connection, closed_down
from markets.store.payment_lines import visit_lines
from markets.store.staged_rows import prepare
from markets.visits.actions.counted_lengths import count_lengths
from register.models import Authority, Location, Owner, Provider

A_LOCATION, PROVIDERS, HOURLY = 2_000, 40, Decimal("24.20")
FOUR = ("planned", "actual_minute", "nearest_5", "actual_minute_capped")
AT_MOST = 0.2
KEYS = ("location_id", "zone", "planned", "day_type")
TERMS = OutcomeTerms()
YEAR = (date(2025, 1, 1), date(2025, 12, 31))
SETTINGS = {"rate": f"{HOURLY}", "guaranteed": 100, "margin": 10, **TERMS.as_json}


def rows(locations: int) -> list[str]:
    """Time one rule, and four with all breakdowns."""
    authority = Authority.objects.create(name="County of visits", cqc_name="County of visits")
    visits = invented(authority, locations * A_LOCATION)
    cells = stored(authority, visits)
    as_read = visits.astype(dict.fromkeys(("location_id", "zone", "day_type"), object))
    rates = RatesOfLab(hourly=HOURLY).rates_of(rate_keys(authority.id))
    found = []
    with parquet(visits) as store:
        for name, chosen in (("one rule", FOUR[1:2]), ("four rules", FOUR)):
            rules = [preset_rules()[key] for key in chosen]
            question = LabQuestion([LevelledRule(rule) for rule in rules], {}, SETTINGS, YEAR)
            jobs: dict[str, Any] = {
                "table": lambda rules=rules: paid_lines(authority.id, rules, rates, TERMS),
                "visits": lambda question=question: visit_lines(store, question, "visits", rates),
                "pandas": lambda chosen=chosen: by_pandas(as_read, chosen),
                "categories": lambda chosen=chosen: by_pandas(visits, chosen),
            }
            _are_equal(name, jobs)
            times = medians(jobs, 5, processor_time())
            against = ("pandas on the visits", times["pandas"], AT_MOST)
            found.append(row(f"{name}, {cells:,} cells of {len(visits):,} visits", times["table"], *against))
            with_categories = ("pandas with categories", times["categories"], AT_MOST)
            found.append(row(f"{name}, the cells", times["table"], *with_categories))
            found.append(row(f"{name}, the visits themselves", times["visits"], *against[:2]))
    return found


def processor_time() -> Callable[[], float]:
    """Return a clock of what this process and its connection's have worked, in seconds."""
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("SELECT pg_backend_pid()")
        [(backend,)] = cursor.fetchall()
    spent = Path(f"/proc/{backend}/schedstat")
    return lambda: process_time() + int(spent.read_text(encoding="ascii").split()[0]) / 1e9


def _are_equal(name: str, jobs: dict[str, Any]) -> None:
    table, visits, frames, _ = (job() for job in jobs.values())
    if table != visits:
        raise SystemExit(f"{name}: the table and the visits differ")
    theirs = frames[KEYS[0]]
    for line in (line for line in table if line.level is LabLevel.PROVIDER):
        if _told(line) != [int(value) for value in theirs.loc[line.ref]]:
            raise SystemExit(f"{name}, {line.ref}: {_told(line)} and {list(theirs.loc[line.ref])}")


def _told(line: LabLine) -> list[int]:
    """Return a line's figures in the order of pandas' columns."""
    first = [line.visits, line.delivered // 30, line.short]
    sums = [value for one in line.rules for value in (one.paid_seconds, one.pence, one.changed, one.stay)]
    ends = [value for one in line.rules[1:] for value in (one.least, one.most)]
    return [*first, *sums, *ends, *(one.twice or 0 for one in line.rules[1:])]


@contextmanager
def parquet(visits: pd.DataFrame) -> Iterator[Connection]:
    """Yield the store's engine over the visits in a file, as datasets lie there."""
    with TemporaryDirectory(prefix="costofcare-bench-") as folder:
        path = Path(folder) / "visits.parquet"
        with duckdb.connect() as plain:
            plain.register("frame", visits)
            plain.execute(f"COPY ({AS_STORED}) TO '{path}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)")
        with closed_down(Path(folder)) as store:
            prepare(store)
            store.execute(f"CREATE VIEW visits AS SELECT * FROM read_parquet('{path}')")
            yield store


AS_STORED = """
    SELECT CAST(location_id AS VARCHAR) AS provider_ref, CAST(zone AS VARCHAR) AS zone_key, CAST(day_type AS VARCHAR)
        AS day_type, planned * 60 AS planned_seconds, seconds // 30 * 30 AS actual_seconds, 'done' AS outcome,
        1 AS attendance, 20100 + month AS local_day, 'C' AS client_ref, 1736150400 AS planned_start,
        1736150400 AS actual_start, CAST(NULL AS BIGINT) AS cancelled_at
    FROM frame"""


def invented(authority: Authority, number: int) -> pd.DataFrame:
    rng = np.random.default_rng(18)
    owner = Owner.objects.create(name="Owner of visits")
    places = []
    for one in range(PROVIDERS):
        provider = Provider.objects.create(name=f"Provider {one}", cqc_provider_id=f"1-visits-{one}", owner=owner)
        places.append(
            Location.objects.create(
                name=f"Branch {one}", cqc_location_id=f"1-visits-{one}-a", provider=provider, authority=authority,
                is_homecare=True,
            )
        )  # fmt: skip
    planned = rng.choice([15, 30, 45, 60], number, p=[0.2, 0.55, 0.15, 0.1])
    drawn = rng.random(number) < 0.4
    ratio = np.where(drawn, rng.normal(1, 0.02, number), rng.normal(0.88, 0.13, number))
    weight = rng.dirichlet(np.ones(PROVIDERS))
    which = rng.choice(PROVIDERS, number, p=weight)
    return pd.DataFrame(
        {
            "location_id": pd.Categorical.from_codes(which, [str(place.id) for place in places]),
            "provider_id": pd.Categorical.from_codes(which, [str(place.provider_id) for place in places]),
            "zone": pd.Categorical.from_codes((which + rng.choice(2, number)) % 6, [f"zone {one}" for one in range(6)]),
            "day_type": pd.Categorical.from_codes(
                rng.choice(3, number, p=[5 / 7, 1 / 7, 1 / 7]), ["weekday", "saturday", "sunday"]
            ),
            "month": rng.integers(1, 13, number),
            "planned": planned,
            "seconds": np.maximum(30, planned * 60 * ratio).astype("int64"),
        }
    )


def stored(authority: Authority, visits: pd.DataFrame) -> int:
    """Put the half-minute table of the visits into the database; return how many cells it has."""
    dataset = Dataset.objects.create(
        authority=authority, holder="council", state="taken_in", file_name="visits.csv", size=1, sha256="visits",
        received_at=timezone.now(), first_day=date(2025, 1, 1), last_day=date(2025, 12, 31),
    )  # fmt: skip
    halves = visits.assign(delivered=visits["seconds"] // 30)
    keys = [*KEYS, "provider_id", "month", "delivered"]
    counted = halves.groupby(keys, sort=True, observed=True).size().reset_index(name="count")
    with connection.cursor() as cursor:
        values = [_values(dataset.id, authority.id, one) for one in counted.to_dict("records")]
        execute_values(cursor.cursor, INSERT, values, TEMPLATE, page_size=10_000)
        count_lengths(dataset.id)
        cursor.execute("ANALYZE markets_halfminutes, markets_countedlengths")  # As a server does by itself.
    return len(counted)


INSERT = """INSERT INTO markets_halfminutes (dataset_id, authority_id, holder, provider_id, location_id, contract, zone,
    ruc, period, day_type, is_further, planned, delivered, outcome, notice, by_hand, count)
    VALUES %s"""
TEMPLATE = "(%s, %s, 'council', %s, %s, '', %s, '', %s, %s, false, %s, %s, 'done', NULL, false, %s)"


def _values(dataset: UUID, authority: UUID, one: Any) -> tuple[Any, ...]:
    place = (str(dataset), str(authority), one["provider_id"], one["location_id"], one["zone"])
    return (*place, date(2025, one["month"], 1), one["day_type"], one["planned"], one["delivered"], one["count"])


def by_pandas(visits: pd.DataFrame, chosen: tuple[str, ...]) -> dict[str, pd.DataFrame]:
    """Return by provider, zone, length and day: visits, half-minutes, short ones; of each rule seconds, pence, changed
    and pence of staying; the least and the largest change, and twice the median one.
    """
    minutes, planned = visits["seconds"] // 60 * 60, visits["planned"] * 60
    paid = {
        "planned": lambda: planned,
        "actual_minute": lambda: minutes,
        "nearest_5": lambda: (2 * minutes + 300) // 600 * 300,
        "actual_minute_capped": lambda: np.minimum(minutes, planned),
    }
    num, per = int(HOURLY * 10_000), 360_000
    full = {"planned": planned, "nearest_5": (2 * planned + 300) // 600 * 300}
    short = planned - visits["seconds"] > 300
    frame = visits[list(KEYS)].copy()
    frame["visits"], frame["halves"], frame["short"] = 1, visits["seconds"] // 30, short
    sums, ends = ["visits", "halves", "short"], []
    for number, key in enumerate(chosen):
        frame[f"seconds{number}"] = paid[key]()
        frame[f"pence{number}"] = pence = (2 * frame[f"seconds{number}"] * num + per) // (2 * per)
        change = pence - frame["pence0"]
        frame[f"changed{number}"] = change != 0
        whole = (2 * full.get(key, planned) * num + per) // (2 * per)
        frame[f"stay{number}"] = (whole - pence).where(short, 0)
        sums += [f"{name}{number}" for name in ("seconds", "pence", "changed", "stay")]
        if number:
            frame[f"change{number}"] = change
            ends.append(f"change{number}")
    return {level: _grouped(frame.groupby(level, observed=True), sums, ends, level == KEYS[0]) for level in KEYS}


def _grouped(groups: Any, sums: list[str], ends: list[str], with_median: bool) -> pd.DataFrame:
    parts = [groups[sums].sum()]
    if ends:
        parts.append(groups[ends].agg(["min", "max"]))
        if with_median:
            parts.append((2 * groups[ends].median()).astype("int64"))
    for part in parts[1:]:
        part.columns = [str(name) for name in part.columns]
    return pd.concat(parts, axis=1)
