"""R6: no owner may hold more than half a window, and at least three stand in it.

What protects: an owner who held more could solve the mean for the rest, and of two owners each could solve it for the
other. A median whose window is held so is taken from the narrowest wider one about the same middle that is not
(docs/decisions/0041-wider-windows.md).
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations, takewhile
from operator import attrgetter

from reports.domain.members import Member
from reports.domain.order_windows import Window, ceiling, median_window
from reports.domain.policy import Policy

_value = attrgetter("value")


def fair_median_window(members: Sequence[Member], policy: Policy) -> Window | None:
    """Return the window of the median, or the narrowest wider one that is fairly held; None if there is none."""
    window = median_window(len(members), policy)
    while window.is_inside(len(members)) and not fairly_held(members, window, policy):
        if not policy.widens_median_window:
            return None
        # What one owner can hold only grows with the window.
        most = max(_figures_held(members, window).values())
        enough = _width_with_enough_owners(members, window, policy)
        window = window.widened(max(enough, ceiling(most / policy.max_owner_share_of_window)))
    return window if window.is_inside(len(members)) else None


def fairly_held(members: Sequence[Member], window: Window, policy: Policy) -> bool:
    """Tell whether no owner can hold more than half the window, and no two can hold all of it.

    Equal values at its edge could stand inside it or outside: owners are given as many of the places inside as they
    could have, so that the answer does not depend on how equal values happen to be sorted.
    """
    near = [member.owner for member in _near(members, window)]
    if _is_spread(Counter(near) if len(set(near)) < len(near) else dict.fromkeys(near, 1), window, policy):
        return True
    held = _figures_held(members, window)
    if max(held.values()) > window.width * policy.max_owner_share_of_window:
        return False
    return _is_spread(held, window, policy) or not _few_could_fill(held, members, window, policy)


def _width_with_enough_owners(members: Sequence[Member], window: Window, policy: Policy) -> int:
    """Return the width at which a further owner comes in, where too few stand inside: no narrower one can be fair."""
    inside = {member.owner for member in members[window.start : window.stop]}
    if len(inside) >= policy.min_owners_in_window:
        return window.width
    pairs = zip(reversed(members[: window.start]), members[window.stop :], strict=True)
    alike = takewhile(lambda pair: {pair[0].owner, pair[1].owner} <= inside, pairs)
    return window.width + 2 * (1 + sum(1 for _ in alike))


def _near(members: Sequence[Member], window: Window) -> Sequence[Member]:
    """Return the members that stand in the window or could: those inside and those equal to one at its edge.

    There is one below the window and one above it.
    """
    low, high = window.start, window.stop
    if members[low - 1].value == members[low].value:
        low = bisect_left(members, members[low].value, key=_value)
    if members[high - 1].value == members[high].value:
        high = bisect_right(members, members[high].value, lo=high, key=_value)
    return members[low:high]


def _is_spread(held: Mapping[str, int], window: Window, policy: Policy) -> bool:
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
