"""How much of a new rate reached pay: the median change of basic pay, protected, over the change of the rate.

The median is the mean of a window of order statistics that touches neither the smallest nor the largest, rounded
(DISCLOSURE R6, R9): with a plain median of five the middle one would read its own change.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from statistics import median
from typing import Any

from markets.ratecards.domain.card_lines import CardBasis, CardLine
from spreadsheets.decimals import rounded

FEWEST_OWNERS, MANY = 5, 10
LEAST_STEP, HOUR = Decimal("0.01"), Decimal(60)
# Share of the figure that rounding hides, for many owners and for few; and the spread below which one figure is all.
FINE, COARSE, LEAST_SPREAD = Decimal("0.005"), Decimal("0.01"), Decimal("0.01")
Pays = Mapping[str, tuple[str, Decimal]]


@dataclass(frozen=True, slots=True)
class PayRise:
    """What may be shown of a rise: the change of pay, £ an hour, that of the rate, and the share that reached pay."""

    owners: int
    pay: Decimal
    rate: Decimal

    @property
    def share(self) -> Decimal:
        return self.pay / self.rate

    @property
    def as_json(self) -> dict[str, Any]:
        told = {"pay": f"{self.pay:f}", "rate": f"{self.rate:f}", "share": f"{rounded(self.share, 2):f}"}
        return {"owners": self.owners, **told}


def pay_rise(before: Pays, after: Pays, rate: Decimal) -> PayRise | None:
    """Return the rise of those who answered twice, None if it is not to be shown.

    Pays are of locations: their owner and basic pay. Owners who answered once are none, or at least five, either time.
    """
    twice = before.keys() & after.keys()
    owners = {after[key][0] for key in twice}
    once = [{pays[key][0] for key in pays} - owners for pays in (before, after)]
    if rate <= 0 or len(owners) < FEWEST_OWNERS or any(0 < len(some) < FEWEST_OWNERS for some in once):
        return None
    changes = sorted(_by_owner({key: (after[key][0], after[key][1] - before[key][1]) for key in twice}))
    middle = median(changes)
    if changes[-1] - changes[0] <= LEAST_SPREAD * abs(middle):
        return None
    return PayRise(len(changes), in_steps(window_median(changes), len(changes)), rate)


def _by_owner(changes: Pays) -> list[Decimal]:
    """Return one change an owner: the median of its locations."""
    of: dict[str, list[Decimal]] = {}
    for owner, change in changes.values():
        of.setdefault(owner, []).append(change)
    return [median(some) for some in of.values()]


def window_median(values: Sequence[Decimal]) -> Decimal:
    """Return the mean of the middle window of sorted values (R6)."""
    n = len(values)
    width = max(4, ceil(n / 4))
    width = min(width + (width - n) % 2, n - 2)
    start = (n - width) // 2
    return sum(values[start : start + width], Decimal(0)) / width


def in_steps(value: Decimal, n: int) -> Decimal:
    """Round to the 1-2-5 step that is nearest in ratio to a share of the figure, a penny at least (R9)."""
    wanted = max(abs(value) * (FINE if n >= MANY else COARSE), LEAST_STEP)
    steps = [Decimal(digit).scaleb(power) for power in range(-2, 3) for digit in (1, 2, 5)]
    step = min(steps, key=lambda one: max(one / wanted, wanted / one))
    return rounded(value / step, 0) * step


def rate_change(
    before: Iterable[CardLine], after: Iterable[CardLine], bases: tuple[CardBasis, CardBasis]
) -> Decimal | None:
    """Return the mean change of two cards' rates, £ an hour, over the lines that stand in both; None if none do."""
    old, new = (_by_hour(lines, basis) for lines, basis in zip((before, after), bases, strict=True))
    both = old.keys() & new.keys()
    if not both:
        return None
    return rounded(sum((new[key] - old[key] for key in both), Decimal(0)) / len(both))


def _by_hour(lines: Iterable[CardLine], basis: CardBasis) -> dict[Any, Decimal]:
    if basis is CardBasis.HOUR:
        return {line.cell: line.rate for line in lines}
    return {line.cell: line.rate * HOUR / line.minutes for line in lines if line.minutes}
