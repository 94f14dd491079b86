"""What a version stores is what was read and worked out: nothing rounded, nothing lost, and fit for the database."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costing.answers import NA, Answer, Answers
from costing.form import AnswerType
from costing.forms import CURRENT
from costing.formulas.costs import Costs, VisitRate
from costing.serialisation import (
    answers_document,
    answers_from,
    costs_document,
    costs_from,
    storable,
)
from costing.tests.returns import example_names, report_on

AMOUNTS = st.none() | st.decimals(allow_nan=False, allow_infinity=False)


def through_json(document):
    return json.loads(json.dumps(document))


@pytest.mark.parametrize("name", example_names("homecare"))
def test_the_examples_come_back_as_they_were(name):
    report = report_on(name)
    stored = through_json(answers_document(report.answers))
    assert answers_from(report.service, report.version, stored) == report.answers
    assert costs_from(through_json(costs_document(report.costs))) == report.costs


@pytest.mark.nightly
@given(st.dictionaries(st.text(max_size=9), AMOUNTS, max_size=5))
def test_any_figure_comes_back_digit_for_digit(amounts):
    costs = Costs(
        {"homecare": amounts}, amounts, {"30": None, "45": VisitRate(Decimal(1) / 3, Decimal("0.10"))}, amounts
    )
    back = costs_from(through_json(costs_document(costs)))
    assert back == costs
    assert [str(value) for value in back.drivers.values()] == [str(value) for value in amounts.values()]


def test_every_type_of_answer_comes_back():
    form = CURRENT["homecare"]
    values = {
        AnswerType.DATE: date(2026, 4, 1),
        AnswerType.DECIMAL_OR_NA: NA,
        AnswerType.DECIMAL: Decimal("10.35"),
        AnswerType.INTEGER: Decimal(0),
        AnswerType.PERCENT: Decimal("0.05"),
    }
    by_key = {
        q.key: Answer(q.key, " as typed ", values.get(q.type, "some words"), q.sheet, "C7") for q in form.questions
    }
    answers = Answers(form.service, form.version, by_key)
    assert answers_from(form.service, form.version, through_json(answers_document(answers))) == answers


def test_a_form_that_is_not_in_use_has_no_answers_to_show():
    assert answers_from("homecare", "1999", {"basic_pay_rate": {"value": "1"}}) is None
    assert answers_from("homecare", CURRENT["homecare"].version, {}) is None


def test_what_was_not_costed_is_stored_as_nothing():
    assert costs_document(None) is None
    assert costs_from(None) is None


@given(st.text(st.characters() | st.just("\x00") | st.just("\ud800"), max_size=50))
def test_any_text_is_made_fit_for_the_database(text):
    fit = storable(text)
    assert "\x00" not in fit
    assert len(fit.encode("utf-8")) >= len(fit)
    assert storable(fit) == fit
