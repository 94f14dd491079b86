"""A worker that is killed while it takes visits in, ten times, and while it makes a profile of them, ten times.

No half dataset or profile, none twice, and the same digests. COUNTY=48,25000 does it with a year of a county.
"""

import csv
import os
import random
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from accounts.actions import encryption
from markets.models import Dataset, HalfMinutes, SealedPart, VisitFigure, VisitRun
from markets.profiles.actions.profile_runs import asked_of
from markets.profiles.queries import PROFILE
from markets.store import dataset_removal, profile_worker, take_in_worker
from markets.store.dataset_reader import opened
from markets.store.engine import ask
from markets.synthetic.domain.county import generator, invented_county
from markets.synthetic.domain.visit_texts import HEADER, visit_texts
from markets.tests.council import make_council
from markets.visits.domain.dataset_states import DatasetState, VisitHolder, VisitRunState
from register.models import Location, Provider
from submissions.tests.processes import House, house, kill, wait_until

pytestmark = [pytest.mark.proof, pytest.mark.django_db(transaction=True)]
KILLS = 10
WEEKS, HOURS = (int(number) for number in os.environ.get("COUNTY", "1,8000").split(","))
PART = 1 << 20
WORK = (
    "import django, sys, uuid; django.setup(); from markets.store import {} as work; "
    "work.process(uuid.UUID(sys.argv[1]))"
)


@pytest.fixture
def at_home(servers: Any, tmp_path: Path) -> Any:
    with house(servers, tmp_path) as found:
        yield found


def a_file(folder: Path) -> Path:
    path = folder / "visits.csv"
    county = invented_county(generator(3), 3, WEEKS, HOURS)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([list(HEADER), *visit_texts(county)])
    return path


def waiting(authority: Any, path: Path) -> Dataset:
    data = path.read_bytes()
    row = Dataset.objects.create(
        authority=authority, holder="council", file_name="visits.csv", size=len(data), sha256="1" * 64,
        received_at=timezone.now(), answers={},
    )  # fmt: skip
    for number, begin in enumerate(range(0, len(data), PART)):
        sealed = encryption.seal(data[begin : begin + PART])
        SealedPart.objects.create(dataset=row, authority=authority, holder="council", number=number, sealed=sealed)
    return row


def nobody_is_left() -> None:
    """Wait for what the database still does for a worker that is gone: its last word may have been to commit."""
    asked = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'portal_worker' AND datname = current_database()"

    def is_so() -> bool:
        with connection.cursor() as cursor:
            cursor.execute(asked)
            return bool(cursor.fetchone() == (0,))

    wait_until(is_so, "the database still works for a worker that was killed")


def is_whole(row: Dataset) -> bool:
    """Hold that a dataset is either not there at all or there once and whole; tell which."""
    nobody_is_left()
    row.refresh_from_db()
    counted = HalfMinutes.objects.filter(dataset=row).aggregate(total=Sum("count"))["total"] or 0
    if row.state != DatasetState.TAKEN_IN:
        assert counted == 0 and row.folder == "" and SealedPart.objects.filter(dataset=row).exists()
        return False
    with opened([row]) as store:
        assert ask(store, "SELECT count(*), count(DISTINCT row) FROM visits") == [(row.used, row.used)]
    assert counted == row.used
    return True


def a_run(authority: Any) -> VisitRun:
    return VisitRun.objects.create(
        authority=authority, holder="council", kind=PROFILE, asked=asked_of(VisitHolder.COUNCIL, None, None),
        received_at=timezone.now(),
    )  # fmt: skip


def begin_again(run: VisitRun) -> None:
    VisitFigure.objects.filter(run=run).delete()
    VisitRun.objects.filter(id=run.id).update(state="received", tries=0, claimed_at=None)


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
    hit = 0
    for _ in range(KILLS):
        Dataset.objects.filter(id=row.id).update(state="deleted")
        row = waiting(council.authority, path)
        monkeypatch.setenv("VISITS_FOLDER", settings.VISITS_FOLDER)
        process = at_home.start("worker", sys.executable, "-c", WORK.format("take_in_worker"), str(row.id))
        begun = Dataset.objects.exclude(state="received").filter(id=row.id)
        wait_until(begun.exists, at_home.said)
        time.sleep(chance.uniform(0, 0.7 * takes))
        kill(process)
        if not is_whole(row):
            hit += 1
            Dataset.objects.filter(id=row.id).update(state="received", tries=0, folder="")
            take_in_worker.process(row.id)
            assert is_whole(row)
        assert row.digest == digest
    dataset_removal.sweep()
    assert Dataset.objects.filter(state=DatasetState.TAKEN_IN).count() == 1
    assert hit >= KILLS // 2, "most kills came too late to show anything"
    print(f"{hit} of {KILLS} kills in the middle; a take-in of {row.rows:,} rows lasts {takes:.1f} s")
    ten_kills_of_a_profile(at_home, council.authority, chance)


def ten_kills_of_a_profile(at_home: House, authority: Any, chance: random.Random) -> None:
    run, started = a_run(authority), time.monotonic()
    profile_worker.process(run.id)
    takes, hit = time.monotonic() - started, 0
    run.refresh_from_db()
    figures = VisitFigure.objects.filter(run=run).count()
    assert run.state == VisitRunState.DONE and figures > 500
    digests, again = (run.digest, run.result["sha256"]), a_run(authority)
    for _ in range(KILLS):
        begin_again(again)
        process = at_home.start("worker", sys.executable, "-c", WORK.format("profile_worker"), str(again.id))
        wait_until(VisitRun.objects.exclude(state="received").filter(id=again.id).exists, at_home.said)
        time.sleep(chance.uniform(0, 0.7 * takes))
        kill(process)
        nobody_is_left()
        again.refresh_from_db()
        is_done = again.state == VisitRunState.DONE
        assert VisitFigure.objects.filter(run=again).count() == (figures if is_done else 0), again.state
        hit += not is_done
    begin_again(again)
    profile_worker.process(again.id)
    again.refresh_from_db()
    assert (again.digest, again.result["sha256"]) == digests
    assert VisitFigure.objects.filter(run=again).count() == figures
    assert hit >= KILLS // 2, "most kills came too late to show anything"
    print(f"{hit} of {KILLS} kills in the middle; a profile of {figures:,} figures lasts {takes:.1f} s")
