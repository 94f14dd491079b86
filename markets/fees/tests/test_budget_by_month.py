"""The budget by month: its months add up to the year to the penny, and agree with a sum day by day."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from accounts.tests.pages import get, is_kept_out, post, text_of
from markets.fees.actions import scenarios
from markets.fees.domain.exports.budget_file import budget_csv
from markets.fees.domain.fee_budget import BudgetTerms, yearly_budget
from markets.fees.domain.result import CouncilZone, ScenarioResult, scenario_result
from markets.fees.tests.test_fee_lab import INPUTS
from markets.fees.tests.typed_fees import fee_1
from markets.models import FeeScenario
from markets.tests.council import make_council

RESULT = scenario_result(
    fee_1(),
    {"mixed": CouncilZone(Decimal("28.50"), Decimal(1000)), "rural": CouncilZone(Decimal("33.33"), Decimal("77.7"))},
)
PENNY = Decimal("0.011")


def day_by_day(result: ScenarioResult, terms: BudgetTerms) -> dict[str, tuple[Fraction, Fraction]]:
    """The plain twin: each day costs its share of its financial year, at either fee."""
    found: dict[str, tuple[Fraction, Fraction]] = {}
    day, first = terms.start, april(terms.start)
    while april(day).year < first.year + terms.years:
        begins = april(day)
        number, whole = begins.year - first.year, (date(begins.year + 1, 4, 1) - begins).days
        grown = (1 + Fraction(terms.growth)) ** number / whole * 52
        uplift = (1 + Fraction(terms.uplift)) ** number
        old = new = Fraction(0)
        for zone in result.zones:
            if zone.council.fee and zone.council.hours:
                old += Fraction(zone.council.fee) * Fraction(zone.council.hours) * grown
                new += Fraction(zone.fee.rate) * Fraction(zone.council.hours) * grown * uplift
        before = found.get(f"{day:%B %Y}", (Fraction(0), Fraction(0)))
        found[f"{day:%B %Y}"] = (before[0] + old, before[1] + new)
        day += timedelta(days=1)
    return found


def april(day: date) -> date:
    return date(day.year if day >= date(day.year, 4, 1) else day.year - 1, 4, 1)


def test_months_agree_with_a_sum_day_by_day_and_add_up_to_the_year_to_the_penny():
    rng = Random(16)
    for _ in range(6):
        start = date(2026, 1, 1) + timedelta(days=rng.randrange(1500))
        growth, uplift = (Decimal(rng.randint(-2000, 5000)).scaleb(-4) for _ in range(2))
        terms = BudgetTerms(start, uplift, growth, rng.randint(1, 3))
        years, plain = yearly_budget(RESULT, terms), day_by_day(RESULT, terms)
        months = [month for year in years for month in year.months]
        assert [month.label for month in months] == list(plain) and months[0].days <= 31
        for month in months:
            old, new = plain[month.label]
            assert abs(Fraction(month.today) - old) < PENNY and abs(Fraction(month.new) - new) < PENNY
        for year in years:
            sums = [sum(getattr(month, name) for month in year.months) for name in ("days", "today", "new", "more")]
            assert sums == [year.days, year.today, year.new, year.more]
            assert year.today == round(year.today, 2)


def test_a_part_of_a_month_and_a_leap_year_count_by_their_days():
    [year] = yearly_budget(RESULT, BudgetTerms(date(2028, 2, 15), Decimal(0), Decimal(0), 1))
    assert [(month.label, month.days) for month in year.months] == [("February 2028", 15), ("March 2028", 31)]
    assert (year.label, year.days) == ("2027–28", 46)


def test_the_file_has_a_row_a_month_and_one_a_year():
    years = yearly_budget(RESULT, BudgetTerms(date(2026, 4, 1), Decimal("0.03"), Decimal(0), 2))
    rows = [line.split(",") for line in budget_csv(years).splitlines()[3:]]
    assert Counter(row[1] == "whole year" for row in rows) == {False: 24, True: 2}
    assert sum(Decimal(row[4]) for row in rows[:12]) == Decimal(rows[12][4])


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
def test_the_page_shows_months_and_offers_the_file_as_it_was_saved():
    cast = make_council()
    row = scenarios.start(by=cast.carol, name="First", inputs=INPUTS)
    assert isinstance(row, FeeScenario)
    council = {"mixed": {"fee": "28.50", "hours": "1000"}}
    scenarios.save(by=cast.carol, scenario_id=row.id, edition=1, inputs=INPUTS, council=council, name="First")
    sent = {"start_0": "15", "start_1": "10", "start_2": "2026", "uplift": "3", "growth": "0", "years": "2"}
    page = text_of(post(cast.carol, "markets:scenario_budget", row.id, **sent))
    assert "October 2026 17 £" in page and "Budget by month and year" in page
    file = get(cast.dev, "markets:scenario_file", row.id, "budget-csv")
    assert file["Content-Type"].startswith("text/csv") and 'filename="first-budget.csv"' in file["Content-Disposition"]
    assert "2026–27,October 2026,17," in file.content.decode()
    for who in (cast.cora, cast.ada, cast.ned, None):
        assert is_kept_out(who, get(who, "markets:scenario_file", row.id, "budget-csv"))
