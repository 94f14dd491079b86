"""The tables of a calculation as xlsx and csv: for the team alone, marked, the same bytes twice, no formula in them."""

import csv
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from accounts.models import AuditEvent
from accounts.tests.pages import get, is_kept_out
from costing.forms.care_home import CARE_HOME
from costing.forms.homecare import HOMECARE
from register.models import Participation
from reports.domain.calculation_files import MARK
from reports.domain.exclusions import Exclusion
from reports.models import Calculation
from reports.tests.accepted_returns import Market, make_market

pytestmark = pytest.mark.usefixtures("no_second_factor")
FILES = ("reports:calculation_workbook", "reports:calculation_file")


@pytest.fixture
def made(market: Market) -> Calculation:
    Participation.objects.filter(id=market.accepted[0].participation_id).update(
        zone="=cmd|' /C calc'!A0", location_name="=HYPERLINK(1)"
    )
    left_out = [Exclusion(str(market.accepted[1].current_id), "@SUM(1)", frozenset({"mileage", "it"}))]
    left_out.append(Exclusion(str(market.accepted[2].current_id), "Two branches in one"))
    return market.calculate(exclusions=left_out, note="=1+1")


def book_of(market: Market, calculation: Calculation) -> dict[str, list[list[object]]]:
    data = get(market.ana, FILES[0], calculation.id).content
    book = load_workbook(BytesIO(data))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def rows_of(market: Market, calculation: Calculation) -> list[list[str]]:
    text = get(market.ana, FILES[1], calculation.id).content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))


def test_every_table_is_in_both(market: Market, made: Calculation):
    book, rows = book_of(market, made), rows_of(market, made)
    tables = list(book)[1:]
    assert tables == [
        *("Lines", "Two totals", "Groups", "Medians by group", "Visits", "Supporting information", "Returns")
    ]
    for name in tables:
        begins = rows.index([name])
        for given, expected in zip(rows[begins + 2 :], book[name][3:], strict=False):
            assert len(given) == len(expected)
        assert rows[begins + 1] == [str(head) for head in book[name][2]]


def test_figures_are_those_of_the_calculation(market: Market, made: Calculation):
    lines = {row[2]: row for row in book_of(market, made)["Lines"][3:]}
    found = made.table["table"]["homecare"]["total"]
    assert lines["total"][3] == found["n"] == 12
    assert lines["total"][5] == pytest.approx(float(found["median"]))
    written = next(row for row in rows_of(market, made) if row[2:3] == ["total"])
    assert Decimal(written[5]) == round(Decimal(found["median"]), 6)
    assert list(lines) == [line.key for line in HOMECARE.lines]


def test_groups_stand_beneath_and_beside_one_another(market: Market, made: Calculation):
    book = book_of(market, made)
    zone = made.table["subgroups"]["zone"]
    medians = {group: float(cells["table"]["homecare"]["total"]["median"]) for group, cells in zone.items()}
    beneath = {row[1]: row[7] for row in book["Groups"][3:] if row[0] == "Zone" and row[4] == "total"}
    heads, rows = book["Medians by group"][2], book["Medians by group"][3:]
    total = next(row for row in rows if row[2] == "total")
    beside = {head.removeprefix("Zone: "): cell for head, cell in zip(heads, total, strict=True) if "Zone: " in head}
    assert beneath == pytest.approx(medians)
    assert beside == pytest.approx(medians)


def test_each_is_marked_as_the_team_s(market: Market, made: Calculation):
    assert all(rows[0][0] == MARK for rows in book_of(market, made).values())
    assert rows_of(market, made)[0] == [MARK]
    for address in FILES:
        assert "for-the-independent-team" in get(market.ana, address, made.id)["Content-Disposition"]


def test_returns_stand_with_what_was_left_out_and_why(market: Market, made: Calculation):
    table = book_of(market, made)["Returns"]
    heads = table[2]
    rows = [dict(zip(heads, row, strict=True)) for row in table[3:]]
    assert len(rows) == 14
    assert sorted((row["Used"], row["Why"]) for row in rows if row["Why"]) == [
        ("no", "Two branches in one"),
        ("yes", "@SUM(1)"),
    ]
    assert {row["Left out by"] for row in rows if row["Why"]} == {made.made_by.full_name}
    assert all(row["£ a visit"] and row["£ a minute"] for row in rows if row["Used"] == "yes")


def test_the_same_calculation_is_the_same_file(market: Market, made: Calculation):
    firsts = [get(market.ana, address, made.id).content for address in FILES]
    Participation.objects.update(zone="Elsewhere")
    assert [get(market.fay, address, made.id).content for address in FILES] == firsts


def test_no_cell_runs_as_a_formula(market: Market, made: Calculation):
    book = load_workbook(BytesIO(get(market.ana, FILES[0], made.id).content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(cell.value == "=HYPERLINK(1)" for cell in cells)
    assert not [cell for row in rows_of(market, made) for cell in row if cell.startswith(("=", "@", "+", "-"))]


def test_who_took_it_stands_in_the_audit_trail(market: Market, made: Calculation):
    get(market.fay, FILES[0], made.id)
    event = AuditEvent.objects.get(verb="downloaded", subject_id=str(made.id))
    assert (event.by_id, event.words) == (market.fay.person_id, "The tables of calculation 1 of Home care 2026")


@pytest.mark.parametrize("address", FILES)
def test_nobody_else_finds_it(market: Market, made: Calculation, address: str):
    for name in ("ada", "carol", "ned", "reg", "gus", "alex", "una"):
        other = getattr(market.cast, name)
        assert is_kept_out(other, get(other, address, made.id)), name
    assert is_kept_out(None, get(None, address, made.id))


def test_homes_have_their_four_columns(db: None):
    homes = make_market(6, service="care_home")
    lines = book_of(homes, homes.calculate())["Lines"][3:]
    assert [row[0] for row in lines if row[2] == "total"] == [column.label for column in CARE_HOME.columns]
