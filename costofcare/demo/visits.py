"""Four weeks of visits of the invented council, which a worker takes in, its small tables, zones and a programme."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from accounts import queries as accounts
from accounts.actions import roles
from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from costofcare.demo.outcome import done
from costofcare.demo.programmes import begin_programme
from costofcare.demo.zones import draw_zones
from markets.synthetic.domain.county import generator, invented_county
from markets.synthetic.domain.invented_packages import (
    LOT_HEAD,
    OFFER_HEAD,
    PACKAGE_HEAD,
    SUB_HEAD,
    InventedTables,
    invented_tables,
)
from markets.synthetic.domain.visit_texts import HEADER, PLACE, visit_texts
from markets.tables.actions import market_tables
from markets.tables.domain.table_kinds import MarketTableKind
from markets.tables.domain.table_reader import read_market_table
from markets.visits.actions import datasets
from register import queries as register

SEED, WEEKS, HOURS = 17, 4, 400
FILE_NAME = "visits-october.csv"
Refs = Mapping[str, str]


def hold_visits(commissioner: Context, administrator: Context) -> Context:
    """Let the commissioner look after visits, and send them; the worker does the rest once pages are there."""
    by = _with_the_switch(commissioner, administrator)
    ids = {one.cqc_id: one.id for one in register.homecare_places(by.own_authority)}
    places = sorted(ids)
    if not places:
        return by
    county = invented_county(generator(SEED), SEED, WEEKS, HOURS)
    refs = {provider.ref: places[number % len(places)] for number, provider in enumerate(county.providers)}
    rows = visit_texts(county)
    for row in rows:
        row[PLACE["provider_ref"]] = refs[row[PLACE["provider_ref"]]]
    done(datasets.receive(by=by, file_name=FILE_NAME, data=_csv(HEADER, rows)))
    tables = invented_tables(county)
    _send_tables(by, tables, refs)
    draw_zones(by, county, {ref: ids[place] for ref, place in refs.items()})
    begin_programme(by, [str(row[0]) for row in tables.packages])
    return by


def _with_the_switch(commissioner: Context, administrator: Context) -> Context:
    person = accounts.people(administrator).get(id=commissioner.person_id)
    role = accounts.roles_of(person).get(name=RoleName.COMMISSIONER, authority_id=commissioner.authority_id)
    done(roles.switch_visits(by=administrator, role_id=role.id, on=True))
    return replace(commissioner, with_visits=True)


def _send_tables(by: Context, tables: InventedTables, refs: Refs) -> None:
    for kind, head, rows in (
        (MarketTableKind.PACKAGES, PACKAGE_HEAD, tables.packages),
        (MarketTableKind.OFFERS, OFFER_HEAD, tables.offers),
        (MarketTableKind.LOTS, LOT_HEAD, tables.lots),
        (MarketTableKind.SUB_CONTRACTS, SUB_HEAD, tables.sub_contracts),
    ):
        data = _csv(head, [[_named(cell, refs) for cell in row] for row in rows])
        read = read_market_table(data, kind)
        sent = done(market_tables.send(by=by, read=read, data=data, file_name=f"{kind.value}.csv"))
        done(market_tables.keep(by=by, table_id=sent.id))


def _named(cell: Any, refs: Refs) -> Any:
    """Return a cell with the register's ids in place of invented ones; several stand with semicolons between."""
    if not isinstance(cell, str):
        return cell
    return ";".join(refs.get(part, part) for part in cell.split(";"))


def _csv(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *rows])
    return text.getvalue().encode()
