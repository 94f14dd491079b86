"""Forecast how many returns there will be at the pace so far, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from math import exp, expm1, lgamma, log, sqrt

# The pace is that of the last four weeks, or since opening; with less than this nothing is said.
WINDOW_DAYS, FEWEST_DAYS, FEWEST_RETURNS = 28, 14, 5
TAIL = 0.1
# The rates that are tried: so many, as far as so many standard deviations from the likeliest.
RATES, WIDTH = 121, 6.0
NEARLY_ALL = 0.99


@dataclass(frozen=True, slots=True)
class Forecast:
    """The returns by the closing day: between ``low`` and ``high`` in eight of ten cases, if the pace holds.

    ``counted`` of ``waiting``, who had not sent theirs, did so ``over_days``.
    """

    counted: int
    waiting: int
    over_days: int
    days_left: int
    low: int
    middle: int
    high: int
    of: int


def forecast(
    received_on: Sequence[date], *, in_scope: int, declined: int = 0, opens_on: date, closes_on: date, today: date
) -> Forecast | None:
    """Return the forecast; None while the exercise is not open, and if too little has come in to speak of a pace.

    Everybody who has not sent a return does so at the same unknown rate a day: the fewer are left, the fewer come.
    ``k`` returns while people waited ``e`` days, all told, leave of the rate, with a flat prior, a gamma of k + 1 and
    e; each of the ``m`` who are left sends within the ``f`` days that are left with the chance 1 − exp(−rate · f).
    Those who have ``declined`` send none.
    """
    begun = max(opens_on, today - timedelta(days=WINDOW_DAYS))
    days, left = (today - begun).days, (closes_on - today).days
    lately = [(day - begun).days for day in received_on if begun < day <= today]
    if left < 0 or days < FEWEST_DAYS or len(lately) < FEWEST_RETURNS:
        return None
    there = len(received_on)
    still = max(in_scope - declined - there, 0)
    chances = further(still, len(lately), sum(lately) + still * days, left)
    low, middle, high = (there + quantile(chances, share) for share in (TAIL, 0.5, 1 - TAIL))
    return Forecast(len(lately), len(lately) + still, days, left, low, middle, high, in_scope)


def further(still: int, seen: int, waited: int, left: int) -> list[float]:
    """Return the chances of 0, 1, … ``still`` further returns.

    Binomials weighed by the gamma of the rate, along a grid.
    """
    if not left:
        return [1.0] + [0.0] * still
    ways = [lgamma(still + 1) - lgamma(more + 1) - lgamma(still - more + 1) for more in range(still + 1)]
    found = [0.0] * (still + 1)
    for rate in _rates(seen, waited):
        weight = seen * log(rate * waited / seen) + seen - rate * waited
        none, some = -rate * left, log(-expm1(-rate * left))
        for more in range(still + 1):
            found[more] += exp(weight + ways[more] + more * some + (still - more) * none)
    whole = sum(found)
    return [each / whole for each in found]


def _rates(seen: int, waited: int) -> list[float]:
    """Return an even grid of rates, ``WIDTH`` standard deviations to both sides of the mean, and above nothing."""
    middle, spread = (seen + 1) / waited, sqrt(seen + 1) / waited
    first = max(middle - WIDTH * spread, middle / RATES)
    step = (middle + WIDTH * spread - first) / (RATES - 1)
    return [first + number * step for number in range(RATES)]


def quantile(chances: Sequence[float], share: float) -> int:
    """Return the smallest number that is not exceeded with a probability of ``share`` or more."""
    return next((more for more, total in enumerate(accumulate(chances)) if total >= share), len(chances) - 1)


def course(there: int, finally_there: int, still: int, day: int, of_days: int) -> float:
    """Return how many there are on a day on the way to ``finally_there``, if everybody goes on at one rate a day."""
    more = finally_there - there
    if not more or not still or not of_days:
        return there + more * day / max(of_days, 1)
    # Where nobody is left in the end the rate would be infinite: nearly nobody will do.
    rate = -log(1 - min(more / still, NEARLY_ALL)) / of_days
    return there + more * expm1(-rate * day) / expm1(-rate * of_days)


def in_words(seen: Forecast | None) -> str:
    if seen is None:
        return (
            "There is no forecast: it needs two weeks, five returns in the last four weeks, and a closing day to come."
        )
    span = f"{seen.low}" if seen.low == seen.high else f"between {seen.low} and {seen.high}"
    return (
        f"{seen.counted} of the {seen.waiting} that were still to come {seen.over_days} days ago have come in. If the "
        f"others go on like this for the {seen.days_left} days that are left, there will be about {seen.middle} of "
        f"{seen.of} returns, and eight times in ten {span}. Many send theirs in the last days, which the pace so far "
        "does not know."
    )
