"""Lines left out and values adjusted at review reach the calculation, and stay frozen in it."""

from decimal import Decimal

import pytest

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, post, text_of
from costing.forms.homecare import HOMECARE
from reports import queries
from reports.actions import releases
from reports.domain.comparison import compared, in_words
from reports.domain.exclusions import Exclusion
from reports.domain.review_record import adjusted_in_words
from reports.models import Calculation, CalculationReturn, Release
from reports.tests.accepted_returns import Market, make_market
from submissions import queries as submissions
from submissions.actions import returns
from submissions.decisions.actions import adjustments, line_decisions
from submissions.models import Adjustment, LineDecision, Return
from submissions.tests.module_rows import rows_for_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture(scope="module")
def rows(django_db_setup, django_db_blocker):
    with rows_for_all(django_db_blocker):
        yield make_market(14)


@pytest.fixture
def market(rows) -> Market:
    return rows


def adjust(market: Market, number: int, key: str, value: str) -> Adjustment:
    made = adjustments.adjust(
        by=market.ana, return_id=market.accepted[number].id, key=key, value=value, reason="told", words="By phone"
    )
    assert isinstance(made, Adjustment), made
    return made


def leave_out(market: Market, number: int, *lines: str) -> tuple[LineDecision, ...]:
    made = line_decisions.leave_out(
        by=market.ana, return_id=market.accepted[number].id, lines=lines, reason="one_off", words="Moved office"
    )
    assert isinstance(made, tuple), made
    return made


def make(market: Market, **changed: str) -> str:
    """Open the page, send it as it comes, and return what is shown then."""
    page = get(market.ana, "reports:calculation_make", market.exercise.id)
    sent = {"returns-TOTAL_FORMS": "14", "returns-INITIAL_FORMS": "14", "note": ""}
    for form in page.context["returns"]:
        sent |= {form.add_prefix(name): form[name].value() or "" for name in ("version", "location", "what", "reason")}
    return text_of(post(market.ana, "reports:calculation_make", market.exercise.id, **(sent | changed)))


class TestLines:
    def test_decided_at_review_are_proposed_and_recorded(self, market):
        leave_out(market, 0, "mileage", "training")
        text = make(market)
        row = CalculationReturn.objects.get(version=market.accepted[0].current)
        assert (row.lines_left_out, row.left_out_because) == (["mileage", "training"], "Decided at review")
        assert {(each["line"], each["reason"], each["by"]) for each in row.line_decisions} == {
            ("mileage", "A one-off cost", "Dev Analyst"),
            ("training", "A one-off cost", "Dev Analyst"),
        }
        assert "Training (staff time): A one-off cost. Moved office" in text
        cells = Calculation.objects.get().table["table"]["homecare"]
        assert {line for line, cell in cells.items() if cell["n"] == 13} == {
            "mileage", "training", "careworker_costs", "return_on_operations", "total",
        }  # fmt: skip

    def test_taken_back_are_not_proposed_again_but_those_left_out_by_hand_are(self, market):
        (row,) = leave_out(market, 0, "mileage")
        market.calculate(
            exclusions=[
                Exclusion(str(market.accepted[0].current_id), "Decided at review", frozenset({"mileage"})),
                Exclusion(str(market.accepted[1].current_id), "Counted twice", frozenset({"training", "ppe"})),
            ]
        )
        line_decisions.take_back(by=market.ana, decision_id=row.id)
        assert "Since calculation 1: 1 return with other lines left out" in text_of(
            get(market.ana, "reports:calculation_make", market.exercise.id)
        )
        make(market)
        latest = Calculation.objects.get(number=2)
        used = CalculationReturn.objects.filter(calculation=latest).exclude(lines_left_out=[])
        assert [(one.lines_left_out, one.left_out_because) for one in used] == [(["ppe", "training"], "Counted twice")]

    def test_that_count_all_the_same_are_said(self, market):
        leave_out(market, 0, "mileage")
        market.calculate()
        text = text_of(get(market.ana, "reports:calculation_detail", Calculation.objects.get().id))
        assert "counts in full here, though lines of it are left out at review" in text

    @pytest.mark.parametrize("what", first_by_day(["mileage,total", "mileage,no_such", ",", "x" * 10_000], 2))
    def test_of_no_form_are_refused_at_the_field(self, market, what):
        assert "Choose whether it counts, or which of its lines are left out" in make(
            market, **{"returns-0-what": what, "returns-0-reason": "x"}
        )
        assert not Calculation.objects.exists()


class TestAdjustedValues:
    def test_are_the_costs_of_the_return_and_stand_in_the_record(self, market):
        before = market.calculate()
        adjust(market, 0, "mileage_rate", "0")
        adjust(market, 0, "insurance_cost", "n/a")
        adjust(market, 3, "mileage_rate", "0")
        after = market.calculate()
        assert before.inputs_sha256 != after.inputs_sha256
        assert after.table["table"]["homecare"]["insurance"]["n"] == 13
        both = (queries.calculated(market.ana, one) for one in (before, after))
        assert in_words(compared(HOMECARE, *both)).startswith("2 returns with other values adjusted, ")
        text = text_of(get(market.fay, "reports:calculation_detail", after.id))
        assert "3 values adjusted in 2 returns" in text
        assert "The provider told us the right figure. By phone" in text
        earlier = text_of(get(market.fay, "reports:calculation_detail", before.id))
        assert "Since calculation 1: 2 returns with other lines left out at review or other values adjusted" in earlier

    def test_stay_frozen_whatever_happens_to_the_adjustment(self, market):
        made = adjust(market, 0, "mileage_rate", "0")
        first, again = market.calculate(), market.calculate()
        assert first.inputs_sha256 == again.inputs_sha256
        assert first.table == again.table
        adjustments.take_back(by=market.ana, adjustment_id=made.id)
        returns.exclude(by=market.ana, return_id=market.accepted[0].id, reason="Doubt")
        Return.objects.filter(id=market.accepted[0].id).update(state="in_progress")
        for one in (first, again):
            assert queries.inputs_of(market.ana, one).sha256 == one.inputs_sha256
        assert isinstance(releases.draft(by=market.ana, calculation_id=first.id, exact=False), Release)
        assert market.calculate().inputs_sha256 != first.inputs_sha256

    def test_that_were_left_out_with_their_return_are_not_counted(self, market):
        adjust(market, 0, "mileage_rate", "0")
        whole = Exclusion(str(market.accepted[0].current_id), "Doubt")
        made = market.calculate(exclusions=[whole])
        assert adjusted_in_words(queries.returns_of(market.ana, made)) == ""

    def test_show_in_the_supporting_information(self, market):
        for number in range(14):
            if submissions.accepted_returns(market.ana, market.exercise.id)[number].answers["mileage_rate"] != "0.4321":
                adjust(market, number, "mileage_rate", "0.4321")
        made = market.calculate()
        assert Decimal(made.table["supporting"]["drivers"]["mileage_rate"]["median"]) == Decimal("0.4321")
