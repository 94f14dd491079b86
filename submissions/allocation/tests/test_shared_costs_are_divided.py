"""Dividing to the penny, by a key that the form knows."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costing.form import AnswerType
from costing.forms import FORMS
from costing.market_checks import with_notes_across
from costing.tests.returns import report_on
from submissions.allocation.domain.penny_shares import allocate
from submissions.allocation.domain.shared_costs import (
    ELSEWHERE,
    amount_from,
    by_section,
    figure_in,
    parts_of,
    shareable,
    with_note,
)
from submissions.tests.online import answers_of_example

AMOUNTS = st.integers(0, 10**9).map(lambda pence: Decimal(pence) / 100)
FIGURES = st.lists(st.decimals(0, 10**6, places=2), min_size=1, max_size=12).filter(any)


def plain_twin(total: Decimal, figures: list[Decimal]) -> list[Decimal]:
    """Whole pence first; then a penny at a time to whoever is furthest below their exact share."""
    pence, whole = int(total * 100), sum(map(Fraction, figures))
    exact = [pence * Fraction(figure) / whole for figure in figures]
    given = [int(share) for share in exact]
    while sum(given) < pence:
        behind = [share - part for share, part in zip(exact, given, strict=True)]
        given[behind.index(max(behind))] += 1
    return [Decimal(part) / 100 for part in given]


@given(AMOUNTS, FIGURES)
def test_the_parts_are_those_of_the_plain_twin_and_add_up(total, figures):
    parts = allocate(total, dict(enumerate(figures)))
    assert list(parts.values()) == plain_twin(total, figures)
    assert sum(parts.values()) == total
    for place, figure in enumerate(figures):
        assert abs(parts[place] - total * figure / sum(figures)) < Decimal("0.01")
        assert figure or not parts[place]


def test_what_cannot_be_divided_is_a_bug():
    for total, figures in (("1.005", [1]), ("-1", [1]), ("1", [0]), ("1", []), ("1", [2, -1])):
        with pytest.raises(ValueError, match=r"pence|key"):
            allocate(Decimal(total), dict(enumerate(map(Decimal, figures))))


def test_each_part_says_how_it_came_about():
    figures = {"a": Decimal("812.5"), "b": Decimal("1000"), ELSEWHERE: Decimal("895.80")}
    first, *rest = parts_of("contact hours", {"it_cost": Decimal("40000")}, figures)
    assert first.note == "£12,000.15 of £40,000.00 by contact hours: 812.5 of 2,708.3"
    assert first.amount + sum(part.amount for part in rest) == Decimal("40000")


def test_a_note_of_a_persons_own_is_kept_and_that_of_an_earlier_division_is_not():
    note = "£2.00 of £4.00 by beds: 1 of 2"
    assert with_note("", note) == note
    assert with_note("x" * 990, note) == "x" * 990
    assert with_note("With the van.", note) == f"With the van. {note}"
    assert with_note("With the van. £1,000.00 of £4,000.50 by contact hours: 812.5 of 2,708.3", note) == (
        f"With the van. {note}"
    )


@pytest.mark.parametrize("text", ["lots", "5 %", "-3", "1.234"])
def test_a_total_that_is_no_amount_is_asked_again(text):
    assert isinstance(amount_from(text), str)


def test_a_total_is_read_as_people_type_it():
    assert amount_from("£40,000") == Decimal("40000")


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.service)
def test_every_form_says_by_what_its_costs_are_shared(form):
    """Each way of sharing that a return may state, and figures that its return asks for."""
    choices = form.by_key[form.shared_by].choices
    assert [key.name for key in form.sharing] == [name for name in choices if name != "not_shared"]
    for key in form.sharing:
        assert all(form.by_key[question].is_numeric for question in key.questions)
    assert any(key.questions for key in form.sharing)
    costs = shareable(form)
    assert len(costs) > 15
    assert all(question.type == AnswerType.DECIMAL_OR_NA for question in costs)
    assert [question for found in by_section(form).values() for question in found] == list(costs)


@pytest.mark.parametrize(("named", "key"), [("homecare_3", "hours"), ("care_home_1", "residents")])
def test_a_location_s_figure_is_taken_from_its_own_return(named, key):
    answers = answers_of_example(named)
    form = next(form for form in FORMS.values() if form.service == answers.service)
    chosen = next(each for each in form.sharing if each.name == key)
    assert figure_in(chosen, answers) == sum(answers.number(question) for question in chosen.questions)
    blank = answers_of_example(named, **{chosen.questions[0]: ""})
    assert figure_in(chosen, blank) is None
    assert figure_in(form.sharing[-1], answers) is None


def test_divided_by_a_key_no_two_branches_are_noted_and_copied_they_are():
    """R08 asks of costs that were copied; those that were divided differ, unless the branches are as large."""
    form = next(form for form in FORMS.values() if form.service == "homecare")
    totals = {question.key: Decimal("12000.01") for question in shareable(form)}

    def returned(a: str, b: str) -> list[bool]:
        parts = parts_of("contact hours", totals, {"a": Decimal(a), "b": Decimal(b)})
        costs = {place: {p.key: str(p.amount) for p in parts if p.place == place} for place in ("a", "b")}
        reports = [
            report_on("homecare_1", **costs["a"]),
            report_on("homecare_1", location_id="1-100000099", **costs["b"]),
        ]
        return ["R08" in {found.code for found in report.findings} for report in with_notes_across(reports)]

    assert returned("812.5", "900") == [False, False]
    totals = dict.fromkeys(totals, Decimal("12000"))
    assert returned("812.5", "812.5") == [True, True]
