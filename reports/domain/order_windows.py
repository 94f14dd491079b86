"""R6: a quantile is the mean of a window of order statistics that touches neither the smallest nor the largest.

What protects: no published figure is any one return's, even before rounding, and whoever knows one or two of the
figures in a window still lacks the others. An owner who held more than half a window could solve it for the rest.
What is left: of five returns, the two beside the middle one can place it within 30 pence, the step being 20.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

from reports.domain.measures import Member
from reports.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class Window:
    """A window of ``width`` ranks from ``start``, counted from 0 at the smallest."""

    start: int
    width: int

    @property
    def stop(self) -> int:
        return self.start + self.width

    def is_inside(self, n: int) -> bool:
        """Tell whether the window is not empty and touches neither the smallest nor the largest of n."""
        return self.width > 0 and self.start >= 1 and self.stop <= n - 1


def median_window(n: int, policy: Policy) -> Window:
    """Return the centred window of w = max(4, ⌈n/4⌉), plus 1 if its parity is not n's, at most n − 2."""
    width = max(policy.window_min, _ceiling(n * policy.median_window_share))
    width = min(width + (width - n) % 2, n - 2)
    return Window((n - width) // 2, width)


def quartile_window(n: int, p: Decimal, policy: Policy) -> Window:
    """Return the window of w = max(4, ⌈0.15 n⌉) from ⌊(n−1)·p − (w−1)/2 + ½⌋, moved inside 1…n−2."""
    width = max(policy.window_min, _ceiling(n * policy.quartile_window_share))
    start = ((n - 1) * Fraction(p) - Fraction(width - 1, 2) + Fraction(1, 2)).__floor__()
    return Window(max(1, min(start, n - 1 - width)), width)


def window_mean(members: Sequence[Member], window: Window) -> Fraction:
    """Return the mean as a fraction, as the mean of three Decimals need not be one. ``members`` rise by value."""
    inside = members[window.start : window.stop]
    return Fraction(sum((member.value for member in inside), Decimal(0))) / window.width


def fairly_held(members: Sequence[Member], window: Window, policy: Policy) -> bool:
    """Tell whether no owner can hold more than half the window.

    Equal values at its edge could stand inside it or outside: each owner is given as many of the places
    inside as it could have, so that the answer does not depend on how equal values happen to be sorted.
    """
    most = window.width * policy.max_owner_share_of_window
    return all(held <= most for held in _most_held(members, window).values())


def _most_held(members: Sequence[Member], window: Window) -> Counter[str]:
    places = Counter(member.value for member in members[window.start : window.stop])
    by_value = Counter((member.value, member.owner) for member in members if member.value in places)
    held: Counter[str] = Counter()
    for (value, owner), count in by_value.items():
        held[owner] += min(count, places[value])
    return held


def _ceiling(number: Decimal) -> int:
    return int(number.to_integral_value(ROUND_CEILING))
