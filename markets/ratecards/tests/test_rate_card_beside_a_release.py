"""Each rate of a card beside what was released: how far it is off, on what that rests, and the wage floor."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, is_kept_out, text_of
from costing.formulas.costs import VisitTariff
from markets.fees.domain.released_start import LENGTHS, figures_of
from markets.fees.domain.wage_floor import fee_for_wage
from markets.fees.tests.test_scenario_begins_from_a_release import lines_of
from markets.fees.tests.typed_fees import fee_1
from markets.models import RateCard
from markets.ratecards.actions import cards
from markets.ratecards.domain.card_lines import CardBasis, CardLine, DayKind
from markets.ratecards.domain.market_rates import BY_LENGTH, BY_TARIFF, BY_ZONE, HIDDEN, HOUR_OF_ALL, MarketRates
from markets.ratecards.domain.released_comparison import beside_release, beside_says, heat_table
from markets.ratecards.domain.released_floor import ReleasedFloor, released_floor
from markets.ratecards.domain.typed_card import TypedCard
from markets.tests.council import Council, make_council
from markets.tests.released_medians import a_cell, released
from reports.domain.policy import PROTECTED

RATES = MarketRates(
    total=Decimal("29.80"),
    by_length={30: Decimal("30.80")},
    by_zone={"rural": Decimal("33.80")},
    tariff=VisitTariff(Decimal("3.70"), Decimal("0.39")),
    visits=Decimal("1.7"),
)
WAGE = Decimal("12.21")
# A year that is over, so that its own first day says which wage is meant, and not today.
YEAR = date(2025, 4, 1), date(2026, 3, 31)


def line(zone: str, minutes: int | None, rate: str, careworkers: int = 1) -> CardLine:
    return CardLine(zone, minutes, DayKind.ANY, careworkers, Decimal(rate))


def test_a_visit_costs_what_its_length_does_or_what_the_tariff_says():
    assert (RATES.of_visit("", 30).amount, RATES.of_visit("", 30).basis) == (Decimal("15.40"), BY_LENGTH)
    assert (RATES.of_visit("moon", 45).amount, RATES.of_visit("moon", 45).basis) == (Decimal("21.25"), BY_TARIFF)
    assert RATES.of_visit("Rural", 45).basis == BY_ZONE
    assert replace(RATES, tariff=None).of_visit("rural", 45).basis == HIDDEN
    assert replace(RATES, visits=None).of_visit("rural", 30).basis == BY_LENGTH
    assert MarketRates().of_hour("rural").basis == HIDDEN and RATES.of_hour("moon").basis == HOUR_OF_ALL


def test_a_zone_keeps_its_own_total():
    """An hour of its visits, at the market's mean length, costs what the zone's hour does."""
    mean = 60 / Decimal("1.7")
    a_visit, of_30 = RATES.of_visit("rural", 60).amount, RATES.of_visit("rural", 30).amount
    assert a_visit is not None and of_30 is not None
    a_minute = (a_visit - of_30) / 30
    assert abs(Decimal("1.7") * (of_30 + (mean - 30) * a_minute) - Decimal("33.80")) < Decimal("0.000001")


def test_a_rate_says_how_far_it_is_off_and_in_which_band():
    one, two, hour = beside_release(
        [line("", 30, "13.09"), line("", 30, "30.80", 2), line("rural", None, "33.80")], CardBasis.VISIT, RATES, {}
    )
    assert (one.gap, one.band, one.carries_floor) == (Decimal("-2.31"), 0, None)
    assert (two.gap, two.band) == (0, 2) and hour.gap == 0
    [by_hour] = beside_release([line("", 30, "33.00")], CardBasis.HOUR, RATES, {})
    assert by_hour.gap == Decimal("2.20") and by_hour.band == 3
    [hidden] = beside_release([line("", 30, "13")], CardBasis.VISIT, MarketRates(), {})
    assert hidden.gap is hidden.share is hidden.band is None and "hidden" in hidden.cells
    said = beside_says([one, two, hidden])
    assert said == (
        "Of 3 rates 1 are below what was released, the most every zone, 30 minutes, any day, one careworker: £13.09, "
        "15.0 % less. 1 cannot be compared, as the release hides the cost."
    )


def test_the_picture_has_a_place_for_each_length():
    card = [line("b", 60, "1"), line("a", None, "1"), line("b", 30, "1"), line("b", 30, "1", 2)]
    heat = heat_table(beside_release(card, CardBasis.VISIT, RATES, {}))
    assert heat.lengths == ("any length", "30 minutes", "60 minutes")
    filled = {row.label: [place is not None for place in row.places] for row in heat.rows}
    assert filled == {
        "b, any day": [False, True, True],
        "a, any day": [True, False, False],
        "b, any day, two careworkers": [False, True, False],
    }


def the_floor(hidden: tuple[str, ...] = (), nlw: Decimal | None = WAGE, **travel: Decimal) -> ReleasedFloor:
    """Return the floor from the lines of the worked example's mixed zone."""
    cells: dict[tuple[str, str], tuple[Decimal | None, bool]] = {}
    for key, value in lines_of(fee_1(), fee_1().zones["mixed"]).items():
        kind = (
            "supporting" if key in ("travel_minutes_per_contact_hour", "contact_hours_per_week", "mileage_rate") else ""
        )
        place = ("appointments", key.removeprefix("visits_")) if "visits_" in key else (kind or "line", key)
        cells[place] = (None if key in hidden else value, False)
    return released_floor(figures_of(cells), travel, nlw)


def test_the_floor_is_the_fee_with_all_pay_at_the_living_wage():
    floor, example = the_floor(), fee_1()
    [low, high] = beside_release([line("", None, "20"), line("moon", None, "40")], CardBasis.HOUR, RATES, floor.zones)
    zone = example.zones["mixed"]
    waits = replace(zone, t=zone.t + zone.w, w=Decimal(0))
    assert low.floor is not None and abs(low.floor - fee_for_wage(example, waits, WAGE)) < Decimal("0.3")
    assert low.carries_floor is False and high.carries_floor is True and low.floor == high.floor


def test_more_travel_in_a_zone_needs_a_higher_rate():
    paid = lines_of(fee_1(), fee_1().zones["mixed"])["travel_time"]
    floor = the_floor(Far=paid * 2)
    near, far = beside_release([line("", 30, "15"), line("FAR", 30, "15")], CardBasis.VISIT, RATES, floor.zones)
    assert near.floor is not None and far.floor is not None and far.floor > near.floor + 1


def test_what_is_hidden_or_unknown_is_named():
    assert "Mileage, Visits of 45 minutes" in the_floor(("mileage", "visits_45")).why_not
    assert "not known" in the_floor(nlw=None).why_not
    assert not the_floor(("mileage",)).zones


@pytest.fixture
def cast(db: None, settings: Any) -> Council:
    settings.SECOND_FACTOR_REQUIRED = False
    return make_council()


def a_card(cast: Council) -> RateCard:
    lines = [line("<b>Rural</b>", 30, "13.09"), line("", 45, "20.00"), line("Rural", None, "30.00")]
    made = cards.keep(by=cast.carol, card=TypedCard("Today", CardBasis.VISIT, *YEAR, lines))
    assert isinstance(made, RateCard)
    return made


def put_out(cast: Council, *hidden: str) -> Any:
    figures = {key: f"{value:.2f}" for key, value in lines_of(fee_1(), fee_1().zones["mixed"]).items()}
    rates = {"15": "38.00", "30": "30.80", "45": None, "60": "27.00"}
    beside = {
        "table": {"total": a_cell("29.80")},
        "visits": {"homecare": {k: a_cell(rates[k]) for k in LENGTHS}},
        "groups": {"zone": {"Rural": {"homecare": {"total": a_cell("33.80"), "travel_time": a_cell("2.90")}}}},
        "policy": {"version": "protected-3", "sha256": PROTECTED.sha256},
    }
    return released(cast, {key: None if key in hidden else value for key, value in figures.items()}, beside)


def test_the_page_says_it_for_each_rate_and_the_files_do(cast: Council):
    row, release = a_card(cast), put_out(cast)
    for who in (cast.carol, cast.dev):
        answer = get(who, "markets:card_beside", row.id)
        text = text_of(answer)
        assert "Of 3 rates 3 are below what was released" in text and "−£2.31" in text and "£33.80" in text
        assert "<b>Rural" not in answer.content.decode() and "no floor" in text and BY_TARIFF in text
    assert "Beside what was released" in text_of(get(cast.carol, "markets:card_detail", row.id))
    for kind in ("csv", "xlsx"):
        file = get(cast.carol, "markets:card_beside_file", row.id, kind, release=str(release.id))
        assert file.status_code == 200
        assert kind == "xlsx" or "13.09,15.40,'-2.31,'-15.00" in file.content.decode()
    assert get(cast.carol, "markets:card_beside_file", row.id, "pdf").status_code == 404


def test_hidden_lines_say_so_and_nonsense_falls_back(cast: Council):
    row = a_card(cast)
    assert "Nothing has been released yet" in text_of(get(cast.carol, "markets:card_beside", row.id))
    assert get(cast.carol, "markets:card_beside_file", row.id, "csv").status_code == 404
    put_out(cast, "mileage")
    text = text_of(get(cast.carol, "markets:card_beside", row.id, release="\x00nonsense"))
    assert "cannot be said. The release hides what it takes: Mileage." in text and "Cannot be said" in text


@pytest.mark.parametrize("others", first_by_day(["ada cora", "ned gus eve nobody"]))
def test_nobody_else_finds_it(cast: Council, others: str):
    row = a_card(cast)
    put_out(cast)
    for who in (getattr(cast, name, None) for name in others.split()):
        assert is_kept_out(who, get(who, "markets:card_beside", row.id))
        assert is_kept_out(who, get(who, "markets:card_beside_file", row.id, "csv"))
