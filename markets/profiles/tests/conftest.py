"""Fixtures of profiles: the visits of a small invented county, asked in memory as a store would be."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from accounts.tests.commands import run
from accounts.tests.pages import no_second_factor
from markets.measures.domain.stored_measures import StoredVisits
from markets.measures.tests.stored_visits import RELATION, stored
from markets.profiles.actions import profile_worker
from markets.visits.domain.columns import ColumnMapping
from markets.visits.domain.visit_file import VisitDataset, visits_from

__all__ = ["in_memory", "invented_visits", "no_second_factor"]


@pytest.fixture(scope="session")
def invented_visits(tmp_path_factory: pytest.TempPathFactory) -> VisitDataset:
    folder = tmp_path_factory.mktemp("county")
    how = ("--weeks", 2, "--seed", 8, "--hours-per-week", 500)
    assert run("invent_market", "--output", folder, *how).status == 0
    with (folder / "visits.csv").open(encoding="utf-8", newline="") as lines:
        return visits_from(lines, ColumnMapping())


@pytest.fixture
def in_memory(
    invented_visits: VisitDataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, str]]:
    """Put the county in place of the store; what is put into the names stands for its providers' refs."""
    names: dict[str, str] = {}

    @contextmanager
    def stored_visits(row: Any, datasets: Any, days: Any) -> Iterator[StoredVisits]:
        used = tuple(replace(each, provider=names.get(each.provider, each.provider)) for each in invented_visits.used)
        ask = stored(replace(invented_visits, used=used), tmp_path)
        yield StoredVisits(ask, RELATION, invented_visits.fields, days.weeks, row.holder == "independent")

    monkeypatch.setattr(profile_worker, "stored_visits", stored_visits)
    yield names
