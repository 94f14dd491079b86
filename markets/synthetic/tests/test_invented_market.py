"""An invented county is measured as it was made, and all dirt that was planted is found, and nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest

from accounts.tests.commands import run
from markets.measures.domain.market_measures import measured
from markets.measures.domain.measure_document import measure_document
from markets.visits.domain.columns import ColumnMapping
from markets.visits.domain.visit_file import VisitDataset, visits_from

TOLERANCE = 0.02
# Shares that are named with a tolerance of their own: 0.05 points.
RARE = {"missed": 0.0005}


def county(folder: Path, *how: object) -> tuple[dict[str, Any], VisitDataset]:
    assert run("invent_market", "--output", folder, *how).status == 0
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    with (folder / "visits.csv").open(encoding="utf-8", newline="") as lines:
        return truth, visits_from(lines, ColumnMapping())


def figure(measures: dict[str, Any], key: str) -> float:
    return float(measures[key].get("value") or measures[key]["median"])


def not_recovered(truth: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """Return the measures that lie further from the truth than they may; ``stretched`` is judged by provider."""
    pairs = {key: (figure(truth["measures"], key), figure(found["market"], key)) for key in truth["measures"]}
    allowed = {key: RARE.get(key, TOLERANCE * abs(true)) for key, (true, _) in pairs.items()}
    return [key for key, (true, seen) in pairs.items() if key != "stretched" and abs(true - seen) > allowed[key]]


def false_and_missed(truth: dict[str, Any], found: VisitDataset) -> tuple[int, int]:
    codes = set(truth["dirt"]) | set(found.marks)
    planted = {code: set(truth["dirt"].get(code, [])) for code in codes}
    marked = {code: set(found.marks.get(code, ())) for code in codes}
    return sum(len(marked[c] - planted[c]) for c in codes), sum(len(planted[c] - marked[c]) for c in codes)


def drawn_out(truth: dict[str, Any], found: dict[str, Any]) -> list[tuple[float, float]]:
    """Return each provider's true and measured share of visits that were drawn out, where it may be shown."""
    shown = {ref: each["stretched"] for ref, each in found["providers"].items() if "value" in (each["stretched"] or {})}
    return [(float(truth["providers"][ref]["drawn_out"]), float(each["value"])) for ref, each in shown.items()]


def mean_error(pairs: list[tuple[float, float]]) -> float:
    return sum(abs(true - seen) for true, seen in pairs) / len(pairs)


def rank_correlation(pairs: list[tuple[float, float]]) -> float:
    orders = [[sorted(side).index(each) for each in side] for side in zip(*pairs, strict=True)]
    n = len(pairs)
    return 1 - 6 * sum((one - other) ** 2 for one, other in zip(*orders, strict=True)) / (n * (n * n - 1))


def test_a_small_county(tmp_path: Path):
    how = ("--weeks", 1, "--seed", 3, "--hours-per-week", 3000, "--dirt")
    truth, dataset = county(tmp_path, *how)
    document = measure_document(measured(dataset), dataset)
    assert not_recovered(truth, document) == []
    assert {code for code, rows in truth["dirt"].items() if rows} == {
        "V06", "V07", "V08", "V09", "V10", "V12", "V13", "V15", "V16", "V18", "V19", "V20", "V21",
    }  # fmt: skip
    assert false_and_missed(truth, dataset) == (0, 0)
    pairs = drawn_out(truth, document)
    assert mean_error(pairs) <= 0.05 and rank_correlation(pairs) >= 0.8
    rows = document["rows"]
    assert rows["in_file"] == rows["used"] + rows["copies"] + rows["waiting"] + rows["refused"]


def test_same_seed_same_bytes_and_another_seed_others(tmp_path: Path):
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        how = ("--weeks", 1, "--seed", seed, "--hours-per-week", 300, "--dirt")
        assert run("invent_market", "--output", tmp_path / name, *how).status == 0
    a, b, c = ([(tmp_path / name / each).read_bytes() for each in ("visits.csv", "truth.json")] for name in "abc")
    assert a == b and a[0] != c[0]


def test_a_clean_county_bears_no_mark(tmp_path: Path):
    truth, dataset = county(tmp_path, "--weeks", 2, "--seed", 4, "--hours-per-week", 400)
    assert truth["dirt"] == {} and false_and_missed(truth, dataset) == (0, 0)
    assert sum(float(each["hours_per_week"]) for each in truth["providers"].values()) == pytest.approx(400, rel=0.25)


@pytest.mark.parametrize("wrong", [("--weeks", 0), ("--hours-per-week", "1e400"), ("--seed", -1)])
def test_a_county_that_cannot_be(tmp_path: Path, wrong: tuple[str, object]):
    assert run("invent_market", "--output", tmp_path, *wrong).status != 0


@pytest.mark.proof
@pytest.mark.parametrize("seed", [11, 12, 13])
def test_a_whole_county(tmp_path: Path, seed: int):
    truth, dataset = county(tmp_path, "--seed", seed, "--dirt")
    document = measure_document(measured(dataset), dataset)
    assert not_recovered(truth, document) == []
    false, missed = false_and_missed(truth, dataset)
    assert missed == 0 and false * 10_000 <= dataset.rows
    pairs = drawn_out(truth, document)
    assert mean_error(pairs) <= 0.03 and rank_correlation(pairs) >= 0.9
