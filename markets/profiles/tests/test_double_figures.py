"""Figures of double-handed care and of slots that a profile's run makes of the council's own visits."""

from decimal import Decimal
from pathlib import Path

import pytest

from markets.measures.domain.stored_measures import StoredVisits
from markets.measures.tests.stored_visits import RELATION, stored
from markets.profiles.domain.double_figures import clients_to_review, double_rows, pair_rate_for
from markets.profiles.domain.market_profile import market_profile
from markets.profiles.domain.place_figures import density_rows
from markets.profiles.domain.profile_figures import ProfileFigures, profile_figures
from markets.profiles.domain.profile_inputs import PaidCard, ProfileDays, ProfileInputs
from markets.profiles.domain.visit_figures import slot_rows
from markets.profiles.tests.conftest import FIRST, LAST
from markets.ratecards.domain.card_lines import CardBasis, CardLine, DayKind
from markets.visits.tests.visit_rows import at, dataset, visit


def line(zone: str, careworkers: int, rate: str) -> CardLine:
    return CardLine(zone, None, DayKind.ANY, careworkers, Decimal(rate))


def by_two(number: int, provider: str, zone: str, kilometre: int, hour: int) -> list[dict[str, str]]:
    """Return a visit of half an hour by two, each kilometre along one line a client."""
    told = {
        "provider_ref": provider, "client_ref": f"C{zone}{kilometre}", "zone_key": zone, "carers_planned": "2",
        "place_ref": f"{400_000 + 1000 * kilometre} 250000", "planned_start": at(hour), "actual_start": at(hour),
        "actual_seconds": "1800",
    }  # fmt: skip
    return [visit(number, **told), visit(number, **told) | {"attendance": "2", "carer_ref": "W2"}]


@pytest.fixture
def visits(tmp_path: Path) -> StoredVisits:
    """Ten clients in Z1 a kilometre apart, of P and Q in turn, in the morning; two of P in Z2 in the evening."""
    rows = [row for n in range(10) for row in by_two(n, "PQ"[n % 2], "Z1", n, 7)]
    rows += [row for n in (20, 21) for row in by_two(n, "P", "Z2", n, 17)]
    read = dataset(*rows, visit(40, provider_ref="P", client_ref="D", zone_key="Z1", planned_start=at(11)))
    return StoredVisits(stored(read, tmp_path), RELATION, read.fields, ProfileDays(FIRST, LAST).weeks, False)


@pytest.fixture
def found(visits: StoredVisits) -> ProfileFigures:
    card = PaidCard(CardBasis.HOUR, [line("Z2", 1, "25")])
    return profile_figures([*density_rows(visits), *double_rows(visits, card), *slot_rows(visits)])


def test_density_is_known_without_a_round_and_hidden_where_few_make_it(found: ProfileFigures):
    assert (found.value("double_density"), found.value("double_density.own_provider")) == (1, 2)
    assert found.value("double_density", "zone", "Z1") == 1
    few = found.one("double_density", "zone", "Z2")
    assert few is not None and few.hidden == "Z5" and few.median is None


def test_hours_by_two_are_counted_once(found: ProfileFigures):
    hours = {(level, ref): found.value("double_hours", level, ref) for level, ref in (("market", ""), ("zone", "Z1"))}
    assert hours == {("market", ""): 6, ("zone", "Z1"): 5}
    assert found.value("double_hours", "provider", "Q") == Decimal("2.5")


def test_cost_today_is_of_the_hours_that_have_a_rate(found: ProfileFigures):
    cost = found.one("double_cost")
    assert cost is not None and (cost.value, cost.numerator, cost.denominator) == (50, 50, 1)
    assert found.refs("double_cost", "zone") == ["Z2"] and not found.refs("double_cost", "provider")


def test_an_hour_by_two_costs_the_cards_own_line_else_twice_that_of_one():
    card = PaidCard(CardBasis.HOUR, [line("", 1, "24"), line("Moor", 2, "44")])
    assert (pair_rate_for(card, "Moor", 30), pair_rate_for(card, "Town", 30)) == (44, 48)
    assert pair_rate_for(PaidCard(CardBasis.HOUR, []), "Moor", 30) is None


def test_slots_are_by_englands_clocks_and_hidden_where_few_clients_make_them(found: ProfileFigures):
    """Seven o'clock UTC is eight in June, eleven is noon, and five in the afternoon is six: the evening."""
    assert found.value("zone_slot.morning.Z1", "provider", "P") == 5
    for hidden in ("zone_slot.midday.Z1", "zone_slot.evening.Z2"):
        row = found.one(hidden, "provider", "P")
        assert row is not None and row.hidden == "C5" and row.value is None
    assert found.one("zone_slot.tea.Z2", "provider", "P") is None


def test_a_profile_has_them_and_only_the_councils_lists_packages(visits: StoredVisits):
    council = market_profile(visits, ProfileInputs(ProfileDays(FIRST, LAST)))
    assert {"double_hours", "double_density", "zone_slot.morning.Z1"} <= {row.measure for row in council.rows}
    assert council.reviews == clients_to_review(visits, ()) == ()
