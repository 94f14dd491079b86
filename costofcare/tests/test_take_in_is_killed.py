"""A worker that is killed while it takes visits in, ten times: no half dataset, no double one, and the same digest."""

import csv
import random
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Sum
from django.utils import timezone

from accounts.actions import encryption
from markets.models import Dataset, HalfMinutes, SealedPart
from markets.store import dataset_removal, take_in_worker
from markets.store.dataset_reader import opened, plain_attendances
from markets.synthetic.domain.county import generator, invented_county
from markets.synthetic.domain.visit_texts import HEADER, visit_texts
from markets.tests.council import make_council
from markets.visits.domain.dataset_states import DatasetState
from register.models import Location, Provider
from submissions.tests.processes import House, house, kill

pytestmark = [pytest.mark.proof, pytest.mark.django_db(transaction=True)]
KILLS = 10
WORK = (
    "import django, sys, uuid; django.setup(); from markets.store import take_in_worker as work; "
    "work.process(uuid.UUID(sys.argv[1]))"
)


@pytest.fixture
def at_home(servers: Any, tmp_path: Path) -> Any:
    with house(servers, tmp_path) as found:
        yield found


def a_file(folder: Path) -> Path:
    path = folder / "visits.csv"
    county = invented_county(generator(3), 3, 1, 8000)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([list(HEADER), *visit_texts(county)])
    return path


def waiting(authority: Any, path: Path) -> Dataset:
    data = path.read_bytes()
    row = Dataset.objects.create(
        authority=authority, holder="council", file_name="visits.csv", size=len(data), sha256="1" * 64,
        received_at=timezone.now(), answers={},
    )  # fmt: skip
    SealedPart.objects.create(
        dataset=row, authority=authority, holder="council", number=0, sealed=encryption.seal(data)
    )
    return row


def is_whole(row: Dataset) -> bool:
    """Hold that a dataset is either not there at all or there once and whole; tell which."""
    row.refresh_from_db()
    counted = HalfMinutes.objects.filter(dataset=row).aggregate(total=Sum("count"))["total"] or 0
    if row.state != DatasetState.TAKEN_IN:
        assert counted == 0 and row.folder == "" and SealedPart.objects.filter(dataset=row).exists()
        return False
    with opened([row]) as connection:
        assert len(plain_attendances(connection)) == row.used == counted
    return True


def test_ten_kills(at_home: House, tmp_path: Path, settings: Any, monkeypatch: Any):
    settings.VISITS_FOLDER = str(tmp_path / "visits")
    council, path = make_council(), a_file(tmp_path)
    elm = Provider.objects.get()
    for number in range(1, 60):
        Location.objects.create(
            name=f"P{number:02}", cqc_location_id=f"1-{number}", provider=elm, authority=council.authority,
            is_homecare=True,
        )  # fmt: skip
    row = waiting(council.authority, path)
    started = time.monotonic()
    take_in_worker.process(row.id)
    takes = time.monotonic() - started
    assert is_whole(row)
    digest, chance = row.digest, random.Random(5)
    for _ in range(KILLS):
        Dataset.objects.filter(id=row.id).update(state="deleted")
        row = waiting(council.authority, path)
        monkeypatch.setenv("VISITS_FOLDER", settings.VISITS_FOLDER)
        process = at_home.start("worker", sys.executable, "-c", WORK, str(row.id))
        time.sleep(chance.uniform(1, 2 + 2 * takes))
        kill(process)
        if not is_whole(row):
            Dataset.objects.filter(id=row.id).update(state="received", tries=0, folder="")
            take_in_worker.process(row.id)
            assert is_whole(row)
        assert row.digest == digest
    dataset_removal.sweep()
    assert Dataset.objects.filter(state=DatasetState.TAKEN_IN).count() == 1
