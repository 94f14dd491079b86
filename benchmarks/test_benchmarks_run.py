import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import __main__ as benchmarks


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


def test_a_part_that_breaks_off_ends_no_other(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    def breaks(locations: int) -> list[str]:
        raise ValueError(f"of {locations}")

    parts = {"one": ("One", breaks), "two": ("Two", lambda locations: [f"a row of {locations}"])}
    monkeypatch.setattr(benchmarks, "PARTS", parts)
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    monkeypatch.setattr("django.core.management.call_command", lambda *_, **__: None)
    assert benchmarks.run(7, ["one", "two"]) == ["one"]
    said, told = capsys.readouterr()
    assert "broken off (one, 0 s of the clock)" in said and "a row of 7\n(two, 0 s of the clock)" in said
    assert "ValueError: of 7" in told
