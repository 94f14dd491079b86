"""`attack_releases` prints the table of docs/attacks.md, in words or as one document, and its status is the verdict."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reports.actions import acro_medians, attack_markets


def play(*options: str) -> tuple[str, int]:
    out = StringIO()
    try:
        call_command("attack_releases", "--no-large", "--no-acro", "--processes", "1", *options, stdout=out, stderr=out)
    except SystemExit as stop:
        return out.getvalue(), int(stop.code or 0)
    return out.getvalue(), 0


@pytest.mark.nightly
def test_it_prints_its_seed_and_repeats_itself() -> None:
    printed, status = play("--markets", "8")
    seed = re.search(r"seed (\d+)", printed)
    assert seed and status == 0
    assert play("--markets", "8", "--seed", seed[1]) == (printed, 0)


@pytest.mark.nightly
def test_its_status_is_one_when_an_attack_succeeds() -> None:
    printed, status = play("--markets", "25", "--seed", "1", "--policy", "statutory")
    assert status == 1
    assert "exact: NOT no more than strong" in printed


def test_json_is_one_document_with_figures_of_six_places() -> None:
    out = StringIO()
    call_command(
        "attack_releases", "--markets", "8", "--seed", "3", "--processes", "1", "--no-large", "--no-acro", "--json",
        stdout=out, stderr=StringIO(),
    )  # fmt: skip
    document = json.loads(out.getvalue())
    assert (document["markets"], document["seed"], document["passes"]) == (8, 3, True)
    (rows,) = [attack["rows"] for attack in document["attacks"] if attack["attack"] == "own value"]
    assert list(rows) == ["ours", "plain quantiles", "threshold 5", "threshold 10", "before", "strong"]
    assert rows["plain quantiles"]["claims"] == 8 and float(rows["plain quantiles"]["within 5p"]) == 1
    assert re.fullmatch(r"0\.\d{6}", rows["ours"]["within 1 %"])
    assert {"returns", "owners", "share_of_those", "share_of_all", "mean_error"} <= document["usefulness"][0].keys()
    assert all(claim["holds"] for claim in document["claims"])


@pytest.mark.parametrize("options", [("--sizes", "2", "9"), ("--markets", "0"), ("--processes", "0")])
def test_it_refuses_markets_that_it_cannot_attack(options: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match="three returns"):
        play(*options)


@pytest.mark.proof
def test_processes_share_the_same_markets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attack_markets, "CHUNK", 3)
    assert play("--markets", "8", "--seed", "2", "--processes", "2") == play("--markets", "8", "--seed", "2")


def test_acro_is_looked_for_outside_of_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert acro_medians.environment().is_relative_to(tmp_path)
    assert not acro_medians.is_there()
