"""The wage test: what pay comes to per hour worked, where it is below the floor, and what would reach it."""

from datetime import date
from decimal import Decimal
from random import Random
from unittest import mock

import pytest
from django.utils import timezone

from accounts.tests.pages import get, is_kept_out, text_of
from markets.fees.domain.inputs import HOUR
from markets.fees.domain.wage_floor import effective_pay
from markets.fees.tests.typed_fees import fee_1, random_document, read
from markets.tests.council import make_council
from markets.wages.domain.wage_test import WageTerms, WageZone, says, zones_tested

D = Decimal
# The round of MARKETS §4: £12.60 a contact hour, 63 minutes of contact, 23 of gap of which 12 are travel.
KNOWN, UNKNOWN = date(2026, 5, 1), date(2066, 5, 1)
ROUND = WageTerms(D("12.60"), D(0), D(0), D("12.21"), D(63))


@pytest.mark.parametrize(
    ("travel_pay", "waiting", "lower"), [("0", "11", "9.23"), ("0", "0", "10.58"), ("12.21", "0", "12.54")]
)
def test_the_worked_round(travel_pay: str, waiting: str, lower: str):
    terms = WageTerms(ROUND.pay, D(travel_pay), D(0), ROUND.floor, ROUND.minutes)
    [zone] = zones_tested(terms, [WageZone("round", D(12), D(waiting))])
    assert zone.effective.lower.quantize(D("0.01")) == D(lower)


def test_it_is_the_test_of_the_fee_lab():
    rng = Random(7)
    for inputs in [fee_1(), *(read(random_document(rng)) for _ in range(10))]:
        of = inputs.terms
        terms = WageTerms(of.pay, of.travel_pay, of.waiting_pay, of.nlw, HOUR / inputs.visits_per_hour)
        for way in inputs.zones.values():
            [zone] = zones_tested(terms, [WageZone("here", way.t, way.w)])
            expected = effective_pay(inputs, way)
            assert abs(zone.effective.lower - expected.lower) < D("1e-9")
            assert abs(zone.effective.upper - expected.upper) < D("1e-9")


def test_the_needed_pay_reaches_the_floor_and_a_penny_less_does_not():
    rng = Random(8)
    for _ in range(50):
        terms = WageTerms(D(1), *(D(rng.randint(0, 15)) for _ in range(2)), D("12.21"), D(rng.randint(10, 90)))
        way = WageZone("here", D(rng.randint(0, 30)), D(rng.randint(0, 20)))
        needed = zones_tested(terms, [way])[0].needed
        for pay, is_below in ((needed + D("0.000001"), False), (needed - D("0.01"), True)):
            if pay > 0:
                paid = WageTerms(pay, terms.travel_pay, terms.waiting_pay, terms.floor, terms.minutes)
                assert zones_tested(paid, [way])[0].may_be_below is is_below


@pytest.mark.parametrize("minutes", ["34.5", "34.48", "17", "63"])
def test_who_is_paid_the_floor_throughout_does_not_fall_below_it(minutes: str):
    floor = D("12.71")
    zones = [
        WageZone(name, D(travel), D(waiting)) for name, travel, waiting in (("a", "5.5", "1"), ("b", "8.5", "1.5"))
    ]
    tested = zones_tested(WageTerms(floor, floor, floor, floor, D(minutes)), zones)
    assert [one.verdict for one in tested] == ["Not below", "Not below"]


def test_the_sentence_names_the_zones():
    zones = zones_tested(
        ROUND, [WageZone("near", D(0), D(0)), WageZone("far", D(12), D(0)), WageZone("slow", D(1), D(9))]
    )
    assert says(zones) == (
        "Once travel and waiting count, pay falls below the floor in far; "
        "it depends on whether waiting is work in slow."
    )
    assert says(zones[:1]) == "Once travel and waiting count, pay does not fall below the floor in any zone."


TYPED = {"pay": "£12.60", "travel_pay": "0", "waiting_pay": "0", "floor": "12.21", "minutes": "34.5"}


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
def test_the_page_works_by_its_address_alone():
    cast = make_council()
    for day, said in ((KNOWN, "Pay per hour worked"), (UNKNOWN, "The statutory rates of today are not known")):
        with mock.patch.object(timezone, "localdate", return_value=day):
            begun = text_of(get(cast.carol, "markets:wage_test"))
        assert said in begun and "Error" not in begun
    page = text_of(get(cast.dev, "markets:wage_test", **TYPED, zone_0="moor", zone_0_t="13", zone_0_w="2"))
    assert "falls below the floor in moor" in page and "26.1" in page
    for changed, said in (
        ({"pay": "1e400"}, "“1e400” is not possible"),
        ({"floor": ""}, "Enter wage not to fall below"),
        ({"minutes": "0"}, "a number from 1 to 1,440"),
        ({"zone_0": ""}, "Name zone 1, or clear its row"),
        ({"zone_0_t": "9" * 27}, "is not possible. Enter travel minutes a visit in “moor”"),
    ):
        typed = TYPED | {"zone_0": "moor", "zone_0_t": "13", "zone_0_w": "2"} | changed
        assert said in text_of(get(cast.carol, "markets:wage_test", **typed))
    assert "Enter at least one zone" in text_of(get(cast.carol, "markets:wage_test", **TYPED))
    assert get(cast.carol, "markets:wage_test", scenario="nonsense").status_code == 200
    for who in (cast.ada, cast.ned, cast.alex, None):
        assert is_kept_out(who, get(who, "markets:wage_test"))
