"""Fixtures of profiles: the figures of a small invented county, worked out once in memory as a store would."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from accounts.tests.commands import run
from accounts.tests.pages import no_second_factor
from markets.measures.domain.stored_measures import StoredVisits
from markets.measures.tests.stored_visits import RELATION, stored
from markets.profiles.domain.market_profile import MarketProfile, market_profile
from markets.profiles.domain.profile_inputs import ProfileDays, ProfileInputs
from markets.store import profile_worker
from markets.visits.domain.columns import ColumnMapping
from markets.visits.domain.visit_file import visits_from

__all__ = ["county_visits", "in_memory", "no_second_factor"]
FIRST, LAST = date(2025, 10, 20), date(2025, 10, 26)
Profile = Callable[[bool], MarketProfile]


@pytest.fixture(scope="session")
def county_visits(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bool], StoredVisits]:
    """Return the visits of a county, whose rounds may be looked at or not."""
    folder = tmp_path_factory.mktemp("county")
    how = ("--weeks", 1, "--seed", 8, "--hours-per-week", 250)
    assert run("invent_market", "--output", folder, *how).status == 0
    with (folder / "visits.csv").open(encoding="utf-8", newline="") as lines:
        dataset = visits_from(lines, ColumnMapping())
    ask = stored(dataset, folder)
    return lambda rounds: StoredVisits(ask, RELATION, dataset.fields, ProfileDays(FIRST, LAST).weeks, rounds)


@pytest.fixture(scope="session")
def figures(county_visits: Callable[[bool], StoredVisits]) -> Profile:
    """Return the profile of the county, with rounds or without, worked out once."""
    days = ProfileDays(FIRST, LAST)
    return cache(lambda rounds: market_profile(county_visits(rounds), ProfileInputs(days, is_independent=rounds)))


@pytest.fixture
def in_memory(figures: Profile, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """Put the county in place of the store; what is put into the names stands for its providers' refs."""
    names: dict[str, str] = {}

    @contextmanager
    def no_store(row: Any, _datasets: Any, _days: Any) -> Iterator[bool]:
        yield row.holder == "independent"

    def renamed(rounds: Any, _inputs: ProfileInputs) -> MarketProfile:
        found = figures(rounds)
        rows = tuple(replace(row, ref=names.get(row.ref, row.ref)) for row in found.rows)
        return replace(found, rows=rows)

    monkeypatch.setattr(profile_worker, "stored_visits", no_store)
    monkeypatch.setattr(profile_worker, "market_profile", renamed)
    yield names
