"""How many returns there will be at the pace so far, and how sure one can be of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, lgamma, log

# The pace is that of the last four weeks, or since opening; with less than this nothing is said.
WINDOW_DAYS, FEWEST_DAYS, FEWEST_RETURNS = 28, 14, 5
TAIL = 0.1


@dataclass(frozen=True, slots=True)
class Forecast:
    """Returns by the closing day. ``low`` to ``high`` is where it ends eight times in ten, were the pace to hold."""

    counted: int
    over_days: int
    days_left: int
    low: int
    middle: int
    high: int
    of: int


def forecast(
    received_on: Sequence[date], *, in_scope: int, declined: int = 0, opens_on: date, closes_on: date, today: date
) -> Forecast | None:
    """None before and after the exercise is open, and where too little has come in to speak of a pace.

    ``k`` returns in ``d`` days, taken as a Poisson process of an unknown rate with a flat prior: those of the ``f``
    days that are left are then negative binomial with k + 1 and d / (d + f). Nobody sends more than
    one, and those who have ``declined`` send none.
    """
    begun = max(opens_on, today - timedelta(days=WINDOW_DAYS))
    days, left = (today - begun).days, (closes_on - today).days
    lately = sum(begun < day <= today for day in received_on)
    if left < 0 or days < FEWEST_DAYS or lately < FEWEST_RETURNS:
        return None
    there = len(received_on)
    most = max(in_scope - declined, there)
    low, middle, high = (min(there + quantile(lately, days, left, share), most) for share in (TAIL, 0.5, 1 - TAIL))
    return Forecast(lately, days, left, low, middle, high, in_scope)


def quantile(seen: int, days: int, left: int, share: float) -> int:
    """The smallest number of further returns that is not exceeded with a probability of ``share`` or more."""
    total, more = chance(0, seen, days, left), 0
    while total < share:
        more += 1
        total += chance(more, seen, days, left)
    return more


def chance(more: int, seen: int, days: int, left: int) -> float:
    """C(more + seen, more) · p^(seen + 1) · (1 − p)^more with p = days / (days + left), by logarithms."""
    if not left:
        return float(more == 0)
    p = days / (days + left)
    ways = lgamma(more + seen + 1) - lgamma(more + 1) - lgamma(seen + 1)
    return exp(ways + (seen + 1) * log(p) + more * log(1 - p))


def in_words(seen: Forecast | None) -> str:
    if seen is None:
        return (
            "There is no forecast: it needs two weeks, five returns in the last four weeks, and a closing day to come."
        )
    span = f"{seen.low}" if seen.low == seen.high else f"between {seen.low} and {seen.high}"
    return (
        f"{seen.counted} returns came in over the last {seen.over_days} days. If that pace holds for the "
        f"{seen.days_left} days that are left, there will be about {seen.middle} of {seen.of} returns, "
        f"and eight times in ten {span}. Many send theirs in the last days, which the pace so far does not know."
    )
