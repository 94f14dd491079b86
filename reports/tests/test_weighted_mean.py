"""R8: a weighted mean is off; switched on, it goes only where no owner could solve it."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from reports.domain.attacks.markets import total_cohort, total_row
from reports.domain.cohort import CohortFault
from reports.domain.members import Member
from reports.domain.policy import PROTECTED
from reports.domain.protect import protect
from reports.domain.weighted_mean import weighted_mean

ON = replace(PROTECTED, weighted_means=True)


def mean_of(weights: list[int], values: list[int] | None = None, owners: str = "abcdefghijkl") -> Fraction | None:
    values = values or [20 + i for i in range(len(weights))]
    members = [
        Member(str(i), owner, Decimal(value), Decimal(weight))
        for i, (owner, value, weight) in enumerate(zip(owners, values, weights, strict=False))
    ]
    return weighted_mean(members, ON)


def test_it_weighs_each_value() -> None:
    weights = [3, 2, 1, 1, 1, 1, 1, 1, 1, 1]
    assert mean_of(weights) == Fraction(sum(w * (20 + i) for i, w in enumerate(weights)), 13)


@pytest.mark.parametrize(
    ("weights", "owners", "goes"),
    [
        ([1] * 9, "abcdefghi", False),
        ([0] * 10, "abcdefghij", False),
        ([9] + [1] * 9, "abcdefghij", True),
        ([10] + [1] * 9, "abcdefghij", False),
        ([1] * 10, "aaaaabcdef", True),
        ([1] * 11, "aaaaaabcdef", False),
        ([1] * 12, "aaaaabbbbcde", True),
        ([1] * 10, "aaaabbbbcd", False),
    ],
)
def test_no_owner_holds_half_and_no_two_three_quarters(weights: list[int], owners: str, goes: bool) -> None:
    assert (mean_of(weights, owners=owners) is not None) == goes


def test_the_second_largest_may_not_come_near_the_largest_by_cost() -> None:
    assert mean_of([1] * 10, values=[100, 10, *[2] * 8]) is not None
    assert mean_of([1] * 10, values=[100, 10, *[1] * 8]) is None


def test_it_is_off_unless_switched_on() -> None:
    rows = [total_row(i, Decimal(20 + i)) for i in range(12)]
    shown = {}
    for policy in (PROTECTED, ON):
        table = protect(total_cohort(rows), policy)
        assert not isinstance(table, CohortFault)
        shown[policy] = next(iter(table)).figures
    off, on = shown[PROTECTED], shown[ON]
    assert off is not None and off.weighted_mean is None
    assert on is not None and on.weighted_mean == Decimal("25.5")
