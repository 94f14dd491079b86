"""Test support: the tables and rate cards of an invented county, kept by who looks after them."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from accounts.domain.context import Context
from markets.evaluation.tests.held_change import CHANGE_ON
from markets.models import MarketTable, RateCard
from markets.ratecards.actions import cards
from markets.ratecards.domain.card_lines import CardBasis, CardLine, DayKind
from markets.ratecards.domain.typed_card import TypedCard
from markets.synthetic.domain.county import InventedCounty
from markets.synthetic.domain.invented_packages import OFFER_HEAD, PACKAGE_HEAD, invented_tables
from markets.synthetic.domain.invented_rates import RateRow, invented_rates
from markets.tables.actions import market_tables
from markets.tables.domain.table_kinds import MarketTableKind
from markets.tables.domain.table_reader import read_market_table
from spreadsheets.csv_files import csv_text


def hold_tables(by: Context, county: InventedCounty) -> None:
    """Keep offers, packages, and both rate cards of a county that changes on the day of the tests."""
    tables, (before, after) = invented_tables(county), invented_rates(county)
    keep_table(by, MarketTableKind.OFFERS, OFFER_HEAD, tables.offers)
    keep_table(by, MarketTableKind.PACKAGES, PACKAGE_HEAD, tables.packages)
    keep_card(by, "Before", before, CHANGE_ON.replace(year=CHANGE_ON.year - 1))
    if after:
        keep_card(by, "After", after, CHANGE_ON)


def keep_table(by: Context, kind: MarketTableKind, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> MarketTable:
    data = csv_text([head, *([str(cell) for cell in row] for row in rows)]).encode()
    read = read_market_table(data, kind)
    assert not read.faults, read.faults[:3]
    sent = market_tables.send(by=by, read=read, data=data, file_name=f"{kind.value}.csv")
    assert isinstance(sent, MarketTable), sent
    kept = market_tables.keep(by=by, table_id=sent.id)
    assert isinstance(kept, MarketTable), kept
    return kept


def keep_card(by: Context, name: str, rows: Sequence[RateRow], valid_from: Any) -> None:
    lines = [CardLine(zone, minutes, DayKind(day), people, Decimal(rate)) for zone, minutes, day, people, rate in rows]
    card = TypedCard(name, CardBasis.HOUR, valid_from, None, lines, ends_open_one=True)
    kept = cards.keep(by=by, card=card)
    assert isinstance(kept, RateCard), kept
