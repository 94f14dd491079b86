import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from accounts.tests.commands import run
from accounts.tests.in_turn import first_by_day
from accounts.tests.patience import PATIENCE_SECONDS
from costing.forms import CURRENT
from costing.tests.returns import every_example, example
from costing.workbook import write_workbook

ROOT = Path(__file__).resolve().parents[2]
FINDING = ["code", "severity", "audience", "key", "sheet", "cell", "label", "read", "expected", "message", "fix"]
HEAD = ["file", "service", "template_version", "layer", "accepted", "answers", "findings"]
FIGURES = ["lines", "visit_rates", "columns", "drivers"]


def workbook(folder: Path, name: str, service: str = "homecare", **changed: str) -> Path:
    answers = example(f"{service}_1")["answers"] | changed
    path = folder / name
    path.write_bytes(write_workbook(CURRENT[service], prefilled=answers))
    return path


def close(ours, theirs):
    return ours is None if theirs is None else abs(Decimal(ours) - Decimal(theirs)) <= Decimal("0.00005")


@pytest.mark.parametrize("name", every_example())
def test_an_example_comes_back_with_every_figure_right(name, tmp_path):
    given = example(name)
    path = tmp_path / "return.xlsx"
    path.write_bytes(write_workbook(CURRENT[given["service"]], prefilled=given["answers"]))
    outcome = run("check_return", path, "--json")
    [document] = outcome.document
    assert (outcome.status, document["accepted"], document["layer"]) == (0, True, 5)
    expected = given["expected"]
    assert set(document["lines"]) == set(expected.get("lines", {}))
    assert all(close(document["lines"][key], figure) for key, figure in expected.get("lines", {}).items())
    assert list(document["columns"]) == list(expected.get("columns", {}))
    for column, figures in expected.get("columns", {}).items():
        assert all(close(document["columns"][column][key], figure) for key, figure in figures.items())
    assert all(close(document["drivers"][key], figure) for key, figure in expected["drivers"].items())
    assert set(document["visit_rates"]) == set(expected.get("visit_rates", {}))
    for minutes, figures in expected.get("visit_rates", {}).items():
        ours = document["visit_rates"][minutes]
        assert ours is None if figures is None else all(close(ours[key], figures[key]) for key in figures)


@pytest.mark.parametrize(
    ("service", "key", "sheet"),
    [("homecare", "careworkers", "Careworker pay"), ("care_home", "occupied_nursing", "Occupancy and hours")],
)
def test_the_document_has_the_promised_shape(service, key, sheet, tmp_path):
    [document] = run("check_return", workbook(tmp_path, "a.xlsx", service, **{key: "?"}), "--json").document
    assert list(document) == [*HEAD, *FIGURES]
    assert set(document["answers"]) == {question.key for question in CURRENT[service].questions}
    assert [document[part] for part in FIGURES] == [{}, {}, {}, {}]
    [finding] = document["findings"]
    assert list(finding) == FINDING
    assert (finding["code"], finding["key"], finding["sheet"]) == ("R04", key, sheet)
    assert finding["cell"].startswith("C")


def test_answers_are_in_their_shortest_normal_form(tmp_path):
    changed = {"basic_pay_rate": "10.20", "sick_pay_share": "3%", "marketing_cost": "n/a", "it_cost": "£9,600.00"}
    [document] = run("check_return", workbook(tmp_path, "a.xlsx", **changed), "--json").document
    answers = document["answers"]
    assert answers["basic_pay_rate"] == "10.2"
    assert answers["sick_pay_share"] == "0.03"
    assert answers["marketing_cost"] == "n/a"
    assert answers["it_cost"] == "9600"
    assert answers["period_start"] == "2021-04-01"
    assert answers["minutes_other"] == ""


def test_figures_have_six_places_and_are_null_where_undefined(tmp_path):
    [document] = run("check_return", workbook(tmp_path, "a.xlsx", ppe_cost="n/a"), "--json").document
    assert document["lines"]["direct_care"] == "10.458000"
    assert document["lines"]["total"] is None
    assert document["visit_rates"] == {"15": None, "30": None, "45": None, "60": None}


def test_a_home_has_columns_only_where_it_has_residents_and_no_lines_of_its_own(tmp_path):
    changed = {"food_cost": "n/a", "occupied_nursing": "0", "occupied_other": "6", "care_hours_other": "22"}
    path = workbook(tmp_path, "a.xlsx", "care_home", **changed)
    [document] = run("check_return", path, "--json").document
    assert (document["lines"], document["visit_rates"]) == ({}, {})
    assert list(document["columns"]) == ["residential", "residential_enhanced", "nursing_enhanced"]
    assert {lines["total"] for lines in document["columns"].values()} == {None}
    assert document["drivers"] == {"occupancy": "0.900000"}


def test_there_is_one_object_a_file_in_the_order_given_and_the_worst_decides(tmp_path):
    good, bad = workbook(tmp_path, "z.xlsx"), workbook(tmp_path, "a.xlsx", careworkers="")
    text = tmp_path / "m.xlsx"
    text.write_text("location_id,branch_name\n")
    outcome = run("check_return", good, text, bad, tmp_path / "none.xlsx", "--json")
    assert outcome.status == 2
    assert [d["file"] for d in outcome.document] == [str(good), str(text), str(bad), str(tmp_path / "none.xlsx")]
    assert [d["accepted"] for d in outcome.document] == [True, False, False, False]
    assert [d["layer"] for d in outcome.document] == [5, 1, 3, 1]
    assert outcome.document[1]["findings"][0]["code"].startswith("F")
    assert outcome.document[1]["lines"] == {}
    assert run("check_return", good, bad, "--json").status == 1


@pytest.mark.parametrize(("sent", "asked"), [("homecare", "care_home"), ("care_home", "homecare")])
def test_another_service_s_workbook_is_refused_in_words(sent, asked, tmp_path):
    outcome = run("check_return", workbook(tmp_path, "a.xlsx", sent), "--service", asked, "--json")
    [document] = outcome.document
    assert (outcome.status, document["layer"], document["findings"][0]["code"]) == (1, 2, "R02")


def test_without_json_it_speaks_to_people(tmp_path):
    outcome = run("check_return", workbook(tmp_path, "a.xlsx", careworkers="?"))
    assert "Careworkers on the payroll" in outcome.out
    assert "Traceback" not in outcome.out + outcome.err


def test_it_runs_without_environment_database_or_redis(tmp_path):
    path = workbook(tmp_path, "a.xlsx")
    ran = subprocess.run(
        [sys.executable, "manage.py", "check_return", str(path), "--json"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    assert b'"accepted": true' in ran.stdout


@pytest.mark.parametrize("arguments", first_by_day([((),), (("--service", "nursery", "x.xlsx"),), (("--nonsense",),)]))
@pytest.mark.nightly
def test_wrong_usage_leaves_with_two(arguments):
    assert run("check_return", *arguments).status in (1, 2)
    ran = subprocess.run([sys.executable, "manage.py", "check_return", *arguments], cwd=ROOT, capture_output=True)
    assert ran.returncode == 2
    assert b"Traceback" not in ran.stderr
