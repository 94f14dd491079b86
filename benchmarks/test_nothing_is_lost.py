"""The proof that nothing is lost sees what would be: it is run small here, large by its command."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.nothing_is_lost.disasters import Disaster, plan
from benchmarks.nothing_is_lost.senders import numbered
from benchmarks.nothing_is_lost.verdict import verdict
from costing.sandbox import read_bytes
from submissions.models import Upload
from submissions.tests.cast import cast, hand_in, send_in, workbook_for

__all__ = ["cast"]
ROOT = Path(__file__).resolve().parents[1]
NOT_A_WORKBOOK = b"kept all the same"


def test_every_disaster_is_planned_within_the_uploads_and_the_same_for_a_seed():
    planned = plan(1000, 20, 5, 3, seed=1)
    assert planned == plan(1000, 20, 5, 3, seed=1) != plan(1000, 20, 5, 3, seed=2)
    counts = [sum(each.disaster is disaster for each in planned) for disaster in Disaster]
    assert counts == [20, 3, 2, 3]
    assert [each.after for each in planned] == sorted(each.after for each in planned)
    assert planned[0].after >= 1 and planned[-1].after <= 900


@pytest.mark.django_db
def test_what_is_lost_or_there_twice_is_seen(cast):
    data = workbook_for(cast.at_elm)
    version = hand_in(cast.ada, cast.at_elm, data)
    receipts = {version.upload_id: hashlib.sha256(data).hexdigest()}
    assert verdict(receipts).is_good and verdict(receipts).checked == 1
    waiting = send_in(cast.ada, cast.at_elm_too, NOT_A_WORKBOOK)
    assert "still received" in verdict(receipts | {waiting.upload_id: waiting.sha256}).lost[0]
    assert "not those that were sent" in verdict({version.upload_id: waiting.sha256}).lost[0]
    assert "no row" in verdict({cast.elm.id: "of none"}).lost[0]
    Upload.objects.filter(id=waiting.upload_id).update(sha256=receipts[version.upload_id])
    assert "2 uploads" in verdict(receipts).twice[0]


def test_numbered_workbooks_are_other_files_and_the_same_return(cast):
    data = workbook_for(cast.at_elm)
    first, second = numbered(data, 1), numbered(data, 2)
    assert len({first, second, data}) == 3
    assert read_bytes(first) == read_bytes(data)


@pytest.mark.proof
def test_forty_uploads_come_home_through_three_kills_of_the_worker_two_of_redis_and_a_stop_of_postgresql():
    words = "--uploads 40 --people 8 --worker-kills 3 --redis-kills 2 --postgres-stops 1 --seed 3"
    command = [sys.executable, "-m", "benchmarks.nothing_is_lost", *words.split()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "| acknowledged and lost | 0 |" in done.stdout and "| twice | 0 |" in done.stdout
