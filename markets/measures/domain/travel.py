"""Travel by straight lines and the circuity of roads: minutes, miles, waiting and carbon between visits.

Without a road network a single journey is known to ± 40 %, a zone's mean to ± 15 % once calibrated: whatever is made
of it carries its interval.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import chain, repeat
from math import hypot, log

from markets.measures.domain.figures import FEWEST, AnyFigure, HiddenFigure, ShareOfVisits, spread, sum_figure
from markets.visits.domain.attendance import CareAttendance
from markets.visits.domain.rounds import CareRound

PLACES = "Z5"
LEAST_CIRCUITY, MOST_CIRCUITY = 1.2, 1.6
FIXED_MINUTES = 2
# km an hour by class of place; ours, to be calibrated.
SPEEDS = (("U", 24.0), ("R", 32.0), ("RSF", 40.0), ("RLF", 40.0))
# How far a zone's mean may be off, once calibrated.
MEAN_ERROR = Fraction(15, 100)
MILES_A_KM = Fraction(100_000, 160_934)
BY_CAR = Fraction(70, 100)
METRES = 1000
Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class JourneyEstimate:
    """The way between two clients: km by road, minutes, the seconds between the two visits, and how often."""

    zone: str
    km: float
    minutes: float
    gap: int
    times: int = 1


def point_of(place: str) -> Point | None:
    """Return easting and northing in metres of a place kept as such; None where it is not."""
    parts = place.replace(",", " ").split()
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) <= 7 for part in parts):
        return None
    return int(parts[0]), int(parts[1])


def straight_km(one: Point, other: Point) -> float:
    """Return the distance on the British grid, which over a county is that on the ground."""
    return hypot(one[0] - other[0], one[1] - other[1]) / METRES


def circuity(km: float) -> float:
    """Return by how much a road is longer than a straight line: 1.72 − 0.14·ln km, within 1.2 to 1.6."""
    if km <= 0:
        return MOST_CIRCUITY
    return min(MOST_CIRCUITY, max(LEAST_CIRCUITY, 1.72 - 0.14 * log(km)))


def speed_of(ruc: str) -> float:
    """Return km an hour of the longest prefix that fits; a class that is not known is as slow as a town."""
    return max(((len(key), speed) for key, speed in SPEEDS if ruc.startswith(key)), default=(0, SPEEDS[0][1]))[1]


def road_km(one: Point, other: Point) -> float:
    km = straight_km(one, other)
    return km * circuity(km)


def journey_minutes(km: float, ruc: str) -> float:
    """Return minutes of a journey; none between two visits in one home."""
    return FIXED_MINUTES + 60 * km / speed_of(ruc) if km else 0.0


def journeys(rounds: Iterable[CareRound]) -> list[JourneyEstimate]:
    """Return the journeys of all rounds whose two ends are known, counted where they arrive."""
    found = []
    for each in rounds:
        for place, gap in enumerate(each.gaps):
            before, after = each.visits[place : place + 2]
            found += _journey(before, after, gap)
    return found


def _journey(before: CareAttendance, after: CareAttendance, gap: int) -> list[JourneyEstimate]:
    one, other = point_of(before.place), point_of(after.place)
    if one is None or other is None:
        return []
    km = road_km(one, other)
    return [JourneyEstimate(after.zone, km, journey_minutes(km, after.ruc), gap)]


def estimated(zone: str, ruc: str, squared_metres: int, gap: int, times: int) -> JourneyEstimate:
    """Return the estimate of journeys that are alike."""
    straight = squared_metres**0.5 / METRES
    km = straight * circuity(straight)
    return JourneyEstimate(zone, km, journey_minutes(km, ruc), gap, times)


def travel_est(found: Sequence[JourneyEstimate], careworkers: int) -> AnyFigure:
    """Return minutes between visits, mean with its interval, and miles."""
    if careworkers < FEWEST:
        return HiddenFigure(PLACES)
    n = sum(each.times for each in found)
    if not n:
        return None
    mean = sum((exact(each.minutes) * each.times for each in found), start=Fraction()) / n
    ends = {name: sum_figure(mean * (1 + off), n) for name, off in (("low", -MEAN_ERROR), ("high", MEAN_ERROR))}
    return ShareOfVisits(mean, 1, n, {**ends, "miles": sum_figure(miles_of(found) / n, n)})


def waiting_est(found: Sequence[JourneyEstimate], careworkers: int) -> AnyFigure:
    """Return the quartiles of minutes of a gap that are not travel, not below 0."""
    if careworkers < FEWEST:
        return HiddenFigure(PLACES)
    waits = ((exact(max(0.0, each.gap / 60 - each.minutes)), each.times) for each in found)
    return spread(chain.from_iterable(repeat(minutes, times) for minutes, times in waits))


def miles_of(found: Sequence[JourneyEstimate]) -> Fraction:
    return sum((exact(each.km) * each.times for each in found), start=Fraction()) * MILES_A_KM


def miles_carbon(found: Sequence[JourneyEstimate], careworkers: int, kg_a_mile: Decimal | None) -> AnyFigure:
    """Return miles between visits, and kg CO₂e of those by car where the factor of the year is known."""
    if careworkers < FEWEST:
        return HiddenFigure(PLACES)
    if not found:
        return None
    miles, n = miles_of(found), sum(each.times for each in found)
    if kg_a_mile is None:
        return sum_figure(miles, n)
    return sum_figure(miles, n, kg=sum_figure(miles * BY_CAR * Fraction(kg_a_mile), n))


def exact(number: float) -> Fraction:
    """Return an estimate as whole hundred-thousandths: equal again wherever it is worked out."""
    return Fraction(round(number * 100_000), 100_000)


def by_zone(found: Iterable[JourneyEstimate]) -> Mapping[str, list[JourneyEstimate]]:
    zones: dict[str, list[JourneyEstimate]] = {}
    for each in found:
        zones.setdefault(each.zone, []).append(each)
    return zones
