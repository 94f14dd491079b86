"""`fee_scenario FILE.json`: one document, or sentences about what cannot be used."""

import json
from pathlib import Path
from typing import Any

import pytest

from accounts.tests.commands import Outcome, run
from markets.fees.tests.typed_fees import worked_example


def scenario(tmp_path: Path, **changed: Any) -> Outcome:
    file = tmp_path / "scenario.json"
    file.write_text(json.dumps(worked_example()["inputs"] | changed), encoding="utf-8")
    return run("fee_scenario", file, "--json")


def test_the_shape_of_the_document(tmp_path: Path):
    found = scenario(tmp_path)
    assert found.status == 0
    assert found.document["zones"]["mixed"]["rate_per_hour"] == "29.784005"
    scales = {f"scale_{name}" for name in ("urban", "mixed", "rural")}
    assert set(found.document) == {"visits_per_contact_hour", "zones"} | scales


def test_a_length_without_visits_has_no_price(tmp_path: Path):
    found = scenario(tmp_path, mix={"20": 0.5, "30": 0.5, "60": 0})
    assert list(found.document["zones"]["urban"]["by_length"]) == ["20", "30"]


def test_words_for_people(tmp_path: Path):
    file = tmp_path / "scenario.json"
    file.write_text(json.dumps(worked_example()["inputs"]), encoding="utf-8")
    assert "mixed: £29.78 an hour; 15 min £9.53," in run("fee_scenario", file).out


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"mix": {"30": 0.6, "60": 0.3}}, "“mix” is 0.9 in all; expected is shares that add up to 1."),
        ({"mix": {"30": 0.5, "30.0": 0.5}}, "each length once"),
        ({"mix": {"half an hour": 1}}, "“mix.half an hour” is half an hour; expected is whole minutes from 1 to 1440"),
        ({"mix": {}}, "the share of visits by their minutes"),
        ({"hours_per_week": 0}, "“hours_per_week” is 0; expected is a number from 1 to 1,000,000."),
        ({"margin": 1}, "it leaves nothing for the cost"),
        ({"margin": -0.1}, "“margin” is -0.1"),
        ({"margin_basis": "profit"}, "expected is price or cost"),
        ({"pay": None}, "“pay” is missing"),
        ({"pay": "1e400"}, "“pay” is 1e400"),
        ({"pay": float("nan")}, "“pay” is NaN"),
        ({"pay": True}, "“pay” is True"),
        ({"pay": "9" * 10_000}, "9…;"),
        ({"pay": [1]}, "expected is a number from 0 to 1,000."),
        ({"zones": {}}, "at least one zone"),
        ({"zones": {"town": {"t": 5, "w": 1}}}, "“zones.town.d” is missing"),
        ({"zones": {"town": 3}}, "“zones.town.t” is missing"),
    ],
)
def test_what_cannot_be_used_is_said(tmp_path: Path, changed: dict[str, Any], said: str):
    found = scenario(tmp_path, **changed)
    assert found.status == 1
    assert said in found.err
    assert found.document["faults"]


def test_a_margin_on_cost_may_be_more_than_all_of_it(tmp_path: Path):
    assert scenario(tmp_path, margin=1, margin_basis="cost").status == 0


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, "\x00"])
def test_what_is_no_scenario_at_all(tmp_path: Path, text: str):
    file = tmp_path / "scenario.json"
    file.write_text(text, encoding="utf-8")
    assert run("fee_scenario", file, "--json").status == 2


def test_a_file_that_is_not_there(tmp_path: Path):
    assert run("fee_scenario", tmp_path / "none.json").status == 2
