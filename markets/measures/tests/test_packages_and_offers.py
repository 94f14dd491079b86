"""Survival, turnover, pick-up, lots and owners, beside what one would count by hand."""

import random
from datetime import date, timedelta
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from markets.measures.domain.care_packages import (
    CarePackage,
    dependence,
    handed_back,
    mean_on_books,
    start_route,
    stay_curve,
    turnover,
)
from markets.measures.domain.double_density import DoubleHandedClient, double_density, nearest_others
from markets.measures.domain.figures import HiddenFigure, ShareOfVisits, SpreadFigure
from markets.measures.domain.lots import CareLot, SubContracting, declared_lots, other_lots, outside_of_lots, sub_margin
from markets.measures.domain.owners import (
    ListedLocation,
    changes_between,
    local_owners,
    locally_owned,
    owner_changes,
    owner_hours,
)
from markets.measures.domain.package_offers import PackageOffer, pickup, waiting_curve
from markets.measures.domain.rates_paid import PaidRate, price, price_by_zone
from markets.measures.domain.survival import kaplan_meier
from markets.measures.domain.travel import circuity, estimated, journey_minutes, point_of, travel_est, waiting_est

FIRST, LAST = date(2025, 1, 6), date(2025, 12, 29)


# Measures by name: what they give is looked at whatever it is.
shown: Any = SimpleNamespace(
    turnover=turnover,
    start_route=start_route,
    handed_back=handed_back,
    dependence=dependence,
    pickup=pickup,
    sub_margin=sub_margin,
    outside_of_lots=outside_of_lots,
    other_lots=other_lots,
    locally_owned=locally_owned,
    owner_changes=owner_changes,
    price=price,
    price_by_zone=price_by_zone,
    travel_est=travel_est,
    waiting_est=waiting_est,
    double_density=double_density,
)


def plain_kaplan_meier(spells: list[tuple[int, bool]], entered: list[int], day: int) -> Fraction:
    """Return what lasts longer than a day, day by day."""
    share = Fraction(1)
    for moment in range(day + 1):
        at_risk = sum(
            begun < max(moment, 1) and days >= moment for (days, _), begun in zip(spells, entered, strict=True)
        )
        ends = sum(ended and days == moment for days, ended in spells)
        if ends and at_risk:
            share *= 1 - Fraction(min(ends, at_risk), at_risk)
    return share


def test_survival_is_that_of_day_by_day():
    chance = random.Random(7)
    for _ in range(30):
        entered = [chance.choice((0, 0, chance.randrange(20))) for _ in range(40)]
        spells = [(begun + chance.randrange(1, 25), chance.random() < 0.6) for begun in entered]
        curve = kaplan_meier(spells, entered)
        for day in range(0, 45, 4):
            assert curve.lasts(day) == plain_kaplan_meier(spells, entered, day)


def test_survival_of_a_few():
    curve = kaplan_meier([(1, True), (2, False), (3, True), (4, True)])
    assert curve.steps == ((1, Fraction(3, 4)), (3, Fraction(3, 8)), (4, Fraction(0)))
    assert (curve.median, curve.lasts(2), curve.n, curve.ended) == (3, Fraction(3, 4), 4, 3)
    assert kaplan_meier([(5, False)]).median is None and kaplan_meier([]).steps == ()


def package(number: int, starts: date, until: date | None = None, **told: object) -> CarePackage:
    return CarePackage(f"C{number}", "P1", starts, until, Fraction(10), **told)  # type: ignore[arg-type]


def test_turnover_of_a_steady_state():
    """Fifty on the books all year; each of the first ten is followed by somebody the day after."""
    day = FIRST - timedelta(days=100)
    steady = [package(n, day, route="community") for n in range(40)]
    middle = FIRST + timedelta(days=180)
    left = [package(n, day, middle, route="hospital", reason="died") for n in range(40, 50)]
    came = [package(n, middle + timedelta(days=1), route="hospital") for n in range(50, 60)]
    everybody = [*steady, *left, *came]
    days = Fraction((LAST - FIRST).days + 1)
    assert mean_on_books(everybody, FIRST, LAST) == 50
    found = shown.turnover(everybody, FIRST, LAST)
    assert isinstance(found, ShareOfVisits) and found.value == Fraction(100 * 10, 50) * 364 / days
    assert found.parts["mean_weeks"].value == Fraction(52 * 50, 10) * days / 364
    hospital = found.parts["hospital"]
    assert isinstance(hospital, ShareOfVisits) and hospital.denominator == 10
    starts = shown.start_route(everybody, FIRST, LAST)
    assert isinstance(starts, ShareOfVisits) and (starts.numerator, starts.denominator) == (10, 10)
    assert shown.handed_back(everybody, FIRST, LAST).numerator == 0
    assert shown.dependence(everybody, FIRST, LAST) is None
    told = [*everybody, package(99, day, funder="self_funder")]
    assert shown.dependence(told, FIRST, LAST).value == Fraction(50, 51)
    assert shown.turnover(everybody[:4], FIRST, LAST) == HiddenFigure("C5")


def test_stay_counts_who_was_there_before_only_from_then_on():
    day = FIRST - timedelta(days=700)
    there = [package(n, day) for n in range(50)] + [package(n, FIRST, FIRST + timedelta(days=6)) for n in range(60, 70)]
    curve = stay_curve(there, FIRST, LAST)
    assert curve.steps == ((7, Fraction(0)),)


def offer(number: int, waits: int | None, **told: object) -> PackageOffer:
    sent = date(2025, 3, 3)
    accepted = None if waits is None else sent + timedelta(days=waits)
    return PackageOffer(f"O{number}", sent, accepted, **told)  # type: ignore[arg-type]


def test_open_offers_count_as_waiting():
    last = date(2025, 3, 31)
    taken = [offer(n, n, zone="Z", ruc="UN1") for n in range(1, 6)]
    waits = [offer(n, None, zone="Z", ruc="RSF1") for n in range(6, 12)]
    found = shown.pickup([*taken, *waits], date(2025, 3, 1), last)
    assert isinstance(found, ShareOfVisits) and found.value is None
    assert found.parts["open"].numerator == 6 and found.parts["over_a_week"].value == Fraction(6, 11)
    urban, rural = found.parts["urban"], found.parts["rural"]
    assert urban.value == 3 and rural.value is None
    assert waiting_curve(taken, date(2025, 3, 1), last).median == 3
    assert shown.pickup([], last, last) is None and shown.pickup(taken[:4], date(2025, 3, 1), last) == HiddenFigure(
        "C5"
    )


def test_sub_contracts_beside_their_lots():
    """The worked example: £25.20 and £21.90, 180 hours of a lot of 700, or of 900."""
    lot = CareLot("L1", "lead", FIRST, zone="Z1", rate=Fraction("25.2"))
    declared = SubContracting("L1", "lead", "sub", Fraction(180), Fraction("21.9"), FIRST)
    for others, flagged in ((0, False), (200, True)):
        hours = {"Z1": {"lead": Fraction(520), "sub": Fraction(180), "other": Fraction(others)}}
        (found,) = declared_lots([declared], [lot], hours, FIRST, LAST)
        assert found.is_flagged is flagged and found.found.margin == Fraction("3.3")
    figure = shown.sub_margin([found])
    assert figure.value == Fraction(30_888) and figure.parts["flagged"].numerator == 1
    assert declared_lots([declared], [lot], {"Z1": {}}, FIRST, LAST) == []
    on_leads_file = declared_lots([declared], [lot], {"Z1": {"lead": Fraction(700)}}, FIRST, LAST)
    assert on_leads_file[0].found.lead_hours == 520
    below = declared_lots([declared], [lot], {"Z1": {"lead": Fraction(700)}}, FIRST, LAST, {"Z1": Fraction("25.5")})
    assert below[0].is_below_floor


def test_hours_outside_own_lots():
    lots = [CareLot("L1", "A", FIRST, zone="Z1"), CareLot("L2", "B", FIRST, zone="Z2")]
    hours = {"Z1": {"A": Fraction(60), "B": Fraction(10)}, "Z2": {"A": Fraction(40), "B": Fraction(90)}}
    offers = [offer(n, None, zone="Z1", declined_by=("A",) if n < 3 else ()) for n in range(10)]
    found = shown.other_lots("A", lots, hours, offers)
    assert found.value == Fraction(40, 100) and found.parts["declined"].value == Fraction(3, 10)
    assert shown.outside_of_lots(lots, hours).value == Fraction(50, 200)
    assert shown.other_lots("C", lots, hours, []) is None


def test_owners_that_are_local_and_that_changed():
    before = [ListedLocation("l1", "p1", "local", "here"), ListedLocation("l2", "p2", "big", "here")]
    after = [ListedLocation("l1", "p1", "big", "here"), ListedLocation("l3", "p3", "new", "here")]
    everywhere = [*before, ListedLocation("l9", "p9", "big", "elsewhere")]
    assert local_owners(everywhere, "here") == {"local"}
    by_owner = owner_hours({"p1": Fraction(80), "p2": Fraction(120)}, {"p1": "local", "p2": "big"})
    assert shown.locally_owned(by_owner, frozenset({"local"})).value == Fraction(80, 200)
    changes = changes_between(before, after, {"l1": Fraction(80)})
    assert [(each.location, each.kind) for each in changes] == [("l1", "changed"), ("l2", "gone"), ("l3", "new")]
    found = shown.owner_changes(changes)
    assert found.value == 80 and found.parts["new"].value == 1


def test_prices_apart():
    paid = [PaidRate("Z1", 30, Fraction(24), Fraction(300)), PaidRate("Z2", 30, Fraction(26), Fraction(100))]
    found = shown.price(paid)
    assert found.value == Fraction("24.5") and found.parts["largest_of_least"].value == Fraction(26, 24)
    assert shown.price_by_zone(paid)["Z2"].value == 26 and shown.price([]) is None


def test_travel_by_straight_lines():
    assert point_of("400000 250000") == (400_000, 250_000) and point_of("SY4 1AB") is None and point_of("") is None
    assert (circuity(0), circuity(0.1), circuity(100)) == (1.6, 1.6, 1.2)
    assert abs(circuity(5) - 1.494679) < 1e-6
    way = estimated("Z", "RSF1", 10_000 * 10_000, 1800, 3)
    assert abs(way.km - 10 * circuity(10)) < 1e-9 and way.minutes == journey_minutes(way.km, "RSF1")
    found = shown.travel_est([way], 5)
    assert abs(float(found.value) - way.minutes) < 1e-4 and found.n == 3
    low, high = (float(found.parts[end].value) for end in ("low", "high"))
    assert abs(high / low - 1.15 / 0.85) < 1e-6
    waits = shown.waiting_est([way], 5)
    assert isinstance(waits, SpreadFigure) and abs(float(waits.quartiles.median) - (30 - way.minutes)) < 1e-4
    assert shown.travel_est([way], 4) == HiddenFigure("Z5") and shown.travel_est([], 9) is None


def test_nearest_double_handed_client():
    clients = [DoubleHandedClient("P" if n % 2 else "Q", "Z", (400_000 + 1000 * n, 250_000)) for n in range(6)]
    assert nearest_others(clients, lambda each: each.zone) == [1.0] * 6
    found = shown.double_density(clients)
    assert isinstance(found, SpreadFigure) and found.quartiles.median == 1
    assert found.parts["own_provider"].quartiles.median == 2
    assert shown.double_density(clients[:4]) == HiddenFigure("Z5")
