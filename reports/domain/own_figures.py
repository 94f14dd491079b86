"""R10: whether a figure is somebody's own, and whether that tells anything.

What protects: no small market prints a penny that is somebody's. In a large one every multiple is somebody's by
coincidence, and a cell that were hidden for it would tell less than nothing: where enough returns of enough owners
lie within a step of the figure, nobody can say that one of them was meant. Unless most of those have the very figure:
then it is the going rate, and a match is none by chance.
"""

from bisect import bisect_left, bisect_right
from decimal import Decimal

from reports.domain.members import Members
from reports.domain.policy import Policy

_HALF_A_PENNY = Decimal("0.005")


def is_own_figure(figure: Decimal, step: Decimal, members: Members, policy: Policy) -> bool:
    """Tell whether a figure is that of one of the members, to the penny, and no crowd lies round it."""
    values, above = members.values, figure + _HALF_A_PENNY
    first = bisect_left(values, figure - _HALF_A_PENNY)
    if first == len(values) or values[first] >= above:
        return False
    after = bisect_left(values, above, lo=first)
    return not _is_crowded(figure, step, after - first, members, policy)


def _is_crowded(figure: Decimal, step: Decimal, equal: int, members: Members, policy: Policy) -> bool:
    reach = step * policy.crowd_steps
    low = bisect_left(members.values, figure - reach)
    high = bisect_right(members.values, figure + reach, lo=low)
    if high - low < policy.crowd_returns or equal > (high - low) * policy.crowd_max_equal:
        return False
    return _have_enough(members, low, high, policy)


def _have_enough(members: Members, low: int, high: int, policy: Policy) -> bool:
    """Tell whether there are enough returns, one that stands in several columns counting once, of enough owners."""
    returns, owners = members.providers_between(low, high), members.owners_between(low, high)
    return len(set(returns)) >= policy.crowd_returns and len(set(owners)) >= policy.crowd_owners
