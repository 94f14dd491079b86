"""The return online asks in parts: what applies, once explained, in words, added up."""

import re

import pytest
from django.urls import reverse
from django.utils.text import slugify

from accounts.tests.pages import client_of, get, post, text_of
from costing.forms import CURRENT
from submissions.tests.cast import make_exercise, take_part
from submissions.tests.online import save, standing, type_in, typed_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
STAFFING = "Expenditure: staffing"


@pytest.fixture
def home(cast):
    exercise = make_exercise(cast.authority, "Care homes 2026", service="care_home")
    return take_part(exercise, cast.elm, "Elm House", "1-100000009")


def page(context, place, title, **query):
    return get(context, "submissions:online_section", place.id, slugify(title), **query)


def fill(context, place, title, **typed):
    number = str(standing(context, place).number(next(p.sheet for p in pages(place) if p.title == title)))
    return post(context, "submissions:online_section", place.id, slugify(title), **{"on-number": number, **typed})


def pages(place):
    return CURRENT[place.exercise.service].pages


class TestParts:
    def test_expenditure_is_cut_by_section_with_cost_and_rise_side_by_side(self, cast, home):
        body = page(cast.ada, home, STAFFING).content.decode()
        row = re.search(r'<tr[^>]*>\s*<th scope="row"[^>]*>\s*Nursing staff\s.*?</tr>', body, re.DOTALL)
        assert 'name="nursing_staff_cost"' in row[0]
        assert 'name="nursing_staff_uplift"' in row[0]
        assert "food_cost" not in body
        assert f"Section {[p.title for p in pages(home)].index(STAFFING) + 1} of {len(pages(home))}" in text_of(
            page(cast.ada, home, STAFFING)
        )

    def test_help_is_said_once_and_no_sentence_comes_back(self, cast, home):
        shown = text_of(page(cast.ada, home, STAFFING))
        assert shown.count("Wages, employer NI, pension, holiday and sick cover, agency") == 1
        assert shown.count("n/a where you cannot give it") == 1
        shown = text_of(page(cast.ada, cast.at_elm, "Running costs"))
        assert shown.count("This branch only") == 1

    def test_an_address_of_before_leads_to_the_first_part(self, cast, home):
        answer = page(cast.ada, home, "Expenditure", checked="1")
        assert answer.status_code == 302
        assert answer["Location"].endswith(f"/online/{slugify(STAFFING)}/?checked=1")

    def test_a_page_that_was_open_before_is_saved_whole(self, cast, home):
        data = {"on-number": "0", "care_staff_cost": "500000", "food_cost": "40000"}
        post(cast.ada, "submissions:online_section", home.id, "expenditure", **data)
        typed = standing(cast.ada, home).typed
        assert (typed["care_staff_cost"], typed["food_cost"]) == ("500000", "40000")

    def test_parts_of_a_sheet_keep_each_other_s_answers(self, cast, home):
        fill(cast.ada, home, STAFFING, care_staff_cost="500000")
        fill(cast.tom, home, "Expenditure: premises", repairs_maintenance_cost="9000")
        typed = standing(cast.ada, home).typed
        assert (typed["care_staff_cost"], typed["repairs_maintenance_cost"]) == ("500000", "9000")
        assert not standing(cast.ada, home).clashes


class TestRunningTotals:
    def test_costs_are_added_up_with_their_rises_and_with_the_other_parts(self, cast, home):
        fill(cast.ada, home, "Expenditure: premises", repairs_maintenance_cost="9000")
        data = {"on-number": "1", "care_staff_cost": "500,000", "care_staff_uplift": "10", "chefs_cooks_cost": "n/a"}
        url = reverse("submissions:online_save", args=[home.id, slugify(STAFFING)])
        said = text_of(client_of(cast.ada).post(url, data))
        assert "2 of these 10 costs are given. They come to £500,000.00 (£550,000.00 with price rises) so far." in said
        assert "All of expenditure so far: £509,000.00 (£559,000.00 with price rises)." in said

    def test_stand_on_the_page_too(self, cast):
        save(cast.ada, cast.at_elm, "Running costs", {"ppe_cost": "7605", "it_cost": "395"})
        shown = text_of(page(cast.ada, cast.at_elm, "Running costs"))
        assert "2 of these 18 costs are given. They come to £8,000.00 so far." in shown


class TestWhatDoesNotApply:
    def test_is_hidden_and_asked_on_the_next_page_where_the_answer_calls_for_it(self, cast):
        amounts = "Employer on-costs: amounts"
        answer = fill(cast.ada, cast.at_elm, "Employer on-costs", ni_basis="actual", pension_basis="contribution")
        body = answer.content.decode()
        assert f'<h1 class="govuk-heading-l">{amounts}</h1>' in body
        assert 'name="ni_cost"' in body
        assert 'name="pension_rate"' in body
        assert 'name="pension_cost"' not in body

    def test_a_page_without_any_is_left_out(self, cast):
        answer = fill(cast.ada, cast.at_elm, "Employer on-costs", ni_basis="statutory")
        assert ">Running costs</h1>" in answer.content.decode()
        listed = text_of(get(cast.ada, "submissions:online", cast.at_elm.id))
        assert "Employer on-costs: amounts Not needed so far" in listed
        nothing = text_of(page(cast.ada, cast.at_elm, "Employer on-costs: amounts"))
        assert "Your answers so far ask for nothing here." in nothing

    def test_an_answer_given_for_another_choice_is_kept_and_can_be_seen(self, cast):
        save(cast.ada, cast.at_elm, "Employer on-costs", {"ni_basis": "actual", "ni_cost": "21000"})
        fill(cast.ada, cast.at_elm, "Employer on-costs", ni_basis="statutory", pension_basis="actual")
        amounts = "Employer on-costs: amounts"
        assert 'name="ni_cost"' not in page(cast.ada, cast.at_elm, amounts).content.decode()
        fill(cast.ada, cast.at_elm, amounts, pension_cost="9000")
        assert standing(cast.ada, cast.at_elm).typed["ni_cost"] == "21000"
        assert 'value="21000"' in page(cast.ada, cast.at_elm, amounts, checked="1").content.decode()

    def test_what_is_wrong_with_a_hidden_answer_is_seen(self, cast):
        save(cast.ada, cast.at_elm, "Employer on-costs", {"ni_basis": "statutory", "ni_cost": "about 9"})
        answer = page(cast.ada, cast.at_elm, "Employer on-costs: amounts", checked="1")
        assert "we read “about 9”" in text_of(answer)


class TestFields:
    @pytest.mark.parametrize(
        ("title", "name", "wanted"),
        [
            ("About the branch", "completed_by_name", ['autocomplete="name"']),
            ("About the branch", "completed_by_email", ['type="email"', 'autocomplete="email"', 'inputmode="email"']),
            ("About the branch", "completed_by_phone", ['type="tel"', 'autocomplete="tel"']),
            ("Visits", "visits_15", ['inputmode="decimal"', 'autocomplete="off"']),
        ],
    )
    def test_tell_a_browser_what_they_take(self, cast, title, name, wanted):
        body = page(cast.ada, cast.at_elm, title).content.decode()
        field = re.search(rf'<input[^>]*name="{name}"[^>]*>', body)[0]
        assert [each for each in wanted if each not in field] == []

    def test_that_take_words_or_a_minus_get_no_keypad_of_figures(self, cast, home):
        body = page(cast.ada, home, STAFFING).content.decode()
        for name in ("care_staff_cost", "care_staff_uplift"):
            assert "inputmode" not in re.search(rf'<input[^>]*name="{name}"[^>]*>', body)[0]

    def test_stand_in_fieldsets_under_a_legend(self, cast):
        body = page(cast.ada, cast.at_elm, "About the branch").content.decode()
        legends = re.findall(r'<h2 class="govuk-fieldset__heading">(.*?)</h2>', body)
        assert legends == ["The branch", "Who fills in the return", "The year of the costs", "Who pays for the care"]

    def test_of_days_have_examples_that_fit(self, cast):
        shown = text_of(page(cast.ada, cast.at_elm, "About the branch"))
        assert "Your last full financial year. For example 1 April 2025" in shown
        assert "For example 31 March 2026" in shown

    def test_choices_are_in_words_wherever_they_are_read(self, cast):
        shown = text_of(page(cast.ada, cast.at_elm, "Surplus"))
        assert "Margin on price Share of price" in shown
        assert "per_hour" not in shown
        assert "Per hour" not in shown
        save(cast.ada, cast.at_elm, "Surplus", {"roo_basis": "per_hour"})
        assert "Amount per contact hour" in text_of(get(cast.ada, "submissions:online_answers", cast.at_elm.id))

    def test_two_choices_of_colleagues_are_in_words(self, cast):
        save(cast.ada, cast.at_elm, "Surplus", {"roo_basis": "per_hour"})
        save(cast.tom, cast.at_elm, "Surplus", {"roo_basis": "markup"})
        shown = text_of(page(cast.ada, cast.at_elm, "Surplus"))
        assert "Amount per contact hour , changed by Ada Elm" in shown

    def test_a_note_in_a_table_is_shown_and_kept(self, cast):
        note = "Most of it in spring"
        fill(cast.ada, cast.at_elm, "Running costs", **{"ppe_cost": "7605", "note-ppe_cost": note})
        assert f"PPE. Your note: {note}" in text_of(page(cast.tom, cast.at_elm, "Running costs"))


def test_before_you_start_says_how_long_what_and_who(cast, home):
    for place, words in ((cast.at_elm, "rostering system"), (home, "average occupied beds by kind of bed")):
        shown = text_of(get(cast.ada, "submissions:online", place.id))
        assert "Before you start Allow one to two hours" in shown
        assert words in shown
        assert "usually fills it in" in shown


def test_check_your_answers_shows_them_without_unfolding(cast):
    type_in(cast.ada, cast.at_elm, typed_of("homecare_3", cast.at_elm))
    body = get(cast.ada, "submissions:online_answers", cast.at_elm.id).content.decode()
    answers = body[body.index("Your answers</h2>") :]
    assert "£13.10 per hour" in answers
    assert re.findall("<details[^>]*?( open)?>", answers) == [" open"] * answers.count("<details")
