"""Attackers who try to learn one return's exact total from what is released.

Each of them picks the victim whose place in the market suits the attack best, and guesses the victim's figure to
the penny twice: from the release, and, as *chance*, from the figures of all the others without any release. Against
plain quantiles most of them are always right. Against a protected release none may be right more often than chance.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from reports.domain.attacks.markets import TOTAL, total_of
from reports.domain.attacks.outsiders import AttackerGuess, Releases
from reports.domain.cohort import CohortRow
from reports.domain.ledger import Figures
from reports.domain.statistics import LOWER, MIDDLE, UPPER, quantile

# By rising total.
Market = list[CohortRow]
Attacker = Callable[[Market, Releases, Random], AttackerGuess | None]


def odd_median(market: Market, releases: Releases, rng: Random) -> AttackerGuess | None:
    """Take the plain median for the middle return's figure, if the number of returns is odd."""
    if len(market) % 2 == 0:
        return None
    shown = releases.publish(market).get("")
    return _at_the_middle(market, _median(shown))


def quartile_rank(market: Market, releases: Releases, rng: Random) -> AttackerGuess | None:
    """Take a plain quartile for the figure of the return of that rank, if there are 4k + 1 returns."""
    if len(market) % 4 != 1:
        return None
    p = rng.choice((LOWER, UPPER))
    place = int((len(market) - 1) * p)
    shown = releases.publish(market).get("")
    quartiles = (shown.lower_quartile, shown.upper_quartile) if shown else (None, None)
    released = quartiles[0] if p == LOWER else quartiles[1]
    return AttackerGuess(total_of(market[place]), released, _quantile_of_others(market, place, p))


def own_value(market: Market, releases: Releases, rng: Random) -> AttackerGuess | None:
    """Let the return below the middle take its own figure out of the published mean."""
    return _insiders(market, releases, [-1])


def two_colluders(market: Market, releases: Releases, rng: Random) -> AttackerGuess | None:
    """Let the returns on both sides of the middle put their figures together."""
    return _insiders(market, releases, [-1, 1])


def one_more_return(market: Market, releases: Releases, rng: Random) -> AttackerGuess | None:
    """Attack the next version, which has one more return that stands in the middle."""
    middle = len(market) // 2
    before = releases.publish(_without(market, middle)).get("")
    after = releases.publish(market).get("")
    return _at_the_middle(market, _newcomer(before, after, releases))


def corrected_value(market: Market, releases: Releases, rng: Random) -> AttackerGuess | None:
    """Attack the next version, which corrects one figure that was a tenth too high and now stands in the middle."""
    middle = len(market) // 2
    victim = market[middle]
    wrong = replace(victim, values={TOTAL.key: total_of(victim) * Decimal("1.1")})
    before = releases.publish([*_without(market, middle), wrong]).get("")
    after = releases.publish(market).get("")
    if before is None or after is None:
        return _at_the_middle(market, _median(after))
    moved = releases.width(after.n) * (after.median - before.median)
    return _at_the_middle(market, before.median + moved)


def subgroup(market: Market, releases: Releases, rng: Random) -> AttackerGuess | None:
    """Compare the total with a group that holds all returns but one."""
    zones = ["north"] * len(market)
    zones[len(market) // 2] = "south"
    shown = releases.publish(_zoned(market, zones))
    return _at_the_middle(market, _newcomer(shown.get("north"), shown.get(""), releases))


def complement(market: Market, releases: Releases, rng: Random) -> AttackerGuess | None:
    """Compare the total with two groups that hold all but one: n times a mean is a sum, and sums subtract."""
    zones = [rng.choice(("east", "west")) for _ in market]
    zones[len(market) // 2] = "south"
    shown = releases.publish(_zoned(market, zones))
    return _at_the_middle(market, _rest([shown.get(zone) for zone in ("", "east", "west")]))


ATTACKERS: tuple[Attacker, ...] = (
    odd_median,
    quartile_rank,
    own_value,
    two_colluders,
    one_more_return,
    corrected_value,
    subgroup,
    complement,
)


def _at_the_middle(market: Market, released: Decimal | None) -> AttackerGuess:
    middle = len(market) // 2
    return AttackerGuess(total_of(market[middle]), released, _quantile_of_others(market, middle, MIDDLE))


def _quantile_of_others(market: Market, place: int, p: Decimal) -> Decimal:
    return quantile([total_of(row) for row in _without(market, place)], p)


def _insiders(market: Market, releases: Releases, places: Sequence[int]) -> AttackerGuess:
    """Guess what is left of the window's sum without the insiders' figures, divided among the others in it."""
    shown = releases.publish(market).get("")
    if shown is None:
        return _at_the_middle(market, None)
    width = releases.width(shown.n)
    own = [total_of(market[len(market) // 2 + place]) for place in places][: width - 1]
    return _at_the_middle(market, (width * shown.median - sum(own, Decimal(0))) / (width - len(own)))


def _newcomer(before: Figures | None, after: Figures | None, releases: Releases) -> Decimal | None:
    """Return the figure that came into the window; if the window did not grow, another one left it."""
    if before is None or after is None:
        return _median(after)
    wide, narrow = releases.width(after.n), releases.width(before.n)
    left = (narrow + 1 - wide) * before.median
    return wide * after.median - narrow * before.median + left


def _rest(shown: Sequence[Figures | None]) -> Decimal | None:
    total, *groups = shown
    if total is None or None in groups:
        return _median(total)
    return total.n * total.median - sum((group.n * group.median for group in groups if group), Decimal(0))


def _median(shown: Figures | None) -> Decimal | None:
    return None if shown is None else shown.median


def _zoned(market: Market, zones: Sequence[str]) -> Market:
    return [replace(row, breakdown={"zone": zone}) for row, zone in zip(market, zones, strict=True)]


def _without(market: Market, place: int) -> Market:
    return market[:place] + market[place + 1 :]
