"""A spreadsheet's error is asked about, by whichever way it comes; nothing that a person means is taken for one."""

import pytest

from costing.forms import CURRENT
from costing.parsing import NotUnderstood, understand
from costing.parsing.words import is_spreadsheet_error
from costing.tests.returns import report_on
from spreadsheets.cells import Cell, CellKind

ERRORS = [
    "#N/A", "#n/a", " #N/A ", "#NA", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
    "#GETTING_DATA", "#NV", "#N/D", "#BEZUG!", "#WERT!", "#ÜBERLAUF!", "#¡REF!", "#¿NOMBRE?", "#VALEUR!", "#ERROR!",
    "Err:502", "err:508", "#######", "£#N/A", "#DIV/0! %", "#ref!", "\u200b#N/A",
]  # fmt: skip
ANSWERS = ["n/a", "N/A", "NA", "n/k", "#1 Care", "# 12", "#careathome", "Ref!", "No. 5", "Value", "12", "-", "Num 3"]
FORM = CURRENT["homecare"]
OPTIONAL = next(q for q in FORM.questions if q.is_numeric and not q.required and q.required_when is None)


@pytest.mark.parametrize("text", ERRORS)
def test_error_typed_or_in_a_cell_is_no_answer_to_any_question(text):
    assert is_spreadsheet_error(text)
    asked = [FORM.by_key["marketing_cost"], FORM.by_key["branch_name"], FORM.by_key["price_date"], OPTIONAL]
    for question in asked:
        for kind in (CellKind.TEXT, CellKind.ERROR):
            assert isinstance(understand(question, Cell("", "", kind, text)), NotUnderstood), question.key


@pytest.mark.parametrize("text", ANSWERS)
def test_what_people_mean_is_no_error(text):
    assert not is_spreadsheet_error(text)


@pytest.mark.parametrize("text", ERRORS[:6])
def test_error_must_be_put_right_and_takes_no_line_out_of_the_total(text):
    report = report_on("homecare_3", marketing_cost=text)
    assert [found.code for found in report.findings if found.key == "marketing_cost"] == ["R04"]
    assert not report.is_accepted


def test_error_has_no_guess_and_says_what_to_do():
    (found,) = (one for one in report_on("homecare_3", marketing_cost="#N/A").findings if one.key == "marketing_cost")
    assert found.guess is None
    assert "spreadsheet error" in found.message
    assert "type the figure itself" in found.fix
