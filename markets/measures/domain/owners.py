"""Owners: hours of those that are local, and what changed hands between two directories."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from markets.measures.domain.concentration import BANDS, LARGEST, band_of
from markets.measures.domain.figures import AnyFigure, ShareOfVisits, sum_figure


@dataclass(frozen=True, slots=True)
class ListedLocation:
    """A home-care location as a directory lists it."""

    location: str
    provider: str
    owner: str
    authority: str


def owner_hours(hours: Mapping[str, Fraction], owners: Mapping[str, str]) -> dict[str, Fraction]:
    """Return hours a week by owner; who is in no directory is its own."""
    found: defaultdict[str, Fraction] = defaultdict(Fraction)
    for provider, each in hours.items():
        found[owners.get(provider, provider)] += each
    return dict(found)


def local_owners(listed: Iterable[ListedLocation], authority: str) -> frozenset[str]:
    """Return the owners whose home-care locations are all in this authority."""
    places: defaultdict[str, set[str]] = defaultdict(set)
    for each in listed:
        places[each.owner].add(each.authority)
    return frozenset(owner for owner, there in places.items() if there == {authority})


def locally_owned(hours: Mapping[str, Fraction], local: frozenset[str]) -> AnyFigure:
    """Return hours of local owners of all, and how many of them are in each size band; ``hours`` are by owner."""
    theirs = {owner: each for owner, each in hours.items() if owner in local}
    total, own = sum(hours.values(), start=Fraction()), sum(theirs.values(), start=Fraction())
    names = [*(name for name, _ in BANDS), LARGEST]
    parts: dict[str, AnyFigure] = {
        name: sum_figure(sum(band_of(each) == name for each in theirs.values()), len(theirs)) for name in names
    }
    return ShareOfVisits(own, total, len(theirs), parts)


@dataclass(frozen=True, slots=True)
class ChangeOfOwner:
    """A location that is another's, or that came or went, between two directories."""

    location: str
    before: str
    after: str
    hours: Fraction

    @property
    def kind(self) -> str:
        if not self.before:
            return "new"
        return "changed" if self.after else "gone"


def changes_between(
    before: Iterable[ListedLocation], after: Iterable[ListedLocation], hours: Mapping[str, Fraction]
) -> list[ChangeOfOwner]:
    """Return what changed hands, the most hours first; ``hours`` are a week, by location."""
    then, now = ({each.location: each for each in listed} for listed in (before, after))
    found = []
    for location in sorted(then | now):
        old, new = (side[location].owner if location in side else "" for side in (then, now))
        if old != new:
            found.append(ChangeOfOwner(location, old, new, hours.get(location, Fraction())))
    return sorted(found, key=lambda each: -each.hours)


def owner_changes(changes: Iterable[ChangeOfOwner]) -> AnyFigure:
    """Return hours a week that changed hands, and how many locations changed, came and went."""
    found = list(changes)
    count = {kind: sum(each.kind == kind for each in found) for kind in ("changed", "new", "gone")}
    moved = sum((each.hours for each in found if each.kind == "changed"), start=Fraction())
    return sum_figure(moved, count["changed"], **{kind: sum_figure(n, n) for kind, n in count.items()})
