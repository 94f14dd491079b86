"""Measures worked out by the store's engine are those of the plain functions, to the last digit."""

import random
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from accounts.tests.commands import run
from accounts.tests.in_turn import first_by_day
from markets.measures.domain import sql_rounds
from markets.measures.domain.catalogue import FROM_VISITS, OF_MARKETS
from markets.measures.domain.figures import AnyFigure
from markets.measures.domain.market_measures import measured
from markets.measures.domain.sql_care import MARKET
from markets.measures.domain.stored_measures import OF_ROUNDS, StoredVisits, own_zone_measures, stored_measures
from markets.measures.domain.travel import JourneyEstimate, estimated, journeys
from markets.measures.domain.visit_set import VisitSet, of_home_care, weeks_of
from markets.measures.tests.stored_visits import RELATION, stored
from markets.visits.domain.columns import ColumnMapping
from markets.visits.domain.visit_file import VisitDataset, visits_from
from markets.visits.tests.visit_rows import at, dataset, visit

Figures = Mapping[str, AnyFigure]


def differences(found: VisitDataset, folder: Path) -> list[tuple[str, str, AnyFigure, AnyFigure]]:
    """Return what differs, of the market and of each provider; and of a zone, beside the same rows as a market."""
    weeks = weeks_of(of_home_care(found.used))
    by_engine = stored_measures(StoredVisits(stored(found, folder), RELATION, found.fields, weeks))
    plain = measured(found)
    pairs: list[tuple[str, Figures, Figures]] = [("market", by_engine.market, plain.market)]
    assert set(by_engine.provider) == set(plain.providers)
    pairs += [(name, by_engine.provider[name], plain.providers[name]) for name in plain.providers]
    return [
        (name, key, one.get(key), other[key])
        for name, one, other in pairs
        for key in FROM_VISITS
        if key in other and one.get(key) != other[key]
    ]


def random_rows(seed: int) -> list[dict[str, str]]:
    """Return visits that tie, overlap, run over midnight and into the clock change, over nine weeks."""
    chance, rows = random.Random(seed), []
    for number in range(600):
        start = 1_761_000_000 + 900 * chance.randrange(96 * 64)
        carers = chance.choice((1, 1, 1, 2))
        for attendance in range(carers):
            off = chance.choice((0, 0, 60, -300, chance.randrange(-1200, 2400)))
            seconds = chance.choice((1800, 1795, 1500, 600, chance.randrange(1, 5400)))
            rows.append(
                visit(number, attendance=str(attendance + 1), carers_planned=str(carers))
                | {"provider_ref": chance.choice("PQ"), "client_ref": f"C{chance.randrange(9)}"}
                | {"carer_ref": chance.choice(("", "W1", "W2", "W3", "W4", "W5", "W6"))}
                | {"planned_start": f"{start}", "actual_start": f"{start + off}"}
                | {"planned_seconds": chance.choice(("900", "1800", "")), "actual_seconds": f"{seconds}"}
                | {"start_method": chance.choice(("app", "app", "manual", ""))}
                | {"outcome": chance.choice(("done", "done", "done", "done", "missed", "cancelled_provider"))}
                | {"zone_key": chance.choice(("Z1", "Z2", "")), "ruc": chance.choice(("UN1", "RSF1", ""))}
            )
    return rows


def moments(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the rows with their instants as texts, and nothing where a visit was not done."""
    for row in rows:
        for key in ("planned_start", "actual_start"):
            row[key] = f"{datetime.fromtimestamp(int(row[key]), UTC):%Y-%m-%dT%H:%M:%SZ}"
        if row["outcome"] != "done":
            row["actual_start"] = row["actual_seconds"] = row["start_method"] = row["end_method"] = ""
    return rows


@pytest.mark.parametrize("seed", first_by_day([1, 2]))
def test_of_rows_that_tie_and_overlap(tmp_path: Path, seed: int):
    assert differences(dataset(*moments(random_rows(seed))), tmp_path) == []


@pytest.mark.nightly
def test_of_an_invented_county_with_dirt(tmp_path: Path):
    how = ("--weeks", 1, "--seed", 6, "--hours-per-week", 400, "--dirt")
    assert run("invent_market", "--output", tmp_path, *how).status == 0
    with (tmp_path / "visits.csv").open(encoding="utf-8", newline="") as lines:
        assert differences(visits_from(lines, ColumnMapping()), tmp_path) == []


def test_journeys_between_places(tmp_path: Path):
    rows = moments(random_rows(5))
    for number, row in enumerate(rows):
        row["place_ref"] = ("", f"{400_000 + 100 * (number % 50)} {250_000 + 100 * (number % 7)}")[number % 9 > 0]
    found = dataset(*rows)
    plain = journeys(VisitSet(of_home_care(found.used), found.marks).rounds)
    stored_ones = stored(found, tmp_path)(sql_rounds.journeys(RELATION, MARKET), [[]])
    expanded: Counter[JourneyEstimate] = Counter()
    for _, zone, ruc, squared, gap, times in stored_ones:
        expanded[estimated(zone, ruc, squared, gap, 1)] += times
    assert rounded_ways(expanded) == rounded_ways(Counter(plain)) and plain


def rounded_ways(found: Counter[JourneyEstimate]) -> Counter[tuple[object, ...]]:
    """Return journeys to a metre: a root and a hypotenuse differ in their last digit."""
    ways: Counter[tuple[object, ...]] = Counter()
    for each, times in found.items():
        ways[(each.zone, round(each.km, 6), round(each.minutes, 6), each.gap)] += times
    return ways


def test_zones_are_markets_of_their_own(tmp_path: Path):
    rows = [
        visit(n, client_ref=f"C{n % 7}", carer_ref=f"W{n % 6}", zone_key=f"Z{n % 2}")
        | {"planned_start": at(6 + n % 12, 0, 1 + n // 12), "actual_start": at(6 + n % 12, 3, 1 + n // 12)}
        for n in range(120)
    ]
    found = dataset(*rows)
    by_engine = stored_measures(StoredVisits(stored(found, tmp_path), RELATION, found.fields, 2))
    for zone in ("Z0", "Z1"):
        alone = measured(dataset(*(row for row in rows if row["zone_key"] == zone))).market
        assert {key: by_engine.zone[zone].get(key) for key in FROM_VISITS} == {key: alone[key] for key in FROM_VISITS}


def test_a_provider_in_a_zone_is_a_market_of_its_own(tmp_path: Path):
    found = dataset(*moments(random_rows(3)))
    rows = of_home_care(found.used)
    weeks, keys = weeks_of(rows), ("gap", "round", "contact_share", "coc", "new_faces", "delivered_of_done")
    visits = StoredVisits(stored(found, tmp_path), RELATION, found.fields, weeks)
    by_engine = own_zone_measures(visits, keys, ())
    assert set(by_engine) == {f"{provider}|{zone}" for provider in "PQ" for zone in ("", "Z1", "Z2")}
    for ref, figures in by_engine.items():
        alone = [row for row in rows if ref == f"{row.provider}|{row.zone}"]
        plain = VisitSet(alone, found.marks, weeks)
        assert {key: figures.get(key) for key in keys} == {key: FROM_VISITS[key].work(plain) for key in keys}


def test_rounds_are_left_alone_where_they_are_not_ours(tmp_path: Path):
    found = dataset(*(visit(n, carer_ref=f"W{n}") for n in range(6)))
    asked = StoredVisits(stored(found, tmp_path), RELATION, found.fields, 1, with_rounds=False)
    assert not set(OF_ROUNDS) & set(stored_measures(asked).market) and OF_MARKETS
