"""Zones of too few owners are hidden, and so many more that nothing is left over to subtract; few people are hidden."""

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from markets.papers.domain.published_figures import FEW, published_figures
from markets.papers.domain.published_measures import published_measures
from markets.papers.domain.published_zones import LIMITS, is_of_enough, published_zones
from markets.papers.tests.planted_market import planted_market
from markets.profiles.domain.profile_figures import ProfileFigures
from reports.domain.policy import PROTECTED


def test_a_zone_of_one_and_what_it_could_be_subtracted_from_are_hidden():
    found = published_figures(planted_market(), {})
    assert sorted(found.zones) == ["Z2", "Z3", "Z4", "Z5"] and found.hidden_zones == 2
    assert found.whole["hours"].value == sum(planted_market().value("hours", "zone", zone) for zone in (
        "Z1", "Z2", "Z3", "Z4", "Z5", "Z6"
    ))  # fmt: skip


def test_limits_are_those_of_the_release_policy():
    known = PROTECTED.min_owners, PROTECTED.weighted_max_largest_owner, PROTECTED.weighted_max_two_largest
    assert (LIMITS.owners, LIMITS.largest, LIMITS.two_largest) == known


def test_a_market_of_one_owner_has_nothing_to_publish():
    all_of_one = dict.fromkeys(planted_market().refs("hours", "provider"), "one")
    found = published_figures(planted_market(), all_of_one)
    assert found.why_nothing and not found.whole and not found.zones and not found.lengths
    assert published_figures(planted_market(4), {}).why_nothing


def test_a_zone_that_bears_a_provider_s_name_is_hidden():
    assert "Z3" not in published_figures(planted_market(), {}, unspoken={"z3"}).zones


def test_nothing_is_read_of_a_provider_and_no_measure_beside_the_list():
    listed = {one.key for one in published_measures()}
    found = published_figures(planted_market(), {})
    assert set(found.whole) <= listed and "resilience" not in listed and "sub_margin" not in listed
    assert {key for own in found.zones.values() for key in own} <= listed


@pytest.mark.parametrize("few", [1, 4])
def test_few_people_are_hidden(few):
    now = planted_market()
    rows = dict(now.rows)
    rows["double_clients", "market", ""] = replace(rows["double_clients", "market", ""], value=Decimal(few))
    found = published_figures(ProfileFigures(rows, now.names), {})
    assert found.whole["double_clients"].words == FEW and found.whole["double_clients"].value is None


def subtracted(by_zone: dict[str, dict[str, Decimal]], shown: list[str]) -> dict[str, Decimal]:
    """Return what an attacker is left with who knows the whole and takes what is shown from it."""
    left: dict[str, Decimal] = {}
    for zone, hours in by_zone.items():
        for owner, own in hours.items() if zone not in shown else ():
            left[owner] = left.get(owner, Decimal(0)) + own
    return left


def test_what_is_left_after_subtracting_is_never_of_few():
    rng = Random(7)
    tried = 0
    for _ in range(300):
        owners = [f"o{n}" for n in range(rng.randint(1, 9))]
        by_zone = {
            f"z{n}": {owner: Decimal(rng.randint(1, 400)) for owner in owners if rng.random() < 0.7}
            for n in range(rng.randint(1, 7))
        }
        shown = published_zones(by_zone)
        assert all(is_of_enough(by_zone[zone]) for zone in shown)
        left = subtracted(by_zone, shown)
        assert not shown or not left or is_of_enough(left)
        tried += bool(shown and left)
    assert tried > 5
