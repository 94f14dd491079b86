"""Pay per hour worked, by rounds: as the worked example says, in SQL as plainly, and of few careworkers not at all."""

from fractions import Fraction
from pathlib import Path

import pytest

from markets.measures.domain import sql_rounds
from markets.measures.domain.figures import HiddenFigure, ShareOfVisits
from markets.measures.domain.paid_rounds import PaidWork, RoundTime, paid_once_travel_counts, round_time
from markets.measures.domain.sql_care import PROVIDERS
from markets.measures.domain.visit_set import VisitSet, of_home_care
from markets.measures.tests.stored_visits import RELATION, stored
from markets.measures.tests.test_stored_measures_equal_plain_ones import moments, random_rows
from markets.visits.tests.visit_rows import dataset

ROUND = RoundTime(63 * 60, 23 * 60, 2, 5)


@pytest.mark.parametrize(
    ("travel_pay", "minutes", "all_is_work", "travel_alone"),
    [("0", 6, "9.23", "10.58"), ("12.21", 6, "10.93", "12.54"), ("0", 100, "9.23", "9.23"), ("0", None, "9.23", None)],
)
def test_the_worked_example(travel_pay: str, minutes: int | None, all_is_work: str, travel_alone: str | None):
    pay = PaidWork(Fraction("12.60"), Fraction(travel_pay), None if minutes is None else Fraction(minutes))
    found = paid_once_travel_counts(ROUND, pay, None)
    assert isinstance(found, ShareOfVisits) and found.value is not None
    assert f"{float(found.value):.2f}" == all_is_work
    part = found.parts.get("travel_only")
    assert (None if part is None else f"{float(part.value):.2f}") == travel_alone  # type: ignore[union-attr, arg-type]


def test_the_ways_by_places_come_before_what_the_provider_says():
    pay = PaidWork(Fraction(12), Fraction(0), Fraction(1))
    one, other = (paid_once_travel_counts(ROUND, pay, minutes) for minutes in (Fraction(6), None))
    assert isinstance(one, ShareOfVisits) and isinstance(other, ShareOfVisits)
    assert one.parts["travel_only"].denominator > other.parts["travel_only"].denominator  # type: ignore[union-attr]


def test_of_few_careworkers_or_no_contact_there_is_none():
    pay = PaidWork(Fraction(12), Fraction(0))
    assert paid_once_travel_counts(RoundTime(60, 0, 0, 4), pay, None) == HiddenFigure("W5")
    assert paid_once_travel_counts(RoundTime(0, 0, 0, 9), pay, None) is None


def test_the_time_of_rounds_is_the_same_in_sql(tmp_path: Path):
    found = dataset(*moments(random_rows(7)))
    rows = of_home_care(found.used)
    asked = stored(found, tmp_path)(sql_rounds.round_time(RELATION, PROVIDERS), [[]])
    plain = {name: round_time(VisitSet([row for row in rows if row.provider == name], found.marks)) for name in "PQ"}
    assert {ref: RoundTime(*seconds) for ref, *seconds in asked} == plain and plain["P"].gaps
