"""How concentrated a market is: size bands, the largest, Herfindahl–Hirschman, what a failure would leave."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction

from markets.measures.domain.figures import Number, ShareOfVisits, sum_figure
from markets.measures.domain.visit_set import VisitSet
from markets.visits.domain.attendance import HOUR

BANDS = (("under_100", 100), ("100_to_250", 250), ("250_to_500", 500), ("500_to_1000", 1_000))
LARGEST = "over_1000"
ROOM = Fraction(1, 10)
Hours = Mapping[str, Fraction]


def weekly_hours(visits: VisitSet) -> dict[str, Fraction]:
    """Return planned hours a week by provider."""
    seconds: defaultdict[str, int] = defaultdict(int)
    for row in visits.rows:
        seconds[row.provider] += row.planned_seconds or 0
    return {provider: Fraction(total, HOUR * visits.weeks) for provider, total in seconds.items()}


def concentration_ratio(hours: Iterable[Number], largest: int) -> Fraction | None:
    """Return the share of the so many largest."""
    found = sorted(hours, reverse=True)
    return Fraction(sum(found[:largest])) / Fraction(sum(found)) if sum(found) else None


def herfindahl(hours: Iterable[Number]) -> Fraction | None:
    """Return Σ (100 · share)²: 10,000 for one provider."""
    found = list(hours)
    total = Fraction(sum(found))
    return 10_000 * Fraction(sum(each * each for each in found)) / total**2 if total else None


def equivalent_providers(index: Fraction) -> Fraction:
    """Return how many providers of equal size would be as concentrated."""
    return 10_000 / index


def band_of(hours: Number) -> str:
    return next((name for name, below in BANDS if hours < below), LARGEST)


def hours_without_place(by_provider: Mapping[str, Hours], failed: str, room: Fraction = ROOM) -> Fraction:
    """Return hours that nobody has room for if one fails: in each zone the others take a tenth more than they have."""
    left = Fraction()
    for zone, hours in by_provider[failed].items():
        others = sum((zones.get(zone, Fraction()) for name, zones in by_provider.items() if name != failed), Fraction())
        left += max(Fraction(), hours - room * others)
    return left


def size_band(visits: VisitSet) -> ShareOfVisits:
    return size_bands(weekly_hours(visits))


def size_bands(hours: Hours) -> ShareOfVisits:
    """Return the share of providers under 100 hours a week; each band with its providers and its share of hours."""
    total = sum(hours.values(), start=Fraction())
    bands: defaultdict[str, list[Fraction]] = defaultdict(list)
    for each in hours.values():
        bands[band_of(each)].append(each)
    names = [name for name, _ in BANDS] + [LARGEST]
    shares = {name: ShareOfVisits(sum(bands[name], start=Fraction()), total, len(bands[name])) for name in names}
    return ShareOfVisits(len(bands["under_100"]), len(hours), len(hours), {**shares})


def cr(visits: VisitSet) -> ShareOfVisits:
    return largest_share(weekly_hours(visits))


def largest_share(hours: Hours) -> ShareOfVisits:
    """Return the share of the ten largest providers, and that of the three largest."""
    found = sorted(hours.values(), reverse=True)
    total = sum(found, start=Fraction())
    three = ShareOfVisits(sum(found[:3], start=Fraction()), total, len(found))
    return ShareOfVisits(sum(found[:10], start=Fraction()), total, len(found), {"top_three": three})


def hhi(visits: VisitSet) -> ShareOfVisits | None:
    return concentration_index(weekly_hours(visits))


def concentration_index(hours: Hours) -> ShareOfVisits | None:
    index = herfindahl(hours.values())
    if index is None:
        return None
    return sum_figure(index, len(hours), equivalent_providers=sum_figure(equivalent_providers(index), len(hours)))


def resilience(visits: VisitSet) -> ShareOfVisits | None:
    zones: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in visits.rows:
        zones[row.provider][row.zone] += row.planned_seconds or 0
    return worst_failure(
        {name: {z: Fraction(s, HOUR * visits.weeks) for z, s in each.items()} for name, each in zones.items()}
    )


def worst_failure(hours: Mapping[str, Hours]) -> ShareOfVisits | None:
    """Return the hours a week without a place if the worst failed, of its hours; and who could be absorbed whole."""
    left = {name: hours_without_place(hours, name) for name in hours}
    if not left:
        return None
    worst = max(left, key=lambda name: left[name])
    absorbed = ShareOfVisits(sum(not each for each in left.values()), len(left), len(left))
    return sum_figure(left[worst], len(left), absorbed=absorbed)
