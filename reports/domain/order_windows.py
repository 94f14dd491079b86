"""R6: a quantile is the mean of a window of order statistics that touches neither the smallest nor the largest.

What protects: no published figure is any one return's, even before rounding, and whoever knows one or two of the
figures in a window still lacks the others. An owner who held more than half a window could solve it for the rest, and
of two owners each could solve it for the other. A median whose window is held so is taken from the narrowest wider
one about the same middle that is not (docs/decisions/0041-wider-windows.md).
What is left: of five returns, the two beside the middle one can place it within 30 pence, the step being 20.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

from reports.domain.members import Member
from reports.domain.policy import Policy
from reports.domain.statistics import EXACT


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
    width = max(least, _ceiling(n * share))
    width = min(width + (width - n) % 2, n - 2)
    return Window((n - width) // 2, width)


@lru_cache(maxsize=4096)
def _quartile_window(n: int, p: Decimal, least: int, share: Decimal) -> Window:
    width = max(least, _ceiling(n * share))
    start = ((n - 1) * Fraction(p) - Fraction(width - 1, 2) + Fraction(1, 2)).__floor__()
    return Window(max(1, min(start, n - 1 - width)), width)


def fair_median_window(members: Sequence[Member], policy: Policy) -> Window | None:
    """Return the window of the median, or the narrowest wider one that is fairly held; None if there is none."""
    window = median_window(len(members), policy)
    while window.is_inside(len(members)) and not fairly_held(members, window, policy):
        if not policy.widens_median_window:
            return None
        # What one owner can hold only grows with the window.
        most = max(_figures_held(members, window).values())
        window = window.widened(_ceiling(most / policy.max_owner_share_of_window))
    return window if window.is_inside(len(members)) else None


def window_mean(members: Sequence[Member], window: Window) -> Fraction:
    """Return the mean as a fraction, as the mean of three Decimals need not be one. ``members`` rise by value."""
    with localcontext(EXACT):
        total = sum((member.value for member in members[window.start : window.stop]), Decimal(0))
    numerator, denominator = total.as_integer_ratio()
    return Fraction(numerator, denominator * window.width)


def fairly_held(members: Sequence[Member], window: Window, policy: Policy) -> bool:
    """Tell whether no owner can hold more than half the window, and no two can hold all of it.

    Equal values at its edge could stand inside it or outside: owners are given as many of the places inside as they
    could have, so that the answer does not depend on how equal values happen to be sorted.
    """
    near = Counter([member.owner for member in _near(members, window)])
    if _is_spread(near, window, policy):
        return True
    held = _figures_held(members, window)
    if max(held.values()) > window.width * policy.max_owner_share_of_window:
        return False
    return _is_spread(held, window, policy) or not _few_could_fill(held, members, window, policy)


def _near(members: Sequence[Member], window: Window) -> Sequence[Member]:
    """Return the members that stand in the window or could: those inside and those equal to one at its edge."""
    first, last = members[window.start].value, members[window.stop - 1].value
    if members[window.start - 1].value < first and last < members[window.stop].value:
        return members[window.start : window.stop]
    low = bisect_left(members, first, key=_value)
    return members[low : bisect_right(members, last, lo=low, key=_value)]


def _is_spread(held: Counter[str], window: Window, policy: Policy) -> bool:
    """Tell whether no owner has more than half, and the largest together too little to fill the window."""
    largest = sorted(held.values(), reverse=True)[: policy.min_owners_in_window - 1]
    return largest[0] <= window.width * policy.max_owner_share_of_window and sum(largest) < window.width


def _figures_held(members: Sequence[Member], window: Window) -> Counter[str]:
    """Return how many places each owner could have at most."""
    places = _places(members, window)
    held: Counter[str] = Counter()
    for (owner, value), count in _by_owner(members, window).items():
        held[owner] += min(count, places[value])
    return held


def _few_could_fill(held: Counter[str], members: Sequence[Member], window: Window, policy: Policy) -> bool:
    """Tell whether fewer owners than the policy asks for could have all places."""
    few = policy.min_owners_in_window - 1
    others = sum(count for _, count in held.most_common(few - 1))
    likely = [owner for owner, count in held.items() if count >= window.width - others]
    places, by_owner = _places(members, window), _by_owner(members, window)
    return any(
        all(sum(by_owner[owner, value] for owner in owners) >= count for value, count in places.items())
        for owners in combinations(likely, min(few, len(likely)))
    )


def _places(members: Sequence[Member], window: Window) -> Counter[Decimal]:
    return Counter(member.value for member in members[window.start : window.stop])


def _by_owner(members: Sequence[Member], window: Window) -> Counter[tuple[str, Decimal]]:
    return Counter((member.owner, member.value) for member in _near(members, window))


def _value(member: Member) -> Decimal:
    return member.value


def _ceiling(number: Decimal) -> int:
    return int(number.to_integral_value(ROUND_CEILING))
