"""The measures of a council, by hand and by slow twins; what is missing stays missing, and is never 0."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from benchmarking.analysis.domain import market_measures as market
from benchmarking.analysis.domain import price_measures as price
from benchmarking.analysis.domain import quality_measures as quality
from benchmarking.analysis.domain.analysis_document import few_in_words
from benchmarking.analysis.domain.catalogue import MEASURES, measured
from benchmarking.analysis.domain.council_case import ContractPrice, CouncilCase, PlaceHours, number_from
from benchmarking.analysis.domain.frozen_inputs import cases_from
from benchmarking.rounds.domain.councils import PriceRow
from benchmarking.tests.demo_region import WEEK, demo_frozen, demo_inputs, demo_rows

ASHGROVE = demo_frozen().cases[0]
SAID = {
    "hours_commissioned_per_week": "1000", "spend_per_week": "24000", "people_receiving": "100",
    "packages_handed_back": "6", "packages_started": "30", "packages_ended": "50", "hours_waiting": "250",
    "providers_delivering": "8", "providers_framework": "10", "providers_left": "3", "indicative_rate": "20",
    "rates_from": "2025-04-07", "ceiling_rate": "22", "cost_of_care_median": "25", "uplift_share": "0.05",
    "share_under_30": "0.08", "hours_undelivered": "n/a", "pay_floor_gbp": "12.5",
}  # fmt: skip
BY_HAND = {
    "price": "22.4",  # (20 · 600 + 26 · 400) / 1,000
    "price_15": None,
    "spend_check": Fraction(24) / Fraction("22.4") * 100,
    "price_to_indicative": "112",
    "over_ceiling": "40",
    "wage_cover": "1.792",
    "cost_cover": "89.6",
    "uplift": "5",
    "handed_back": Fraction(600, 110),  # 6 / ½ (100 + 100 + 50 − 30)
    "unsourced": "20",
    "undelivered": None,
    "idle": "20",
    "leavers": "25",
    "providers_per_1000": "8",
    "largest_three": "80",  # 5, 2 and 1 of 10
    "concentration": 10_000 * Fraction(25 + 4 + 1 + 1 + 1, 100),
    "short_visits": "8",
    "good_share": "80",
    "good_count": "60",
    "safe_share": None,
    "inherited_share": "20",
    "direct_payments": None,
}


def priced(amount: str, hours: str, minutes: int | None = None, package: str = "standard") -> ContractPrice:
    by = "visit" if minutes else "hour"
    length = Fraction(minutes) if minutes else None
    return ContractPrice(PriceRow(package, by, Fraction(amount), Fraction(hours), length))


def place(hours: int, rating: int | None, **more: object) -> PlaceHours:
    return PlaceHours(f"1-{hours}-{rating}", Fraction(hours), rating=rating, **more)  # type: ignore[arg-type]


def a_case(**changed: object) -> CouncilCase:
    told: dict[str, object] = {
        "council": "Ashgrove", "ons_code": "X1", "sub_region": "nel", "place": "inner", "week": WEEK,
        "answers": SAID, "prices": (priced("20", "600"), priced("26", "400"), priced("99", "50", package="live_in")),
        "places": (place(5, 4), place(2, 3, is_inherited=True), place(1, 3), place(1, 2), place(1, 1)),
        "delivering_before": Fraction(12),
    }  # fmt: skip
    return CouncilCase(**(told | changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(("key", "expected"), BY_HAND.items())
def test_a_measure_by_hand(key: str, expected: object):
    found = MEASURES[key].of(a_case())
    assert found == (Fraction(expected) if isinstance(expected, str) else expected)


def test_ashgrove_by_hand():
    found = measured(ASHGROVE)
    assert round(float(found["price"] or 0), 4) == 25.1205
    assert round(float(found["good_share"] or 0), 1) == 88.1 and round(float(found["good_count"] or 0), 1) == 77.8
    assert round(float(found["coverage"] or 0), 1) == 89.4


def test_prices_by_length_agree_with_a_slow_twin():
    for case in demo_frozen().cases:
        rows = [row for row in demo_rows("prices") if row["la"] == case.council]
        for minutes in ("15", "30", "45", "60"):
            of = [(float(one["price"]) * 60 / float(minutes), float(one["hours_per_week"]))
                  for one in rows if one["visit_minutes"] == minutes]  # fmt: skip
            plain = sum(a * b for a, b in of) / sum(b for _, b in of) if of else None
            found = price.price_of_length(case, int(minutes))
            assert found == plain if plain is None else float(found or 0) == pytest.approx(plain)


def test_nothing_is_made_of_nothing():
    empty = a_case(answers={}, prices=(), places=(), delivering_before=None)
    assert set(measured(empty).values()) == {None}
    zeros = a_case(answers=dict.fromkeys(SAID, "0"), prices=(priced("20", "0"),), places=(place(0, 3),))
    for key, value in measured(zeros).items():
        assert value is None or value == 0, key


def test_a_coming_indicative_rate_is_nobody_s_yet():
    assert price.indicative_gap(a_case()) == Fraction("2.4")
    assert price.indicative_rate(a_case(answers=SAID | {"rates_from": "2025-10-01"})) is None


def test_without_a_floor_the_law_s_counts():
    case = a_case(answers=SAID | {"pay_floor_gbp": ""})
    assert price.wage_floor(case) == Fraction("12.21")
    assert price.wage_floor(replace(case, week=date(1999, 4, 5))) is None


def test_people_are_derived_where_they_are_not_given():
    case = a_case(answers=SAID | {"people_receiving": ""})
    assert market.handed_back(case) == Fraction(6) / (Fraction(1000) / 11) * 100
    assert market.is_handed_back_derived(case) and not market.is_handed_back_derived(a_case())


def test_few_ratings_are_no_quality():
    four = (place(5, 4), place(2, 3), place(1, 3), place(1, 2))
    assert quality.good_share(a_case(places=four)) is None
    thin = (*four, place(1, 1), place(9, None))
    assert quality.good_share(a_case(places=thin)) is None and quality.coverage(a_case(places=thin)) is not None
    with_home = (*a_case().places, PlaceHours("1-home", Fraction(90), rating=1, is_homecare=False))
    assert quality.good_share(a_case(places=with_home)) == 80


def test_places_based_in_a_council_say_nothing_of_concentration():
    case = a_case(is_based=True)
    assert market.largest_three(case) is None and quality.good_share(case) == 80


def test_a_small_market_is_drawn_to_the_region():
    case = a_case()
    n = Fraction(100, 32)
    assert quality.effective_places(case) == n
    assert quality.shrunk_share(case, Fraction(70)) == (n * 80 + 4 * 70) / (n + 4)


def test_inputs_read_back_are_the_same():
    assert cases_from(demo_inputs()) == cases_from(demo_inputs())
    assert number_from("n/a") is None and number_from("-0.05") == Fraction(-1, 20) and number_from("1e3") is None


def test_nine_councils_are_too_few_for_links():
    assert few_in_words(9) == (
        "Nine councils have sent a price. Links between measures start at 10; the ranges are there."
    )
    assert few_in_words(10) == "" and few_in_words(0).startswith("No council has sent a price.")
