"""Benchmark of payment rules over a county year: the half-minute table against pandas on the visits it is made of.

The rows are invented, each provider works in two of six zones: two thousand attendances a location, so that a thousand
locations come to the two million of a county year. Both sides come to equal pence, or the benchmark stops.
"""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import numpy as np
import pandas as pd
from django.db import connection
from django.utils import timezone
from psycopg2.extras import execute_values

from benchmarks.stopwatch import medians, row
from markets.models import Dataset
from markets.payment.domain.cell_rates import RatesOfLab
from markets.payment.domain.lab_terms import OutcomeTerms
from markets.payment.domain.preset_rules import preset_rules
from markets.payment.queries import paid_lines, rate_keys
from register.models import Authority, Location, Owner, Provider

A_LOCATION, PROVIDERS, HOURLY = 2_000, 40, Decimal("24.20")
FOUR = ("planned", "actual_minute", "nearest_5", "actual_minute_capped")
AT_MOST = 0.2
KEYS = ("location_id", "zone", "planned", "day_type")
TERMS = OutcomeTerms()


def rows(locations: int) -> list[str]:
    """Time one rule, and four with all breakdowns."""
    authority = Authority.objects.create(name="County of visits", cqc_name="County of visits")
    visits = invented(authority, locations * A_LOCATION)
    cells = stored(authority, visits)
    rates = [one.values for one in RatesOfLab(hourly=HOURLY).rates_of(rate_keys(authority.id))]
    found = []
    for name, chosen in (("one rule", FOUR[2:3]), ("four rules", FOUR)):
        rules = {key: preset_rules()[key] for key in chosen}
        ours = paid_lines(authority.id, rules, rates, TERMS)[0]
        theirs = by_pandas(visits, chosen)
        if [rule.pence for rule in ours.rules] != theirs:
            raise SystemExit(f"{name}: not equal, {[rule.pence for rule in ours.rules]} and {theirs}")
        times = medians(
            {
                "table": lambda rules=rules: paid_lines(authority.id, rules, rates, TERMS),  # type: ignore[misc]
                "pandas": lambda chosen=chosen: by_pandas(visits, chosen),  # type: ignore[misc]
            },
            3,
        )
        words = f"{name}, {cells:,} cells of {len(visits):,} visits"
        found.append(row(words, times["table"], "pandas on the visits", times["pandas"], AT_MOST))
    return found


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
            "location_id": np.array([str(place.id) for place in places])[which],
            "provider_id": np.array([str(place.provider_id) for place in places])[which],
            "zone": np.array([f"zone {one}" for one in range(6)])[(which + rng.choice(2, number)) % 6],
            "day_type": np.array(["weekday", "saturday", "sunday"])[rng.choice(3, number, p=[5 / 7, 1 / 7, 1 / 7])],
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
    counted = halves.groupby(keys, sort=True).size().reset_index(name="count")
    with connection.cursor() as cursor:
        values = [_values(dataset.id, authority.id, one) for one in counted.to_dict("records")]
        execute_values(cursor.cursor, INSERT, values, TEMPLATE, page_size=10_000)
        cursor.execute("ANALYZE markets_halfminutes")
    return len(counted)


INSERT = """INSERT INTO markets_halfminutes (dataset_id, authority_id, holder, provider_id, location_id, contract, zone,
    ruc, period, day_type, is_further, planned, delivered, outcome, notice, by_hand, count)
    VALUES %s"""
TEMPLATE = "(%s, %s, 'council', %s, %s, '', %s, '', %s, %s, false, %s, %s, 'done', NULL, false, %s)"


def _values(dataset: UUID, authority: UUID, one: Any) -> tuple[Any, ...]:
    place = (str(dataset), str(authority), one["provider_id"], one["location_id"], one["zone"])
    return (*place, date(2025, one["month"], 1), one["day_type"], one["planned"], one["delivered"], one["count"])


def by_pandas(visits: pd.DataFrame, chosen: tuple[str, ...]) -> list[int]:
    """Return the pence of each rule; sums by provider, zone, length and day are worked out on the way."""
    minutes, planned = visits["seconds"] // 60 * 60, visits["planned"] * 60
    paid = {
        "planned": lambda: planned,
        "actual_minute": lambda: minutes,
        "nearest_5": lambda: (2 * minutes + 300) // 600 * 300,
        "actual_minute_capped": lambda: np.minimum(minutes, planned),
    }
    num, per = int(HOURLY * 10_000), 360_000
    full = (2 * planned * num + per) // (2 * per)
    short = planned - visits["seconds"] > 300
    frame = visits[list(KEYS)].copy()
    frame["visits"], frame["delivered"], frame["short"] = 1, visits["seconds"], short
    sums, ends = ["visits", "delivered", "short"], []
    for number, key in enumerate(chosen):
        frame[f"seconds{number}"] = paid[key]()
        frame[f"pence{number}"] = (2 * frame[f"seconds{number}"] * num + per) // (2 * per)
        change = frame[f"pence{number}"] - frame["pence0"]
        frame[f"changed{number}"], frame[f"change{number}"] = change != 0, change
        frame[f"stay{number}"] = (full - frame[f"pence{number}"]).where(short, 0)
        sums += [f"{name}{number}" for name in ("seconds", "pence", "changed", "stay")]
        ends.append(f"change{number}")
    for level in KEYS:
        groups = frame.groupby(level, observed=True)
        groups[sums].sum()
        groups[ends].agg(["min", "max"])
    return [int(frame[f"pence{number}"].sum()) for number in range(len(chosen))]
