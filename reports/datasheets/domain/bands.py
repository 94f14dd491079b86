"""Thirds of the figures of several authorities: lower, middle, upper, and where one ends in round pounds."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

# With fewer, a third would hold one authority, and whoever knows the prices would know its row.
FEWEST_AUTHORITIES = 6
FEWEST_IN_A_THIRD = 2
_STEPS = tuple(Decimal(digit).scaleb(power) for power in range(6, -3, -1) for digit in (5, 2, 1))


class Third(StrEnum):
    LOWER = "lower"
    MIDDLE = "middle"
    UPPER = "upper"


def thirds(figures: Sequence[Decimal]) -> tuple[Third, ...] | None:
    """Return the third of each figure; None where they are too few, or too much alike for thirds of two and more.

    Equal figures are in the same third: that of their mean rank.
    """
    if len(figures) < FEWEST_AUTHORITIES:
        return None
    found = tuple(_third(figure, figures) for figure in figures)
    held = Counter(found)
    return found if len(held) > 1 and min(held.values()) >= FEWEST_IN_A_THIRD else None


def _third(figure: Decimal, figures: Sequence[Decimal]) -> Third:
    below, equal = sum(one < figure for one in figures), figures.count(figure)
    twice_the_rank, count = 2 * below + equal, len(figures)
    if 3 * twice_the_rank < 2 * count:
        return Third.LOWER
    return Third.UPPER if 3 * twice_the_rank > 4 * count else Third.MIDDLE


def limits(figures: Sequence[Decimal], found: Sequence[Third]) -> tuple[Decimal | None, Decimal | None]:
    """Return below which figure the lower third lies, and from which the upper; None for a third that is empty.

    Each is the roundest figure in its gap, and no authority's own unless the gap is a penny.
    """
    held = {third: [one for one, of in zip(figures, found, strict=True) if of == third] for third in Third}
    lower, middle, upper = held[Third.LOWER], held[Third.MIDDLE], held[Third.UPPER]
    return (
        roundest(max(lower), min(middle + upper)) if lower and middle + upper else None,
        roundest(max(lower + middle), min(upper)) if upper and lower + middle else None,
    )


def roundest(over: Decimal, most: Decimal) -> Decimal:
    """Return the multiple of the largest 1-2-5 step that is more than ``over`` and at most ``most``.

    One below ``most`` is taken where there is any, so that no figure of an authority stands there.
    """
    below = next((found for step in _STEPS if over < (found := _before(most, step)) < most), None)
    return most if below is None else below


def _before(most: Decimal, step: Decimal) -> Decimal:
    """Return the largest multiple of a step that is less than ``most``."""
    whole = most // step * step
    return whole - step if whole == most else whole
