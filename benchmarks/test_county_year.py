"""A county's file is invented and taken in by the command, and what that took is held against the limits."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.county_year import YearTakenIn, invented, taken_in


@pytest.mark.django_db(transaction=True)
def test_a_week_of_a_small_county(tmp_path: Path, settings: Any):
    settings.VISITS_FOLDER = str(tmp_path / "visits")
    path = invented(tmp_path, 1, 300)
    found = taken_in(path)
    assert found.rows == path.read_bytes().count(b"\n") - 1 and found.rows * 0.9 < found.used < found.rows
    assert found.processor > 0 < found.database and found.memory > 50


def test_what_is_over_a_limit_is_said():
    within = YearTakenIn(2_000_000, 1_990_000, 60, 23.9, 2, 1000).lines()
    assert within[1:] == [
        "11.9 µs of processor a row, at most 12 (23.9 s)",
        "1.0 µs of the database's processor a row (2.0 s)",
        "1,000 MB of memory, at most 1,000",
    ]
    *_, slow, _, much = YearTakenIn(2_000_000, 1_990_000, 60, 24.2, 2, 1001).lines()
    assert slow == "12.1 µs of processor a row, at most 12: too slow (24.2 s)"
    assert much == "1,001 MB of memory, at most 1,000: too much"


@pytest.mark.proof
def test_a_county_year_needs_no_more_memory_than_it_may():
    root = Path(__file__).resolve().parents[1]
    command = [sys.executable, "-m", "benchmarks.county_year"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    print(done.stdout)
    assert int(done.stdout.split("\n")[1].split()[0].replace(",", "")) > 2_000_000
    assert "MB of memory" in done.stdout and "too much" not in done.stdout
