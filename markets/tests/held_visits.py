"""Test support: a folder for visits, somebody who looks after them, and files that are sent and taken in."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from accounts.actions import roles
from accounts.domain.context import Context
from accounts.models import Role
from markets.models import Dataset
from markets.store import take_in_worker
from markets.tests.council import Council, make_council
from markets.visits.actions import datasets
from markets.visits.tests.visit_rows import at, visit
from register.models import Location, Provider


@pytest.fixture
def council(db: None, settings: Any, tmp_path: Path) -> Iterator[Council]:
    """Yield a council whose commissioner Carol looks after visits, with a home-care branch, CQC number 1-elm-a."""
    settings.VISITS_FOLDER = str(tmp_path / "visits")
    made = make_council()
    elm = Provider.objects.get(cqc_provider_id="1-elm")
    Location.objects.create(
        name="Elm Branch", cqc_location_id="1-elm-a", provider=elm, authority=made.authority, is_homecare=True
    )
    role = Role.objects.get(person_id=made.carol.person_id)
    roles.switch_visits(by=made.alex, role_id=role.id, on=True)
    made.carol = replace(made.carol, with_visits=True)
    yield made


def file_of(rows: Sequence[dict[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(dict.fromkeys(key for row in rows for key in row)), "", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def usual_rows(count: int = 6, provider: str = "1-elm-a", **more: str) -> list[dict[str, str]]:
    return [
        visit(n, provider_ref=provider, client_ref=f"C{n}", planned_start=at(8, 0, n), actual_start=at(8, 2, n), **more)
        for n in range(1, count + 1)
    ]


def sent(by: Context, data: bytes, name: str = "june.csv") -> Dataset:
    """Send a file and have a worker at it; return its row as it is then."""
    row = datasets.receive(by=by, file_name=name, data=data)
    assert isinstance(row, Dataset), row
    return worked(row)


def worked(row: Any) -> Dataset:
    take_in_worker.process(row.id)
    row.refresh_from_db()
    assert isinstance(row, Dataset)
    return row
