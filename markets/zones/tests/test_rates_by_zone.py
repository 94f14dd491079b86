"""A plan's zones are priced by a scenario: ways from the plan, all else from the scenario, with the ways' interval."""

import json
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from accounts.tests.pages import get, is_kept_out, text_of
from markets.fees.domain.inputs import ZoneTravel
from markets.fees.domain.result import CouncilZone
from markets.fees.domain.zone_fee import rate_of
from markets.fees.tests.typed_fees import fee_1
from markets.measures.domain.travel import MILES_A_KM
from markets.tests.council import Council, make_council
from markets.tests.made_rows import a_fee_scenario
from markets.zones.domain.plan_measures import plan_measures
from markets.zones.domain.provider_changes import handed_over
from markets.zones.domain.shown_rates import rates_sentence
from markets.zones.domain.units import PlacedClient, ZoneUnit
from markets.zones.domain.zone_plan import ZonePlan
from markets.zones.domain.zone_rates import priced_plan, waiting_of
from markets.zones.tests.made_zones import a_ground, a_zone_plan


@pytest.fixture
def council(db, no_second_factor) -> Council:
    return make_council()


def towns() -> list[ZoneUnit]:
    """Return a dense town and scattered farms; the farms' second provider has a twentieth of nobody's hours there."""
    town = tuple(PlacedClient((430_000 + 300 * n, 280_000), "UN1", 10.0, "P1") for n in range(6))
    farms = tuple(PlacedClient((460_000 + 4_000 * n, 280_000), "RSF1", 10.0, "P2") for n in range(6))
    few = (PlacedClient((461_000, 280_000), "RSF1", 1.0, "P1"),)
    return [ZoneUnit("a", (430_000, 280_000), "UN1", town), ZoneUnit("b", (470_000, 280_000), "RSF1", farms + few)]


APART, TOGETHER = ZonePlan.of({"a": "Town", "b": "Farms"}), ZonePlan.of({"a": "All", "b": "All"})


def test_a_zone_costs_what_the_fee_model_says_of_its_ways():
    inputs, measures = fee_1(), plan_measures(APART, towns(), 1)
    priced = priced_plan(inputs, {}, measures)
    for one in priced.zones:
        zone = one.zone
        way = ZoneTravel(Decimal(zone.minutes), one.travel.w, Decimal(zone.km_between * float(MILES_A_KM)))
        assert one.rate.middle == pytest.approx(rate_of(inputs, way), abs=Decimal("0.01"))
        longer = ZoneTravel(Decimal(zone.high_minutes), way.w, way.d * Decimal("1.15"))
        assert one.rate.high == pytest.approx(rate_of(inputs, longer), abs=Decimal("0.01"))
        assert one.rate.low < one.rate.middle < one.rate.high
    farms, town = priced.zones
    assert farms.rate.middle > town.rate.middle and priced.spread == farms.rate.middle / town.rate.middle - 1


def test_budgets_add_up_and_one_rate_costs_the_same():
    priced = priced_plan(fee_1(), {}, plan_measures(APART, towns(), 1))
    assert priced.budget.middle == sum(one.rate.middle * one.hours * 52 for one in priced.zones)
    assert priced.one_rate.middle * priced.hours * 52 == pytest.approx(priced.budget.middle)
    assert "a year, as much as today’s zones at rates of their own." in rates_sentence(priced, priced)
    together = priced_plan(fee_1(), {}, plan_measures(TOGETHER, towns(), 1))
    assert " more by the interval of ways)" in rates_sentence(together, priced)


def test_waiting_is_of_the_zone_of_that_name_else_the_mean():
    inputs = fee_1()
    names = list(inputs.zones)
    for number, name in enumerate(names):
        inputs = inputs.with_zone(name, ZoneTravel(Decimal(5), Decimal(number), Decimal(1)))
    assert waiting_of(inputs, {}, names[1]) == 1 and waiting_of(inputs, {}, "Elsewhere") == Decimal(len(names) - 1) / 2
    hours = {name: CouncilZone(None, Decimal(90 if name == names[-1] else 1)) for name in names}
    assert waiting_of(inputs, hours, "Elsewhere") > Decimal(len(names) - 1) / 2


def test_a_zone_without_ways_has_no_rate_and_is_named():
    units = [*towns(), ZoneUnit("c", (1, 1), "UN1", (PlacedClient((1, 1), "UN1", 5.0, "P1"),))]
    priced = priced_plan(fee_1(), {}, plan_measures(ZonePlan.of({"a": "Town", "b": "Farms", "c": "One"}), units, 1))
    assert priced.unpriced == ("One",) and len(priced.zones) == 2


def test_who_hands_over_adds_up_to_who_changes():
    units = towns()
    measures = plan_measures(APART, units, 1)
    over = handed_over(APART, units, measures)
    assert [(one.provider, one.clients, one.zones) for one in over] == [("P1", 1, ("Farms",))]
    assert sum(one.clients for one in over) == measures.changing
    assert handed_over(TOGETHER, units, plan_measures(TOGETHER, units, 1)) == ()


def test_the_page_prices_a_plan_and_leads_both_ways(council):
    assert "A zone plan and a fee scenario are needed" in text_of(get(council.carol, "markets:zone_rates"))
    plan, scenario = a_zone_plan(council.carol)["zone_plan_id"], a_fee_scenario(council.carol)
    page = get(council.carol, "markets:zone_rates", plan=str(plan), scenario=str(scenario.id)).content.decode()
    assert "At these rates the plan costs" in page and f"/zones/{plan}/" in page and f"/fees/{scenario.id}/" in page
    assert "No client would change provider" in page
    assert f"/zones/rates/?plan={plan}" in get(council.carol, "markets:zone_plan_detail", plan).content.decode()
    lab = get(council.dev, "markets:scenario_lab", scenario.id).content.decode()
    assert f"/zones/rates/?scenario={scenario.id}" in lab
    assert "At these rates" in text_of(get(council.dev, "markets:zone_rates", plan="nonsense", scenario="x"))
    assert "A zone plan and a fee" in text_of(get(council.cora, "markets:zone_rates", plan=str(plan)))
    for who in (council.fay, council.ada, council.eve, None):
        assert is_kept_out(who, get(who, "markets:zone_rates"))


def test_the_command_proposes_the_same_plan_for_a_seed(council, capsys):
    with pytest.raises(CommandError, match="Have a worker look into the visits first"):
        call_command("propose_zones", authority="Testshire", k=2, seed=1)
    a_ground(council.carol)
    documents = []
    for _ in range(2):
        call_command("propose_zones", authority="Testshire", k=2, seed=1, json=True)
        documents.append(capsys.readouterr().out)
    found = json.loads(documents[0])
    assert documents[0] == documents[1] and set(found["plan"].values()) == {"Zone 1", "Zone 2"}
    assert found["today"]["km_between"] > found["km_between"] and "." in found["zones"][0]["hours"]
    call_command("propose_zones", authority="Testshire", k=2, seed=1)
    assert "shorter than in today’s zones" in capsys.readouterr().out
    with pytest.raises(CommandError, match="between 1 and 6 zones"):
        call_command("propose_zones", authority="Testshire", k=7, seed=1)
