"""A figure with more digits than any can have is asked about when it comes, and named where it is stored already."""

from decimal import Decimal

import pytest

from costing.answers import Answer, Answers, normal_form
from costing.figure_words import answer_in_words, gbp, percent, with_unit
from costing.forms import CURRENT
from costing.parsing import NotUnderstood, Understood, understand
from costing.report import check_answers
from costing.tests.hostile.expectation import mostly_nightly
from costing.tests.returns import report_on
from spreadsheets.cells import Cell, CellKind

MANY = [
    "9" * 27,
    "9" * 28,
    "9" * 30,
    "-" + "9" * 27,
    "£" + "9" * 40,
    "9" * 1_000,
    "1" + ",000" * 20,
    "1" + "0" * 400,
]
MANY += ["1000000000000", "9" * 27 + ".99", "(" + "9" * 30 + ")"]
NUMERIC = [q for form in CURRENT.values() for q in form.questions if q.is_numeric]


LONGEST = pytest.param("9" * 32_000, marks=pytest.mark.nightly)


@pytest.mark.parametrize("text", [*mostly_nightly(MANY), LONGEST], ids=range(len(MANY) + 1))
def test_figure_of_many_digits_is_asked_about_wherever_a_number_is_wanted(text):
    for question in NUMERIC:
        for typed in (text, f"{text} %"):
            assert isinstance(understand(question, Cell("", "", CellKind.TEXT, typed)), NotUnderstood), question.key


@pytest.mark.parametrize("text", ["1e300", "9" * 27, "1e13", "-1e29"])
def test_cell_with_a_number_of_many_digits_is_asked_about(text):
    assert all(isinstance(understand(q, Cell("", "", CellKind.NUMBER, text)), NotUnderstood) for q in NUMERIC)


@pytest.mark.parametrize("text", ["0", "-0", "0.00", "−0", "nil", "999999999999"])
def test_ordinary_figure_is_taken(text):
    assert isinstance(
        understand(CURRENT["homecare"].by_key["marketing_cost"], Cell("", "", CellKind.TEXT, text)), Understood
    )


@pytest.mark.parametrize("text", MANY[:2], ids=range(2))
def test_return_with_one_is_checked_to_its_end(text):
    report = report_on("homecare_3", basic_pay_rate=text)
    (found,) = (one for one in report.findings if one.key == "basic_pay_rate")
    assert (found.code, found.severity) == ("R04", "must_fix")
    assert "larger than any figure" in found.message or "without guessing" in found.message
    assert len(found.read) <= 120


@pytest.mark.parametrize(
    "digits", [13, 27, pytest.param(28, marks=pytest.mark.nightly), 400, pytest.param(5_000, marks=pytest.mark.nightly)]
)
@pytest.mark.parametrize("service", ["homecare", "care_home"])
def test_every_check_and_every_word_bears_one_that_is_stored_already(service, digits):
    report = report_on(f"{service}_1")
    huge = Decimal("9" * digits)
    for form in (CURRENT[service],):
        for part in range(4):
            keys = {q.key for q in form.questions if q.is_numeric}
            chosen = {key for place, key in enumerate(sorted(keys)) if place % 4 == part}
            by_key = {k: a._replace(value=huge) if k in chosen else a for k, a in report.answers.by_key.items()}
            check_answers(form, Answers(form.service, form.version, by_key))


@pytest.mark.parametrize("value", [Decimal("9" * 27), Decimal("-" + "9" * 30), Decimal("1e400"), Decimal("Infinity")])
def test_page_that_meets_one_says_so(value):
    for words in (gbp(value), percent(value), with_unit(value, "hours"), with_unit(value, "share")):
        assert "too large" in words
    question = CURRENT["homecare"].by_key["basic_pay_rate"]
    assert "too large" in answer_in_words(question, value)
    assert len(answer_in_words(question, value)) < 60


def test_minus_nothing_is_nothing():
    assert gbp(Decimal("-0")) == "£0.00"
    assert percent(Decimal("-0.00001")) == "0 %"
    assert normal_form(Decimal("-0.0")) == "0"
    assert Answer("x", "-0", Decimal("-0")).normal == "0"


@pytest.mark.parametrize("value", ["0E+25", "0E+2000", "-0E+30", "0E-40"])
def test_nothing_is_nothing_whatever_its_exponent(value):
    assert gbp(Decimal(value)) == "£0.00" and percent(Decimal(value)) == "0 %"
