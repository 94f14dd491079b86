"""R6: a quantile is the mean of a window of order statistics that touches neither the smallest nor the largest.

What protects: no published figure is any one return's, even before rounding, and whoever knows one or two of the
figures in a window still lacks the others. What one owner, or two, must not hold of it stands in fair_windows.py.
What is left: of five returns, the two beside the middle one can place it within 30 pence, the step being 20.
"""

from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache

from reports.domain.exact_ratio import ExactRatio
from reports.domain.members import Members
from reports.domain.policy import Policy

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Window:
    """A window of ``width`` ranks from ``start``, counted from 0 at the smallest."""

    start: int
    width: int
    stop: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "stop", self.start + self.width)

    def is_inside(self, n: int) -> bool:
        """Tell whether the window is not empty and touches neither the smallest nor the largest of n."""
        return self.width > 0 and self.start >= 1 and self.stop <= n - 1

    def widened(self, at_least: int) -> "Window":
        """Return the narrowest wider window of at least this width with the same middle."""
        more = max(1, (at_least - self.width + 1) // 2)
        return Window(self.start - more, self.width + 2 * more)


def median_window(n: int, policy: Policy) -> Window:
    """Return the centred window of w = max(4, ⌈n/4⌉), plus 1 if its parity is not n's, at most n − 2."""
    return _median_window(n, policy.window_min, policy.median_window_share)


def quartile_window(n: int, p: Decimal, policy: Policy) -> Window:
    """Return the window of w = max(4, ⌈0.15 n⌉) from ⌊(n−1)·p − (w−1)/2 + ½⌋, moved inside 1…n−2."""
    return _quartile_window(n, p, policy.window_min, policy.quartile_window_share)


@lru_cache(maxsize=4096)
def _median_window(n: int, least: int, share: Decimal) -> Window:
    width = max(least, ceiling(n * share))
    width = min(width + (width - n) % 2, n - 2)
    return Window((n - width) // 2, width)


@lru_cache(maxsize=4096)
def _quartile_window(n: int, p: Decimal, least: int, share: Decimal) -> Window:
    width = max(least, ceiling(n * share))
    numerator, denominator = p.as_integer_ratio()
    start = (2 * (n - 1) * numerator - (width - 2) * denominator) // (2 * denominator)
    return Window(max(1, min(start, n - 1 - width)), width)


def window_mean(members: Members, window: Window) -> ExactRatio:
    """Return the mean as a quotient, as the mean of three Decimals need not be one.

    Decimals are added as the caller's context says: protect() has an exact one.
    """
    total = sum(members.values[window.start : window.stop], _NOTHING)
    numerator, denominator = total.as_integer_ratio()
    return ExactRatio(numerator, denominator * window.width)


def ceiling(number: Decimal) -> int:
    return int(number.to_integral_value(ROUND_CEILING))
