"""What may leave of independent-held figures: medians over owners, in no way to be held against one another."""

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from markets.marketreleases.domain.independent_figures import (
    EVERYWHERE,
    LEAVING,
    IndependentFigures,
    values_of,
)
from markets.marketreleases.domain.market_gate import (
    MarketFault,
    ProtectedMarket,
    column_of,
    hiding_reasons,
    market_document,
    market_entries,
    market_ledger,
    market_values,
    protected_figures,
)
from markets.marketreleases.domain.shown_release import shown_market
from markets.marketreleases.tests.held_figures import FIRST, LAST, held_rows
from markets.profiles.domain.own_zones import MAY_LEAVE

KEY = b"of the tests"
LATER = {"first": FIRST + timedelta(28), "last": LAST + timedelta(28)}


def figures(count: int = 14, moved: str = "0", without: tuple[str, ...] = (), **more: Any) -> IndependentFigures:
    refs = [f"p{number:02}" for number in range(count) if f"p{number:02}" not in without]
    values = values_of(held_rows(refs, Decimal(moved)))
    return IndependentFigures(**{"first": FIRST, "last": LAST, "values": values, **more})


class Market:
    """A market with its ledger."""

    def __init__(self) -> None:
        self.entries: list[Any] = []
        self.values: dict[str, Any] = {}

    def release(self, found: IndependentFigures) -> ProtectedMarket:
        table = protected_figures(found, market_ledger("here", KEY, self.entries, self.values))
        assert not isinstance(table, MarketFault), table
        release = str(len(self.values))
        self.entries += market_entries(table, release)
        self.values[release] = market_values(found)
        return table


def shown(table: ProtectedMarket, found: IndependentFigures, zone: str = EVERYWHERE) -> Decimal | None:
    return table.cell(column_of(found, zone), "gap").median


def test_medians_leave_and_nothing_that_they_are_made_of():
    found = figures()
    table = Market().release(found)
    document = market_document(table, found)
    text = json.dumps(document)
    own = {str(value) for of in found.values.values() for each in of.values() for value in each.values()}
    assert not any(f'"{value}"' in text for value in own) and "p0" not in text
    assert set(document["cells"]["gap"]) == {"", "Moor", "Town"}
    assert set(document["cells"]["gap"][""]) == {"n", "lower", "median", "upper", "indicative"}
    assert shown_market(document).measures[0].everywhere.is_shown


def test_every_measure_that_leaves_is_worked_out_by_zone_and_pay_is_none():
    ways = {"round.hours", "travel_est", "travel_est.miles", "waiting_est"}
    assert set(LEAVING) == {*MAY_LEAVE, *ways} and not any("pay" in key for key in LEAVING)


def test_only_a_protected_table_becomes_a_document():
    found = figures()
    for other in (found, found.values, {"cells": {}}, None):
        with pytest.raises(TypeError, match="protected"):
            market_document(other, found)  # type: ignore[arg-type]


def test_five_owners_are_needed_and_a_small_zone_is_withheld():
    found = figures(4)
    table = Market().release(found)
    assert shown(table, found) is None
    assert hiding_reasons(table, found)["gap"][""] == "R1"
    many = figures(14)
    table = Market().release(many)
    assert shown(table, many) is not None and shown(table, many, "Moor") is not None
    alone = replace(many, owners=dict.fromkeys([f"p{number:02}" for number in range(14)], "one"))
    assert shown(Market().release(alone), alone) is None


def test_zones_with_the_same_providers_but_a_few_are_not_both_shown():
    """All but one provider of the county work in Town: beside the county's figure Town's would tell of that one."""
    found = figures(14)
    fewer = {
        measure: {key: value for key, value in of.items() if key != "p13"}
        for measure, of in found.values["Town"].items()
    }
    found = replace(found, values={**found.values, "Town": fewer})
    table = Market().release(found)
    assert shown(table, found) is not None and shown(table, found, "Town") is None
    assert hiding_reasons(table, found)["gap"]["Town"] == "R4"


def test_a_redrawn_plan_is_held_against_the_one_before():
    market, found = Market(), figures(14)
    market.release(found)
    moor = {
        measure: {key: value for key, value in of.items() if key != "p03"}
        for measure, of in found.values["Moor"].items()
    }
    redrawn = replace(found, plan="redrawn", values={"Upper Moor": moor})
    table = market.release(redrawn)
    assert shown(table, redrawn, "Upper Moor") is None
    changed = {measure: {**of, "p03": of["p03"] * 2} for measure, of in found.values["Moor"].items()}
    moved = replace(found, plan="another", values={"Moor": changed})
    assert shown(market.release(moved), moved, "Moor") is None


def test_a_later_period_of_the_same_providers_is_shown_afresh():
    market = Market()
    one, other = figures(14), figures(14, "2.5", **LATER)
    first, second = market.release(one), market.release(other)
    assert shown(first, one) and shown(second, other) and shown(first, one) != shown(second, other)


def test_newcomers_wait_until_five_owners_are_new():
    market = Market()
    market.release(figures(14))
    other = figures(16, "2.5", **LATER)
    table = market.release(other)
    cell = table.cell(column_of(other, EVERYWHERE), "gap")
    assert cell.median is not None and cell.n == 14
    third = figures(19, "5", first=LAST + timedelta(29), last=LAST + timedelta(56))
    cell = market.release(third).cell(column_of(third, EVERYWHERE), "gap")
    assert cell.median is not None and cell.n == 19


def test_where_somebody_is_gone_the_next_period_is_withheld():
    market = Market()
    market.release(figures(14))
    other = figures(14, "2.5", without=("p05",), **LATER)
    assert shown(market.release(other), other) is None


def test_the_same_period_again_shows_the_same_figure():
    market, found = Market(), figures(14)
    first = market.release(found)
    corrected = figures(14, without=("p05",))
    assert shown(market.release(corrected), corrected) == shown(first, found)
