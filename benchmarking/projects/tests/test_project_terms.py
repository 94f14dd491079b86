"""The terms of a project: days of a month, seats that stand empty, ratings in words, and what a version changed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from benchmarking.projects.domain.brief_versions import changed
from benchmarking.projects.domain.project_group import missing_from
from benchmarking.projects.domain.project_risks import usual_risks
from benchmarking.projects.domain.project_tasks import month_end, usual_tasks
from benchmarking.projects.tests.made_project import TERMS


@pytest.mark.parametrize(
    ("begins", "month", "due"),
    [
        (date(2025, 4, 1), 1, date(2025, 4, 30)),
        (date(2025, 4, 15), 5, date(2025, 9, 14)),
        (date(2025, 8, 31), 6, date(2026, 2, 27)),
        (date(2025, 12, 1), 1, date(2025, 12, 31)),
    ],
)
def test_a_month_of_a_project_ends_the_day_before_it_is_over(begins, month, due):
    assert month_end(begins, month) == due


def test_every_round_begins_with_55_days_and_eight_risks_rated():
    tasks, risks = usual_tasks(), usual_risks()
    assert (len(tasks), sum(one.days for one in tasks), len(risks)) == (8, 55, 8)
    rated = {one.title: (one.likelihood, one.impact) for one in risks}
    assert rated["Small n read as proof"] == (4, 4)
    assert rated["Council is subsidised by self-funders or the NHS"] == (3, 4)
    assert rated["Few providers who left can be reached"] == (4, 3)


def test_a_group_lacks_wanted_seats_and_a_council_of_each_place():
    group = [SimpleNamespace(seat=seat, place="inner") for seat in ("commissioning", "finance", "cqc", "legal")]
    assert missing_from(group) == ("NICE", "Provider association", "a council of outer London")


def test_a_version_names_what_it_changed_in_words():
    now = replace(TERMS, spent_gbp=Decimal("1250.5"), constraints="", days=Decimal("57.5"))
    assert changed(TERMS, now) == (
        ("Constraints", "Four months", "nothing"),
        ("Days", "55", "57.5"),
        ("Spent so far", "£0.00", "£1,250.50"),
    )
    assert (now.budget_gbp, now.left_gbp) == (Decimal(28_750), Decimal("27499.5"))
