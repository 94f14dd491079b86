"""`simulate_payment RULES.csv VISITS.csv`: minutes a visit, or what each rule comes to."""

from pathlib import Path

import pytest

from accounts.tests.commands import Outcome, run

RULES = Path(__file__).parent / "files" / "payment_rules.csv"
VISITS = "planned_minutes,actual_seconds,provider_ref\n30,1349,A\n30,,A\n45,2700,B\n"


def simulated(tmp_path: Path, visits: str = VISITS, *how: str, rules: Path = RULES) -> Outcome:
    file = tmp_path / "visits.csv"
    file.write_text(visits, encoding="utf-8")
    return run("simulate_payment", rules, file, "--json", *how)


def test_each_visit_by_every_rule(tmp_path: Path):
    first, missed, last = simulated(tmp_path).document
    assert first["nearest_5"] == "20.000000" and first["actual_minute"] == "22.000000"
    assert set(missed.values()) == {"0.000000"}
    assert last["planned"] == "45.000000" and len(last) == 14


def test_sums_with_neutral_rate_and_reason_to_stay(tmp_path: Path):
    sums = simulated(tmp_path, VISITS, "--sum").document
    assert sums["nearest_5"] == {
        "minutes": "65.000000",
        "by_provider": {"A": "20.000000", "B": "45.000000"},
        "neutral_rate": "1.153846",
        "reason_to_stay": "10.000000",
    }


def test_nothing_to_divide_by(tmp_path: Path):
    sums = simulated(tmp_path, "planned_minutes,actual_seconds\n30,\n", "--sum").document
    assert sums["planned"] == {"minutes": "0.000000", "by_provider": {}, "neutral_rate": None, "reason_to_stay": None}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("0,60", "Row 2: “planned_minutes” is “0”"),
        ("1441,60", "at most 1,440"),
        ("half,60", "“planned_minutes” is “half”"),
        ("٣٠,60", "“planned_minutes” is “٣٠”"),
        ("30,1.5", "“actual_seconds” is “1.5”; expected are whole seconds from 0 to 86,400."),
        ("30,-1", "“actual_seconds” is “-1”"),
        ("30,1e400", "“actual_seconds” is “1e400”"),
        ("30," + "9" * 300, "expected are whole seconds"),
    ],
)
def test_a_visit_that_cannot_be(tmp_path: Path, row: str, said: str):
    found = simulated(tmp_path, f"planned_minutes,actual_seconds\n{row}\n")
    assert found.status == 1 and said in found.err


def test_a_rule_that_needs_more_than_lengths(tmp_path: Path):
    rules = tmp_path / "rules.csv"
    rules.write_text("key,basis,rounding,step_minutes\nends,actual_ends,nearest,5\n", encoding="utf-8")
    found = simulated(tmp_path, rules=rules)
    assert found.status == 1 and "“ends” needs the start and end of each visit" in found.err


@pytest.mark.parametrize("visits", ["", "a,b\n1,2\n", "planned_minutes\n30\n"])
def test_a_file_without_the_columns(tmp_path: Path, visits: str):
    assert simulated(tmp_path, visits).status == 2


def test_a_file_that_is_none(tmp_path: Path):
    assert run("simulate_payment", RULES, tmp_path / "none.csv").status == 2
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\xff\xfe\x00")
    assert run("simulate_payment", RULES, tmp_path / "picture.csv").status == 2
