"""Deadline day over HTTP: its parts, and a small run of it; the large one is its command."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks.deadline_crowd.figures import errors, is_well, p95, refusals, table
from benchmarks.deadline_crowd.workbooks import FIRST, for_location, location_id
from costing.sandbox import read_bytes
from submissions.tests.cast import workbook, workbook_for

ROOT = Path(__file__).resolve().parents[1]


def asked(*statuses: int, seconds: float = 0.1) -> list[dict[str, object]]:
    return [{"name": "home", "status": status, "at": 0.0, "seconds": seconds} for status in statuses]


def told(rows: list[dict[str, object]], **changed: object) -> dict[str, object]:
    usual = {"broken": [], "submitted": 2, "most_at_once": 2, "seconds": 10.0, "processor": 0.5, "last_upload": 0.0}
    return usual | {"asked": rows} | changed


def test_a_workbook_of_another_location_is_what_would_be_written_for_it():
    there = SimpleNamespace(location=SimpleNamespace(cqc_location_id=location_id(7)))
    assert read_bytes(for_location(workbook(FIRST), location_id(7))) == read_bytes(workbook_for(there))


def test_errors_and_refusals_are_told_apart_and_either_is_not_well():
    good, refused, failed = told(asked(200, 204, 302)), told(asked(200, 429)), told(asked(200, 0, 500))
    assert [(errors(each), refusals(each)) for each in (good, refused, failed)] == [(0, 0), (0, 1), (2, 0)]
    assert [is_well(each, 2) for each in (good, refused, failed)] == [True, False, False]
    assert not is_well(told(asked(200), submitted=1), 2)


def test_what_is_over_a_limit_is_said_beside_it():
    assert p95(range(1, 101)) == 96
    assert "too slow" not in table(told(asked(200)), 2, 3)
    assert "| a page, 95 of 100 | 2.50 s: too slow | 2 s |" in table(told(asked(200, seconds=2.5)), 2, 3)
    assert "| 121.00 s: too slow | 120 s |" in table(told(asked(200)), 2, 121)


@pytest.mark.proof
def test_ten_providers_in_twenty_seconds_all_submit_and_nobody_is_refused():
    words = "--providers 10 --minutes 0.33 --pause 0.2 --read-every 3"
    command = [sys.executable, "-m", "benchmarks.deadline_crowd", *words.split()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "| providers who submitted | 10 | all 10 |" in done.stdout and "| errors | 0 | 0 |" in done.stdout
    assert "| the dashboard |" in done.stdout
