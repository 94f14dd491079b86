from decimal import Decimal

import pytest

from costing.forms import CURRENT
from register.models import Participation
from reports.actions import calculations, releases
from reports.domain.market import ReturnCosts
from reports.domain.policy import PROTECTED
from reports.domain.release_page import release_page
from reports.domain.summary import public_table
from reports.tests.accepted_returns import Market

FORM = CURRENT["homecare"]


def market_of(n: int) -> list[ReturnCosts]:
    costs = [{line.key: Decimal("20") + Decimal(i) / 3 for line in FORM.lines} for i in range(n)]
    return [ReturnCosts(str(i), f"owner {i}", {"homecare": one}, Decimal(10)) for i, one in enumerate(costs)]


def coverage(in_scope: Decimal | None) -> Decimal | None:
    table = public_table(FORM, market_of(12), weight_in_scope=in_scope)
    return table.cell("homecare", "total").coverage


@pytest.mark.parametrize(("in_scope", "share"), [("120", "1"), ("163", "0.75"), ("154", "0.80"), ("1000", "0.10")])
def test_coverage_is_rounded_to_five_per_cent(in_scope, share):
    assert coverage(Decimal(in_scope)) == Decimal(share)


def test_without_the_weight_of_all_who_were_asked_there_is_no_coverage():
    assert coverage(None) is None


@pytest.mark.django_db
def test_a_release_says_how_much_of_the_market_stands_behind_it(market: Market):
    Participation.objects.filter(exercise=market.exercise).update(weight=100)
    calculation = calculations.make(by=market.ana, exercise_id=market.exercise.id)
    release = releases.draft(by=market.ana, calculation_id=calculation.id)
    asked = Participation.objects.filter(exercise=market.exercise, eligibility="in_scope").count()
    share = round(len(market.accepted) / asked * 20) * 5
    assert share < 100
    assert Decimal(release.table["coverage"]["homecare"]) * 100 == share
    [column] = release_page(FORM, release.table, headline="median_of_returns", policy=PROTECTED)
    assert any(f"{share} % of the hours" in note for note in column.notes)
    assert releases.approve(by=market.fay, release_id=release.id).state == "released"
