"""A calculation's page: groups to choose from, what a visit costs, interval and weighted mean beside the quartiles."""

from decimal import Decimal

import pytest

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, text_of
from costing.figure_words import gbp
from costing.forms import CURRENT
from register.models import Participation
from reports import queries
from reports.domain.calculation_visits import pounds_a_minute
from reports.domain.exclusions import Exclusion
from reports.models import Calculation, CalculationReturn
from reports.tests.accepted_returns import Market, make_market
from reports.tests.plain_quantile import plain_quantile

pytestmark = pytest.mark.usefixtures("no_second_factor")
TOTAL = CURRENT["homecare"].line_by_key["total"].label
GROUPS = (("North", "Small", True), ("South", "Large", False), ("South", "Small", None), ("<b>Ä", "", True))


@pytest.fixture
def grouped(market: Market) -> Market:
    for number, one in enumerate(market.accepted):
        zone, size, contracted = GROUPS[number % len(GROUPS)]
        row = Participation.objects.filter(id=one.participation_id)
        row.update(zone=zone, size_band=size, is_contracted=contracted)
    return market


def page(market: Market, calculation: Calculation, **asked: str) -> str:
    return text_of(get(market.ana, "reports:calculation_detail", calculation.id, **asked))


def median(market: Market, line: str, zone: str) -> Decimal:
    rows = Participation.objects.filter(zone=zone).values_list("id", flat=True)
    there = [one.current for one in market.accepted if one.participation_id in rows]
    return plain_quantile([Decimal(one.costs["columns"]["homecare"][line]) for one in there], Decimal("0.5"))


def test_groups_are_shown_with_a_range_and_their_number(grouped: Market):
    text = page(grouped, grouped.calculate())
    assert "By group" in text
    assert f"North (4) {gbp(median(grouped, 'total', 'North'))}" in text
    assert f"{TOTAL}: the medians run from £" in text
    assert "of one return they are its own" in text


def test_another_dimension_and_line_are_chosen(grouped: Market):
    calculation = grouped.calculate()
    text = page(grouped, calculation, by="contracted", line="mileage")
    for words in ("Mileage by group", "Contracted", "Not contracted", "Not said (3)"):
        assert words in text
    assert text.index("Contracted (") < text.index("Not contracted (") < text.index("Not said (")
    sizes = calculation.table["subgroups"]["size_band"]
    assert {name: group["returns"] for name, group in sizes.items()} == {"Small": 7, "Large": 4, "Not said": 3}


@pytest.mark.parametrize("nasty", first_by_day(["\x00", "x" * 10_000, "1e400", "<script>", "zone' OR 1=1"]))
def test_what_cannot_be_chosen_is_the_first_choice(grouped: Market, nasty: str):
    calculation = grouped.calculate()
    assert page(grouped, calculation, by=nasty, line=nasty, column=nasty).count(f"{TOTAL} by group, £") == 1


def test_groups_are_as_they_were_then_and_in_the_digest(grouped: Market):
    before = grouped.calculate()
    Participation.objects.update(zone="Everywhere")
    after = grouped.calculate()
    assert set(before.table["subgroups"]["zone"]) == {"North", "South", "<b>Ä"}
    assert set(after.table["subgroups"]["zone"]) == {"Everywhere"}
    assert after.inputs_sha256 != before.inputs_sha256
    for one in (before, after):
        assert queries.inputs_of(grouped.ana, one).sha256 == one.inputs_sha256


def test_without_a_council_list_there_are_no_groups(market: Market):
    Participation.objects.update(zone="", size_band="", is_contracted=None)
    calculation = market.calculate()
    assert calculation.table["subgroups"] == {}
    assert "By group" not in page(market, calculation)


def test_interval_and_weighted_mean_stand_beside_the_quartiles(market: Market):
    calculation = market.calculate()
    text, found = page(market, calculation), calculation.table
    interval, mean = found["intervals"]["homecare"]["total"], found["weighted"]["homecare"]["total"]["mean"]
    low, high = Decimal(interval["low"]), Decimal(interval["high"])
    assert low <= Decimal(found["table"]["homecare"]["total"]["median"]) <= high
    assert f"{gbp(low)} to {gbp(high)} {gbp(Decimal(mean))}" in text
    assert "Mean weighted by contact hours a year" in text


def test_of_five_returns_no_interval_is_shown(db: None):
    market = make_market(5)
    assert "fewer than 6 owners" in page(market, market.calculate())


def test_what_a_visit_costs(market: Market):
    calculation = market.calculate()
    text, supporting = page(market, calculation), calculation.table["supporting"]
    tariff = {part: Decimal(supporting["tariff"][part]["median"]) for part in ("per_visit", "per_minute")}
    assert f"{gbp(tariff['per_visit'])} for a visit and {pounds_a_minute(tariff['per_minute'])} for each" in text
    assert "Appointments a week by length" in text
    assert supporting["appointments"]["30"]["n"] == supporting["tariff"]["n"] == 14
    locations = {one.participation.location.cqc_location_id for one in market.accepted}
    assert supporting["tariff"]["by_location"].keys() == locations


def test_a_return_without_one_of_its_lines_has_no_rate_of_a_visit(market: Market):
    left_out = [Exclusion(str(market.accepted[0].current_id), "Counted twice", frozenset({"mileage"}))]
    supporting = market.calculate(exclusions=left_out).table["supporting"]
    assert supporting["tariff"]["n"] == supporting["visit_rates"]["30"]["per_hour"]["n"] == 13
    assert market.accepted[0].participation.location.cqc_location_id not in supporting["tariff"]["by_location"]
    assert supporting["appointments"]["30"]["n"] == 14


def test_homes_have_groups_by_column_and_no_visits(db: None):
    homes = make_market(8, service="care_home")
    Participation.objects.update(zone="East")
    calculation = homes.calculate()
    text = page(homes, calculation, by="zone", column="nursing")
    assert "What a visit costs" not in text
    assert "Mean weighted by occupied beds" in text
    nursing = CURRENT["care_home"].columns[2]
    assert f"by group: {nursing.label}, £ per resident per week" in text
    assert f"Medians by group: {nursing.label}" in text
    assert f"East ({calculation.table['table']['nursing']['total']['n']})" in text


def test_an_older_calculation_still_shows(market: Market):
    kept, made = market.accepted[0].current, market.calculate()
    table = {key: part for key, part in made.table.items() if key not in ("subgroups", "weighted", "intervals")}
    table["supporting"] = {k: v for k, v in table["supporting"].items() if k not in ("tariff", "appointments")}
    fields = {f.attname: getattr(made, f.attname) for f in Calculation._meta.fields}
    fields |= {"id": None, "number": 99, "table": table, "method_version": "2026.1", "returns_used": 1}
    del fields["id"]
    old = Calculation.objects.create(**fields)
    row = CalculationReturn.objects.filter(calculation=made, version=kept).values().get()
    CalculationReturn.objects.create(**row | {"id": old.id, "calculation_id": old.id, "breakdown": {}})
    text = page(market, old)
    assert "By group" not in text
    assert "interval of the median" not in text
    assert "Visits of 30 minutes" in text
    assert get(market.ana, "reports:calculation_workbook", old.id).status_code == 200
