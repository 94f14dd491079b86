"""Packages that are with another provider than before: how many, of how many hours, from whom to whom.

Clients who have a package on both days are looked at. What is of fewer than five clients is not kept, and no difference
between what is kept tells it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from markets.measures.domain.care_packages import CarePackage
from markets.measures.domain.figures import FEWEST

NO_PACKAGES = "no table of packages was kept after these weeks and after the baseline"
NO_ENDS = "the table of packages has none that ended between both days, so who changed provider cannot be told"
FEW_CLIENTS = "fewer than five clients have a package on both days"
Way = tuple[str, str]


def handed_packages(
    before: Sequence[CarePackage], after: Sequence[CarePackage], days: tuple[date, date], *, are_one_table: bool
) -> dict[str, Any]:
    """Return what a look keeps: counts and hours a week on the second of both days, or ``why`` nothing is known.

    One table tells both days only where it still has what ended between them.
    """
    first, second = days
    if are_one_table and not any(each.until and first <= each.until < second for each in after):
        return {"why": NO_ENDS}
    then, now = _by_client(before, first), _by_client(after, second)
    both = sorted(then.keys() & now.keys())
    if len(both) < FEWEST:
        return {"why": FEW_CLIENTS}
    ways: defaultdict[Way, list[Fraction]] = defaultdict(list)
    for client in both:
        if then[client][0] != now[client][0]:
            ways[then[client][0], now[client][0]].append(now[client][1])
    return {"of": len(both), "of_hours": _hours(now[client][1] for client in both), **_told(ways)}


def _by_client(packages: Iterable[CarePackage], day: date) -> dict[str, tuple[str, Fraction]]:
    """Return each client's provider on a day, the one of most hours, with all hours of the client."""
    hours: defaultdict[str, defaultdict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for each in packages:
        if each.days_within(day, day):
            hours[each.client][each.provider] += each.hours
    return {
        client: (max(own, key=lambda provider: (own[provider], provider)), sum(own.values(), Fraction()))
        for client, own in hours.items()
    }


def _told(ways: Mapping[Way, Sequence[Fraction]]) -> dict[str, Any]:
    """Return how many changed hands, None where these are few, and the ways that are of enough clients."""
    every = [hours for own in ways.values() for hours in own]
    if 0 < len(every) < FEWEST:
        return {"moved": None, "hours": None, "ways": []}
    shown = sorted(ways, key=lambda way: (-len(ways[way]), way))
    apart = [way for way in shown if len(ways[way]) < FEWEST]
    # Few that are left out would follow from the whole: more are left out with them.
    while apart and sum(len(ways[way]) for way in apart) < FEWEST:
        apart.append(next(way for way in reversed(shown) if way not in apart))
    told = [[*way, len(ways[way]), _hours(ways[way])] for way in shown if way not in apart]
    return {"moved": len(every), "hours": _hours(every), "ways": told}


def _hours(hours: Iterable[Fraction]) -> float:
    return float(sum(hours, Fraction()))
