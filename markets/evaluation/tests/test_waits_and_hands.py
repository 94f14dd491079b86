"""Waits, rates and packages of a look: what is kept of them, what is too little to say anything, and in which words."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from markets.evaluation.domain.evaluation_terms import judged_measures
from markets.evaluation.domain.handed_packages import handed_packages
from markets.evaluation.domain.judged_beside import PRICE_RURAL, PRICE_URBAN, WAIT_RURAL, WAIT_URBAN
from markets.evaluation.domain.judged_changes import measured_changes
from markets.evaluation.domain.look_state import newer_offers
from markets.evaluation.domain.look_weeks import LookWeeks
from markets.evaluation.domain.offer_waits import FEW_OFFERS, NO_FIRST_VISIT, NO_OFFERS, offer_waits, spells_in
from markets.evaluation.domain.shown_change import shown_change
from markets.evaluation.domain.shown_packages import shown_packages
from markets.evaluation.domain.zone_prices import NO_CARD, NO_CLASSES, NO_SUCH_ZONE, rural_zones, why_no_prices
from markets.measures.domain.care_packages import CarePackage
from markets.measures.domain.package_offers import PackageOffer
from markets.profiles.domain.profile_inputs import PaidCard
from markets.ratecards.domain.card_lines import CardBasis

LAST = date(2025, 7, 20)
WEEKS = LookWeeks(LAST, 4)
LATER = LAST + timedelta(days=92)


def offers(count: int, days: int | None, ruc: str = "rural", sent: date = LAST - timedelta(days=10)):
    first = None if days is None else sent + timedelta(days=days)
    return [PackageOffer(f"{ruc}{number}", sent, first_visit=first, ruc=ruc) for number in range(count)]


def test_a_wait_is_as_it_was_seen_on_the_last_day():
    told = [*offers(5, 3), *offers(2, 30), *offers(4, 3, "UN1"), *offers(9, 1, "", LAST), *offers(9, 1, sent=LATER)]
    waits, why = offer_waits(told, LATER, WEEKS)
    assert waits == {WAIT_RURAL: [(3, True, 5), (10, False, 2)]} and why == {WAIT_URBAN: FEW_OFFERS}
    assert spells_in({"waits": waits})[WAIT_RURAL] == [(3, True)] * 5 + [(10, False)] * 2
    for table, kept_on, words in (
        (None, None, NO_OFFERS), (told, LAST, "kept on 20 July 2025, before"), (offers(9, None), LATER, NO_FIRST_VISIT),
    ):  # fmt: skip
        waits, why = offer_waits(table, kept_on, WEEKS)
        assert waits == {} and all(words in one for one in why.values())
    assert "after 20 July 2025" in newer_offers(WEEKS, LAST) and newer_offers(WEEKS, LATER) == ""


def test_a_wait_is_told_with_its_medians_and_its_ratio():
    before = {"waits": {WAIT_RURAL: [(6, True, 20), (12, True, 20)]}, "why": {}}
    after = {"waits": {WAIT_RURAL: [(2, True, 20), (6, True, 19), (9, False, 1)]}, "why": {}}
    change = measured_changes({}, {}, (spells_in(before), spells_in(after)))[WAIT_RURAL]
    shown = shown_change(judged_measures()[WAIT_RURAL], before, after, change)
    assert shown.is_called and (shown.before, shown.after) == ("6 days", "2 days")
    assert "a first visit is 10.2 times as likely as before (95 % interval 4.8 times to 21.6 times)" in shown.says
    assert [(step.days, step.before, step.after) for step in shown.steps][1] == (3, 1.0, 0.5)
    alike = measured_changes({}, {}, (spells_in(before), spells_in(before)))[WAIT_RURAL]
    same = shown_change(judged_measures()[WAIT_RURAL], before, before, alike)
    assert same.verdict == "Within chance" and "1.0 times as likely" in same.says
    none = shown_change(judged_measures()[WAIT_URBAN], before, {"waits": {}, "why": {WAIT_URBAN: NO_OFFERS}}, None)
    assert none.says.endswith("nothing is said of it, as no table of offers is kept (after).")


def test_zones_are_rural_beside_all_zones_together():
    hours = [("Z1", True, 90), ("Z1", False, 10), ("Z2", True, 70), ("Z2", False, 30), ("", True, 5)]
    assert rural_zones(hours) == {"": False, "Z1": False, "Z2": True} and rural_zones([]) == {}


def test_what_rates_want_is_said():
    card = PaidCard(CardBasis.HOUR, [])
    assert why_no_prices([card, None, card, None], {"Z": True}, 3) == dict.fromkeys([PRICE_URBAN, PRICE_RURAL], NO_CARD)
    assert set(why_no_prices([card] * 3, {}, 3).values()) == {NO_CLASSES}
    assert why_no_prices([card] * 3, {"Z": False}, 3) == {PRICE_RURAL: NO_SUCH_ZONE}


def package(client: int, provider: str, starts: date = date(2025, 1, 1), until: date | None = None) -> CarePackage:
    return CarePackage(str(client), provider, starts, until, Fraction(10))


def moved(*ways: tuple[str, str, int], stay: int = 0) -> list[CarePackage]:
    """Return the packages of a table that still has those that ended."""
    pairs = [(a, b) for a, b, count in ways for _ in range(count)] + [("s", "s")] * stay
    found = []
    for client, (giver, taker) in enumerate(pairs):
        end = None if giver == taker else LAST + timedelta(days=20)
        found.append(package(client, giver, until=end))
        if end:
            found.append(package(client, taker, end + timedelta(days=1)))
    return found


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (moved(("a", "b", 6), ("a", "c", 7), stay=20), (13, [["a", "c", 7, 70.0], ["a", "b", 6, 60.0]])),
        # Two of one way would follow from the whole: the smallest that is shown is left out with them.
        (moved(("a", "b", 6), ("a", "c", 7), ("d", "b", 2), stay=20), (15, [["a", "c", 7, 70.0]])),
        (moved(("a", "b", 3), ("a", "c", 2), stay=20), (5, [])),
        (moved(("a", "b", 4), stay=20), (None, [])),
    ],
)
def test_packages_that_changed_hands_are_told_where_they_are_not_few(table, told):
    found = handed_packages(table, table, (LAST, LATER), are_one_table=True)
    assert (found["moved"], found["ways"]) == told
    words = shown_packages(found, {"a": "Ash"})
    assert ("fewer than five" in words.says) == (told[0] is None)


def test_one_table_that_forgets_what_ended_tells_nothing():
    now = [package(client, "b", LAST + timedelta(days=21)) for client in range(9)] + [package(99, "a")]
    assert "none that ended" in handed_packages(now, now, (LAST, LATER), are_one_table=True)["why"]
    then = [package(client, "a") for client in range(9)]
    two = handed_packages(then, now, (LAST, LATER), are_one_table=False)
    assert (two["of"], two["moved"], two["hours"]) == (9, 9, 90.0)
    assert "fewer than five clients" in handed_packages(then[:4], now, (LAST, LATER), are_one_table=False)["why"]
    assert "not known: fewer" in shown_packages({"why": "fewer than"}, {}).says
