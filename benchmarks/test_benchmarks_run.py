import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.proof
def test_one_command_prints_every_ratio():
    root = Path(__file__).resolve().parents[1]
    done = subprocess.run([sys.executable, "-m", "benchmarks", "6"], cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for row in (
        " core",
        "reading in this process",
        "answers, checks and costs",
        "a market of 6",
        "of pandas' bare quantiles",
        ", at most 20",
        ", at most 30",
        ", at most 100",
        "dashboard of 6 locations",
        "an upload, worked on",
        "contact log as csv",
        "make a calculation",
        "checked again",
        "one provider",
        "one sign-in",
        "pandas on the visits",
        "dashboard, a contact later",
        "on the clock",
    ):
        assert row in done.stdout
