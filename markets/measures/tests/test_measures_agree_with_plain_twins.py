"""Measures that are clever, beside what one would write down: bunching, two together, a failure."""

import random
from fractions import Fraction

from markets.measures.domain.concentration import hours_without_place
from markets.measures.domain.double_handed import together
from markets.measures.domain.drawn_out_visits import drawn_out
from markets.visits.tests.visit_rows import at, dataset, visit


def plain_drawn_out(beyond: list[int]) -> tuple[float, float]:
    """Return the formula of the contract, in minutes."""
    off = [seconds / 60 for seconds in beyond]
    at_plan = sum(abs(each) <= 2 for each in off)
    smooth = (sum(-7 <= each <= -3 for each in off) + sum(3 <= each <= 7 for each in off)) / 2
    excess = max(0, at_plan - smooth)
    return excess, excess + sum(each < -2 for each in off) + smooth / 2


def test_drawn_out_visits():
    chance = random.Random(3)
    for _ in range(50):
        beyond = [chance.choice((0, 120, -120, -180, 420, chance.randrange(-900, 900))) for _ in range(60)]
        excess, could, n = drawn_out(beyond)
        assert (float(excess), float(could), n) == (*plain_drawn_out(beyond), 60)


def test_two_together_second_by_second():
    chance = random.Random(4)
    for _ in range(20):
        carers = range(chance.randrange(2, 4))
        rows = dataset(
            *(
                visit(1, attendance=str(n + 1), carers_planned="3", carer_ref=f"W{n}")
                | {"actual_start": at(8, chance.randrange(20)), "actual_seconds": str(chance.randrange(1, 900))}
                for n in carers
            )
        ).used
        seconds = [range(row.actual_start or 0, row.actual_end or 0) for row in rows]
        plain = sum(sum(moment in each for each in seconds) > 1 for moment in set().union(*seconds))
        assert together(rows) == plain


def test_hours_without_a_place():
    hours = {"A": {"Z1": Fraction(50), "Z2": Fraction(5)}, "B": {"Z1": Fraction(200)}, "C": {"Z2": Fraction(90)}}
    assert hours_without_place(hours, "A") == 30
    assert hours_without_place(hours, "B") == 195
    assert hours_without_place(hours, "C") == Fraction("89.5")
