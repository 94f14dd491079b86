"""Trying other figures on one's own return: worked out as a return with those answers would be, and not kept."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import client_of, get, post, text_of
from costing.form import AnswerType
from costing.forms import CURRENT
from costing.tests.returns import example_names, report_on
from submissions.domain.what_if import PAY, RISES, groups_of, tried, wage_years
from submissions.models import Version
from submissions.tests.cast import OUTSIDERS, hand_in, make_cast, mostly_by_night, outsider, workbook_for

EVERY = [(service, name) for service in CURRENT for name in example_names(service)]


class TestTheFigures:
    @pytest.mark.parametrize(("service", "name"), EVERY)
    def test_with_nothing_changed_are_those_of_the_return(self, service, name):
        report = report_on(name)
        assert tried(CURRENT[service], report.answers, {}) == report.costs

    @pytest.mark.parametrize(("service", "name"), EVERY)
    def test_of_each_answer_tried_are_those_of_a_return_that_gives_it(self, service, name):
        form, report = CURRENT[service], report_on(name)
        groups = groups_of(form, report.answers)
        assert groups
        for question in (group.questions[0] for group in groups):
            given = report.answers.number(question.key)
            value = given - 1 if question.type == AnswerType.INTEGER else given + Decimal("0.01")
            then = tried(form, report.answers, {question.key: value})
            plain = report_on(name, **{question.key: str(value)})
            assert then == plain.costs
            assert then.columns != report.costs.columns

    def test_of_another_year_raise_pay_to_its_wage_and_no_further(self):
        report, form = report_on("homecare_1"), CURRENT["homecare"]
        then = tried(form, report.answers, {}, date(2025, 4, 1))
        pay = {key: "12.21" for key in form.by_key if key.endswith("pay_rate")}
        bands = {"pay_rate_weekday": "12.21", "pay_rate_weekend": "12.21"}
        plain = report_on("homecare_1", price_date="2025-04-01", **pay, **bands)
        assert then == plain.costs

    def test_are_none_where_there_is_nothing_left_to_divide_by(self):
        report = report_on("homecare_1")
        none = {f"visits_{k}": Decimal(0) for k in (15, 30, 45, 60)}
        assert tried(CURRENT["homecare"], report.answers, none) is None

    def test_are_none_at_a_day_without_rates(self):
        assert tried(CURRENT["homecare"], report_on("homecare_1").answers, {}, date(1990, 4, 1)) is None


class TestWhatMayBeTried:
    def test_is_pay_travel_visits_and_rises_of_a_branch(self):
        groups = {
            g.title: {q.key for q in g.questions}
            for g in groups_of(CURRENT["homecare"], report_on("homecare_1").answers)
        }
        assert "pay_rate_weekday" in groups[PAY]
        assert {"travel_minutes_per_visit", "mileage_rate", "miles_per_visit"} == groups["Travel"]
        assert "visits_30" in groups["Visits, hours and occupancy"]
        assert groups[RISES] == {"overheads_uplift"}

    def test_is_nothing_that_no_cost_of_the_return_hangs_on(self):
        """A pay band without hours, and a home's basic pay, which only the checks look at."""
        branch, home = report_on("homecare_1").answers, report_on("care_home_1").answers
        keys = {q.key for g in groups_of(CURRENT["homecare"], branch) for q in g.questions}
        assert "pay_rate_senior" not in keys
        assert PAY not in {group.title for group in groups_of(CURRENT["care_home"], home)}
        assert wage_years(CURRENT["care_home"], home) == ()
        assert wage_years(CURRENT["homecare"], branch)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
class TestThePage:
    def test_shows_present_costs_and_those_of_what_is_tried(self, cast):
        submission = hand_in(cast.ada, cast.at_elm).submission
        text = text_of(post(cast.tom, "submissions:what_if", submission.id, mileage_rate="0.50"))
        assert "What it would come to" in text
        assert "Mileage" in text
        assert "+£" in text

    def test_keeps_nothing(self, cast):
        submission = hand_in(cast.ada, cast.at_elm).submission
        before = Version.objects.values().get(), submission.changed_at, AuditEvent.objects.count()
        post(cast.ada, "submissions:what_if", submission.id, mileage_rate="0.50", wage_from="2025-04-01")
        submission.refresh_from_db()
        assert (Version.objects.values().get(), submission.changed_at, AuditEvent.objects.count()) == before
        assert "no-store" in get(cast.ada, "submissions:what_if", submission.id)["Cache-Control"]

    @pytest.mark.parametrize(
        "wrong", first_by_day([{"mileage_rate": "much"}, {"mileage_rate": "6"}, {"wage_from": "1990-01-01"}])
    )
    def test_says_what_is_wrong_at_its_field(self, cast, wrong):
        submission = hand_in(cast.ada, cast.at_elm).submission
        text = text_of(post(cast.ada, "submissions:what_if", submission.id, **wrong))
        assert "There is a problem" in text
        assert "What it would come to" not in text

    def test_is_not_there_for_a_return_without_costs(self, cast):
        submission = hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, visits_30="")).submission
        assert get(cast.ada, "submissions:what_if", submission.id).status_code == 404

    @pytest.mark.parametrize("name", mostly_by_night(*OUTSIDERS, "dev", "fay"))
    def test_is_nobody_else_s(self, cast, name):
        submission = hand_in(cast.ada, cast.at_elm).submission
        assert get(outsider(cast, name), "submissions:what_if", submission.id).status_code in (302, 404)


@pytest.mark.nightly
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_second_factor")
def test_the_page_holds(live_server: Any, page: Any, page_holds: Callable[[Any], None]):
    cast = make_cast()
    submission = hand_in(cast.ada, cast.at_elm).submission
    value = client_of(cast.ada).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
    page.goto(live_server.url + reverse("submissions:what_if", args=[submission.id]))
    page_holds(page)
    page.get_by_label("Mileage payment").fill("0.50")
    page.get_by_role("button", name="Work it out").click()
    page.get_by_role("heading", name="What it would come to").wait_for()
    page_holds(page)
    page.goto(live_server.url + reverse("privacy"))
    page_holds(page)
