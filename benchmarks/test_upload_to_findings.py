"""Uploads beside another commit: parts are summed, compared, and held against the limit."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.upload_to_findings.__main__ import table
from benchmarks.upload_to_findings.processor_time import seconds_of

BUSY = "import time; began = time.process_time()\nwhile time.process_time() < began + 0.1: pass"


def test_the_sum_of_all_parts_is_held_against_the_limit():
    here, beside = {"web": [0.01, 0.03, 0.02], "database": [0.01] * 3}, {"web": [0.04] * 3, "database": [0.01] * 3}
    *parts, whole = table({"here": here, "beside": beside})
    assert [line.split() for line in parts] == [
        ["web", "20.0", "40.0", "beside", "0.50", "×"],
        ["database", "10.0", "10.0", "beside", "1.00", "×"],
    ]
    assert " ".join(whole.split()) == "all together 30.0 50.0 beside 0.60 ×, at most 0.5: too slow"
    assert table({"here": here})[-1].split() == ["all", "together", "30.0"]


def test_processes_that_have_ended_count_for_whoever_started_them():
    nested = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BUSY!r}]); print('done', flush=True); "
    command = [sys.executable, "-c", f"{nested} sys.stdin.read()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "done\n"
        assert 0.09 <= seconds_of([process.pid]) < 5
        process.communicate("")
    assert seconds_of([process.pid]) == 0


@pytest.mark.proof
def test_one_command_uploads_and_prints_each_part():
    root = Path(__file__).resolve().parents[1]
    command = [sys.executable, "-m", "benchmarks.upload_to_findings", "--uploads", "2", "--rounds", "1"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for part in ("web", "worker and readers", "database", "all together"):
        assert part in done.stdout
