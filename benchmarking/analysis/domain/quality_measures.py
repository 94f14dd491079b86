"""Measures of quality from the CQC's ratings in force on the reference Monday, weighted by hours bought."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from benchmarking.analysis.domain.council_case import CouncilCase, PlaceHours
from benchmarking.rounds.domain.councils import GOOD, LEAST_COVERAGE, RatedProvider, quality_of

FEWEST_RATED = 5
STALE_YEARS = 4
# How many places' worth of the region stands beside a small market's own.
SHRUNK_BY = 4


def rated_providers(case: CouncilCase) -> list[RatedProvider]:
    """Return the places as the links and the trap look at them."""
    return [
        RatedProvider(case.council, one.hours, None if one.price is None else float(one.price), one.rating)
        for one in case.places
        if one.is_homecare
    ]


def coverage(case: CouncilCase) -> Fraction | None:
    """Return the hours of rated places, % of hours."""
    found = quality_of(rated_providers(case)).coverage
    return None if found is None else found * 100


def good_share(case: CouncilCase) -> Fraction | None:
    """Return the hours of places rated Good or Outstanding, % of the hours of rated places.

    None where under 60 % of hours, or fewer than five places, are rated.
    """
    return _share_of(case, _is_good, by_hours=True)


def good_count(case: CouncilCase) -> Fraction | None:
    """Return places rated Good or Outstanding, % of rated places; None as the share by hours."""
    return _share_of(case, _is_good, by_hours=False)


def safe_share(case: CouncilCase) -> Fraction | None:
    """Return the hours of places that are Good or Outstanding on Safe, % of hours of rated places."""
    return _by_key_question(case, "safe")


def well_led_share(case: CouncilCase) -> Fraction | None:
    """Return the hours of places that are Good or Outstanding on Well-led, % of hours of rated places."""
    return _by_key_question(case, "well_led")


def inherited_share(case: CouncilCase) -> Fraction | None:
    """Return the hours whose rating is inherited from an earlier registration, % of hours of rated places."""
    return _share_of(case, lambda one: one.is_inherited, by_hours=True)


def stale_share(case: CouncilCase) -> Fraction | None:
    """Return the hours whose rating was older than four years, % of hours of rated places; None without dates."""
    dated = [one for one in _rated(case) if one.rated_on is not None]
    if len(dated) < len(_rated(case)):
        return None
    before = case.week.replace(year=case.week.year - STALE_YEARS, day=min(case.week.day, 28))
    return _share_of(case, lambda one: one.rated_on is not None and one.rated_on < before, by_hours=True)


def effective_places(case: CouncilCase) -> Fraction | None:
    """Return (Σ hours)² / Σ hours² of rated places: how many of one size they are worth."""
    hours = [one.hours for one in _rated(case)]
    squares = sum((one * one for one in hours), Fraction(0))
    return sum(hours, Fraction(0)) ** 2 / squares if squares else None


def shrunk_share(case: CouncilCase, region: Fraction) -> Fraction | None:
    """Return the share Good or Outstanding drawn towards the region's, %: (n · own + 4 · region) / (n + 4)."""
    own, n = good_share(case), effective_places(case)
    return (n * own + SHRUNK_BY * region) / (n + SHRUNK_BY) if own is not None and n is not None else None


def _rated(case: CouncilCase) -> list[PlaceHours]:
    return [one for one in case.places if one.is_homecare and one.rating is not None and one.hours > 0]


def _is_good(one: PlaceHours) -> bool:
    return one.rating is not None and one.rating >= GOOD


def _share_of(case: CouncilCase, counts: Callable[[PlaceHours], bool], *, by_hours: bool) -> Fraction | None:
    return _share(case, _rated(case), counts, by_hours=by_hours)


def _by_key_question(case: CouncilCase, key: str) -> Fraction | None:
    rated = [one for one in _rated(case) if key in one.key_questions]
    return _share(case, rated, lambda one: one.key_questions[key] >= GOOD, by_hours=True)


def _share(
    case: CouncilCase, rated: Sequence[PlaceHours], counts: Callable[[PlaceHours], bool], *, by_hours: bool
) -> Fraction | None:
    all_hours = sum((one.hours for one in case.places if one.is_homecare), Fraction(0))
    hours = sum((one.hours for one in rated), Fraction(0))
    if len(rated) < FEWEST_RATED or not all_hours or hours / all_hours < LEAST_COVERAGE:
        return None
    that = [one for one in rated if counts(one)]
    if not by_hours:
        return Fraction(len(that), len(rated)) * 100
    return sum((one.hours for one in that), Fraction(0)) / hours * 100
