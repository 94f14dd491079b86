"""The pages of the return online hold every question once, in parts, and repeat no help."""

import pytest

from costing.form import Form
from costing.form_pages import choice_help, help_sentences, pages_from, row_label, shared_help
from costing.forms import CURRENT

FORMS = pytest.mark.parametrize("form", CURRENT.values(), ids=list(CURRENT))


@FORMS
def test_every_question_is_on_one_page_of_its_sheet(form: Form):
    asked = [question.key for page in form.pages for question in page.questions]
    assert sorted(asked) == sorted(question.key for question in form.questions)
    assert {question.sheet == page.sheet for page in form.pages for question in page.questions} == {True}


@FORMS
def test_condition_is_asked_on_an_earlier_page(form: Form):
    place = {question.key: at for at, page in enumerate(form.pages) for question in page.questions}
    for question in form.questions:
        for key in question.required_when.keys if question.required_when else ():
            assert place[key] < place[question.key], (key, question.key)


@FORMS
def test_tables_are_whole_and_their_columns_have_one_meaning(form: Form):
    for group in (group for page in form.pages for group in page.groups if group.columns):
        assert len(group.questions) % len(group.columns) == 0, group.legend
        for at in range(len(group.columns)) if len(group.columns) > 1 else ():
            assert len({row[at].unit for row in group.rows}) == 1, group.legend
        labels = [row_label(group, row) for row in group.rows]
        assert len(set(labels)) == len(labels)


@FORMS
def test_titles_tell_pages_apart(form: Form):
    titles = [page.title for page in form.pages]
    assert len(set(titles)) == len(titles)
    sheets = set(form.sheets) - set(titles)
    assert sheets <= {page.sheet for page in form.pages}


def test_question_that_no_page_lists_stands_behind_the_one_before(tmp_path):
    form = CURRENT["homecare"]
    file = tmp_path / "pages.csv"
    file.write_text("page,sheet,legend,columns,questions\nPay,Careworker pay,,,basic_pay_rate\n", encoding="utf-8")
    pages = {page.title: page for page in pages_from(file, form.questions)}
    assert [question.key for question in pages["Pay"].questions][:2] == ["basic_pay_rate", "pay_rate_weekday"]
    assert pages["Surplus"].questions == form.questions_on("Surplus")


def test_help_that_most_of_a_group_share_is_told_apart():
    questions = CURRENT["care_home"].questions_on("Expenditure")[:8:2]
    assert shared_help(questions)[-1] == "0 where there is none; n/a where you cannot give it"
    assert shared_help(questions[:1]) == []


def test_choices_have_words_and_their_own_help():
    form = CURRENT["homecare"]
    basis, rule = form.by_key["roo_basis"], form.by_key["payment_rule"]
    assert [basis.words_of(choice) for choice in basis.choices] == [
        "Mark-up on cost", "Margin on price", "Amount per contact hour",
    ]  # fmt: skip
    assert rule.words_of("rounded_5") == "Actual time, rounded to 5 minutes"
    assert choice_help(basis, "margin") == "Share of price"
    assert help_sentences(basis) == []
    assert form.by_key["ni_basis"].words_of("something_else") == "Something else"


@FORMS
def test_no_choice_of_several_words_is_left_as_its_code(form: Form):
    """Nor is any that says something else in another question, as "Actual" did."""
    for question in form.questions:
        for choice, words in zip(question.choices, question.choice_words, strict=True):
            assert words or "_" not in choice, (question.key, choice)
