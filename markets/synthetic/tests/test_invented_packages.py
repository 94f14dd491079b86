"""Packages, offers and lots of an invented county: what measures find in them is what was drawn."""

from datetime import timedelta
from typing import Any

import pytest

from markets.measures.domain.care_packages import CarePackage, turnover
from markets.measures.domain.lots import declared_lots
from markets.measures.domain.package_offers import PackageOffer, waiting_curve
from markets.synthetic.domain.county import generator, invented_county
from markets.synthetic.domain.invented_packages import (
    LOT_HEAD,
    OFFER_HEAD,
    PACKAGE_HEAD,
    SUB_HEAD,
    InventedTables,
    invented_tables,
)
from markets.synthetic.domain.invented_visits import LAST_DAY
from markets.tables.domain.table_kinds import MarketTableKind
from markets.tables.domain.table_reader import read_market_table
from markets.tables.domain.table_values import declarations_from, lots_from, offers_from, packages_from

WEEKS = 8
FIRST = LAST_DAY - timedelta(days=7 * WEEKS - 1)


@pytest.fixture(scope="module")
def tables() -> InventedTables:
    return invented_tables(invented_county(generator(5), 5, WEEKS, 2_000))


def rows_of(kind: MarketTableKind, head: tuple[str, ...], rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    lines = [",".join(head), *(",".join(str(cell) for cell in row) for row in rows)]
    read = read_market_table("\n".join(lines).encode(), kind)
    assert read.faults == [] and len(read.rows) == len(rows)
    return read.rows


def test_pick_up_is_recovered_although_some_still_wait(tables: InventedTables):
    offers: list[PackageOffer] = offers_from(rows_of(MarketTableKind.OFFERS, OFFER_HEAD, tables.offers))
    assert any(each.accepted is None for each in offers)
    groups = {
        "all": offers,
        "urban": [each for each in offers if each.ruc.startswith("U")],
        "rural": [each for each in offers if not each.ruc.startswith("U")],
    }
    for name, own in groups.items():
        median = waiting_curve(own, FIRST, LAST_DAY).median
        assert median is not None and abs(median - tables.truth["pickup_median_days"][name]) <= 1, name


def test_turnover_is_recovered(tables: InventedTables):
    packages: list[CarePackage] = packages_from(rows_of(MarketTableKind.PACKAGES, PACKAGE_HEAD, tables.packages))
    found: Any = turnover(packages, FIRST, LAST_DAY)
    assert found.n == tables.truth["ends"] and len(packages) == tables.truth["clients"]
    starts = sum(FIRST <= each.starts <= LAST_DAY for each in packages)
    assert starts == sum(tables.truth["starts_by_route"].values())


def test_one_of_two_sub_contracts_is_below_the_council_s_rate(tables: InventedTables):
    lots = lots_from(rows_of(MarketTableKind.LOTS, LOT_HEAD, tables.lots))
    declared = declarations_from(rows_of(MarketTableKind.SUB_CONTRACTS, SUB_HEAD, tables.sub_contracts))
    hours = {lot.area: {lot.provider: each.hours * 3} for lot in lots for each in declared if each.lot == lot.lot}
    found = declared_lots(declared, lots, hours, FIRST, LAST_DAY)
    assert sorted(float(each.found.margin) for each in found) == [0.0, 3.3]


def test_visits_are_what_they_were():
    one = invented_county(generator(5), 5, 1, 300)
    invented_tables(one)
    assert (one.visits.planned == invented_county(generator(5), 5, 1, 300).visits.planned).all()
