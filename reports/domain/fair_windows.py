"""R6: no owner may hold more than half a window, and at least three stand in it.

What protects: an owner who held more could solve the mean for the rest, and of two owners each could solve it for the
other. A median whose window is held so is taken from the narrowest wider one about the same middle that is not
(docs/decisions/0041-wider-windows.md).
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, takewhile

from reports.domain.members import MemberGroup, Members
from reports.domain.order_windows import Window, ceiling, median_window
from reports.domain.policy import Policy


def fair_median_window(members: Members, policy: Policy) -> Window | None:
    """Return the window of the median, or the narrowest wider one that is fairly held; None if there is none."""
    n = len(members.values)
    window = median_window(n, policy)
    while window.is_inside(n) and not fairly_held(members, window, policy):
        if not policy.widens_median_window:
            return None
        # What one owner can hold only grows with the window.
        most = max(_figures_held(members, window).values())
        enough = _width_with_enough_owners(members, window, policy)
        window = window.widened(max(enough, ceiling(most / policy.max_owner_share_of_window)))
    return window if window.is_inside(n) else None


def fairly_held(members: Members, window: Window, policy: Policy) -> bool:
    """Tell whether no owner can hold more than half the window, and no two can hold all of it.

    Equal values at its edge could stand inside it or outside: owners are given as many of the places inside as they
    could have, so that the answer does not depend on how equal values happen to be sorted.
    """
    if _group_is_spread(members.group, window.width, policy):
        return True  # whatever of theirs stands inside
    near = members.owners_between(*_near(members, window))
    if len(set(near)) == len(near):
        return window.width >= policy.min_owners_in_window and _most_of_one_owner(window.width, policy) >= 1
    if _is_spread(_largest_first(Counter(near)), window.width, policy):
        return True
    held = _figures_held(members, window)
    if max(held.values()) > _most_of_one_owner(window.width, policy):
        return False
    return _is_spread(_largest_first(held), window.width, policy) or not _few_could_fill(held, members, window, policy)


def _width_with_enough_owners(members: Members, window: Window, policy: Policy) -> int:
    """Return the width at which a further owner comes in, where too few stand inside: no narrower one can be fair."""
    inside = set(members.owners_between(window.start, window.stop))
    if len(inside) >= policy.min_owners_in_window:
        return window.width
    below, above = members.owners_between(0, window.start), members.owners_between(window.stop, len(members))
    alike = takewhile(lambda pair: inside.issuperset(pair), zip(reversed(below), above, strict=True))
    return window.width + 2 * (1 + sum(1 for _ in alike))


def _near(members: Members, window: Window) -> tuple[int, int]:
    """Return the ranks of all who stand in the window or could: those inside and those equal to one at its edge.

    There is one below the window and one above it.
    """
    values, low, high = members.values, window.start, window.stop
    if values[low - 1] == values[low]:
        low = bisect_left(values, values[low])
    if values[high - 1] == values[high]:
        high = bisect_right(values, values[high], lo=high)
    return low, high


def _group_is_spread(group: MemberGroup, width: int, policy: Policy) -> bool:
    """Tell whether the owners of a group, all lines of which ask the same, are spread wherever a window lies."""
    known, asked = group.spread_windows, (width, policy.max_owner_share_of_window, policy.min_owners_in_window)
    if asked not in known:
        known[asked] = _is_spread(group.largest_holdings, width, policy)
    return known[asked]


def _is_spread(largest: Sequence[int], width: int, policy: Policy) -> bool:
    """Tell whether no owner has more than half, and the largest together too little to fill the window."""
    few = largest[: policy.min_owners_in_window - 1]
    return few[0] <= _most_of_one_owner(width, policy) and sum(few) < width


def _most_of_one_owner(width: int, policy: Policy) -> int:
    return _whole_share(width, policy.max_owner_share_of_window)


@lru_cache(maxsize=4096)
def _whole_share(width: int, share: Decimal) -> int:
    return int(width * share)


def _largest_first(held: Counter[str]) -> Sequence[int]:
    return sorted(held.values(), reverse=True)


def _figures_held(members: Members, window: Window) -> Counter[str]:
    """Return how many places each owner could have at most."""
    places = _places(members, window)
    held: Counter[str] = Counter()
    for (owner, value), count in _by_owner(members, window).items():
        held[owner] += min(count, places[value])
    return held


def _few_could_fill(held: Counter[str], members: Members, window: Window, policy: Policy) -> bool:
    """Tell whether fewer owners than the policy asks for could have all places."""
    few = policy.min_owners_in_window - 1
    others = sum(count for _, count in held.most_common(few - 1))
    likely = [owner for owner, count in held.items() if count >= window.width - others]
    places, by_owner = _places(members, window), _by_owner(members, window)
    return any(
        all(sum(by_owner[owner, value] for owner in owners) >= count for value, count in places.items())
        for owners in combinations(likely, min(few, len(likely)))
    )


def _places(members: Members, window: Window) -> Counter[Decimal]:
    return Counter(members.values[window.start : window.stop])


def _by_owner(members: Members, window: Window) -> Counter[tuple[str, Decimal]]:
    low, high = _near(members, window)
    return Counter(zip(members.owners_between(low, high), members.values[low:high], strict=True))
