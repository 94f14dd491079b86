import pytest

from accounts.tests.commands import run
from costing.forms import CURRENT
from costing.tests.returns import example
from costing.workbook import write_workbook

pytestmark = pytest.mark.django_db


def check(tmp_path, exercise_id, **changed):
    path = tmp_path / "return.xlsx"
    path.write_bytes(write_workbook(CURRENT["homecare"], prefilled=example("homecare_1")["answers"] | changed))
    return run("check_return", path, "--exercise", exercise_id, "--json")


def test_a_return_of_a_location_that_is_asked_is_held_to_the_exercise(cast, tmp_path):
    mine = {"location_id": cast.at_elm.location.cqc_location_id}
    [document] = check(tmp_path, cast.exercise.id, **mine).document
    codes = {finding["code"] for finding in document["findings"]}
    assert "R01" not in codes
    assert "R02" in codes, "the example's price date is not the exercise's"


def test_a_location_that_is_not_asked_is_said(cast, tmp_path):
    [document] = check(tmp_path, cast.exercise.id, location_id="1-999999999").document
    said = [finding for finding in document["findings"] if finding["code"] == "R01"]
    assert "1-999999999" in said[0]["message"]


@pytest.mark.parametrize("unknown", ["8c1b1f0e-4f2a-4a57-9d3e-0f7f6a0b2c11", "none"])
def test_an_exercise_that_is_not_there_is_wrong_usage(db, tmp_path, unknown):
    outcome = check(tmp_path, unknown)
    assert outcome.status == 2
    assert unknown in outcome.err


def test_a_template_for_an_exercise_is_filled_in_as_far_as_it_is_known(cast, tmp_path):
    path, here = tmp_path / "template.xlsx", cast.at_elm.location.cqc_location_id
    made = run("return_template", "homecare", "--output", path, "--exercise", cast.exercise.id, "--location", here)
    assert made.status == 0, made.err
    [document] = run("check_return", path, "--exercise", cast.exercise.id, "--json").document
    answers = document["answers"]
    assert answers["price_date"] == cast.exercise.price_date.isoformat()
    assert (answers["location_id"], answers["branch_name"]) == (here, cast.at_elm.location_name)


def test_a_template_for_a_location_that_is_not_asked_is_refused(cast, tmp_path):
    arguments = ("--output", tmp_path / "t.xlsx", "--exercise", cast.exercise.id, "--location", "1-999999999")
    assert run("return_template", "homecare", *arguments).status == 2
