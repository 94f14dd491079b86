"""Of which zones figures may be published: of enough owners, and what is left of the whole is, too."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

OwnerHours = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class PublicationLimits:
    """The fewest owners of a figure, and the most of its hours that one or two may have: the release policy's."""

    owners: int = 5
    largest: Decimal = Decimal("0.5")
    two_largest: Decimal = Decimal("0.75")


LIMITS = PublicationLimits()


def is_of_enough(by_owner: OwnerHours, limits: PublicationLimits = LIMITS) -> bool:
    """Tell whether hours are of enough owners, and neither one nor two of them are most of it."""
    hours = sorted((each for each in by_owner.values() if each > 0), reverse=True)
    if len(hours) < limits.owners:
        return False
    whole = sum(hours)
    one, two = hours[0] / whole, sum(hours[:2]) / whole
    return one <= limits.largest and two <= limits.two_largest


def published_zones(
    by_zone: Mapping[str, OwnerHours], limits: PublicationLimits = LIMITS, never: Collection[str] = ()
) -> list[str]:
    """Return the zones of which figures may be published, the rest being too many to subtract from the whole."""
    shown = [zone for zone, hours in by_zone.items() if zone not in never and is_of_enough(hours, limits)]
    hidden = [zone for zone in by_zone if zone not in shown]
    shown.sort(key=lambda zone: (-sum(by_zone[zone].values()), zone))
    while hidden and shown and not is_of_enough(_together(by_zone, hidden), limits):
        hidden.append(shown.pop())
    return sorted(shown)


def _together(by_zone: Mapping[str, OwnerHours], zones: Collection[str]) -> OwnerHours:
    found: defaultdict[str, Decimal] = defaultdict(Decimal)
    for zone in zones:
        for owner, hours in by_zone[zone].items():
            found[owner] += hours
    return found
