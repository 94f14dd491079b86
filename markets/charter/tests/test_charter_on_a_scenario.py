"""The Ethical Care Charter: what inputs answer, what the council ticks, and that both stay with the scenario."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from accounts.domain.context import Context
from accounts.tests.pages import get, is_kept_out, post, text_of
from markets.charter.domain.ethical_charter import WAGE, answered, charter_points
from markets.fees.actions import scenarios
from markets.fees.tests.typed_fees import fee_1, worked_example
from markets.models import FeeScenario
from markets.tests.council import Council, make_council


def answers(**changed: Decimal) -> dict[str, str]:
    return {one.point.key: one.words for one in answered(fee_1().but(**changed), {WAGE: "12.00"})}


def test_inputs_answer_five_points_and_the_council_the_rest():
    assert sum(point.is_ticked for point in charter_points()) == 6 and len(charter_points()) == 11
    found = answers()
    assert found["travel_paid"].startswith("Yes: travel is paid at £12.21")
    assert found["no_short_visits"] == "No: 10 % of visits are of 15 minutes or less"
    assert found["sick_pay"].startswith("Yes") and found["same_careworker"] == "Not decided"
    assert found["living_wage"] == "Yes: pay per hour worked is £12.48 in rural, the Living Wage £12.00"


def test_what_is_not_paid_is_a_no():
    nothing = Decimal(0)
    found = answers(travel_pay=nothing, sick_share=nothing, other_paid_share=nothing)
    assert all(found[key].startswith("No") for key in ("travel_paid", "sick_pay", "training_paid", "living_wage"))
    no_short = answered(replace(fee_1(), mix={30: Decimal(1)}), {})
    assert {one.point.key: one.answer for one in no_short}["no_short_visits"] == "yes"


@pytest.fixture
def cast() -> Council:
    return make_council()


def a_scenario(by: Context) -> FeeScenario:
    inputs = json.loads(json.dumps(worked_example()["inputs"]), parse_float=str, parse_int=str)
    row = scenarios.start(by=by, name="First", inputs=inputs)
    assert isinstance(row, FeeScenario)
    return row


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
def test_ticks_are_kept_copied_frozen_and_printed(cast: Council):
    row = a_scenario(cast.carol)
    ticks = {"edition": "1", "same_careworker": "yes", "no_zero_hours": "no", "wage": "£13.45"}
    page = text_of(post(cast.carol, "markets:charter", row.id, **ticks))
    assert "Met: 4 of 11 points. Not met: 3. Not decided: 4." in page
    assert "saved with the scenario" in page and "the Living Wage £13.45" in page and "No: said by the council" in page
    assert "was changed by Carol" in text_of(post(cast.dev, "markets:charter", row.id, **ticks))
    assert "is no wage" in text_of(post(cast.dev, "markets:charter", row.id, **{**ticks, "wage": "9" * 27}))
    copied = scenarios.copy(by=cast.dev, scenario_id=row.id, name="Copy")
    assert isinstance(copied, FeeScenario) and copied.charter["same_careworker"] == "yes"
    assert b"Ethical Care Charter" in get(cast.dev, "markets:scenario_lab", row.id).content
    scenarios.freeze(by=cast.carol, scenario_id=row.id)
    assert "is frozen and never changes" in text_of(post(cast.carol, "markets:charter", row.id, edition="2"))
    for who in (cast.cora, cast.gus, cast.ada, cast.ned, None):
        assert is_kept_out(who, get(who, "markets:charter", row.id))
        assert is_kept_out(who, post(who, "markets:charter", row.id, edition="2"))
