"""Attackers who try to learn one return's exact total from what is released.

Each attacker picks a victim by its place in the market, the place where the attack works best, and guesses the
victim's figure to the penny twice: from the release, and, as *chance*, from the figures of all the others. Against
plain quantiles the first guess is often exact; against a protected release it must be exact no more often than the
second.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import comb
from random import Random

from reports.domain.cohort import CohortRow, Refusal
from reports.domain.ledger import EMPTY_LEDGER, Figures
from reports.domain.measures import CellKey
from reports.domain.policy import PROTECTED, STATUTORY, Policy
from reports.domain.protect import ledger_entries, protect
from reports.domain.statistics import LOWER, MIDDLE, UPPER, quantile
from reports.domain.windows import median_window
from reports.tests.markets import COLUMN, TOTAL, random_market, total_cohort
from dataclasses import replace

Market = list[CohortRow]  # by rising total


@dataclass(frozen=True)
class Guess:
    """None: the attacker has nothing to go by."""

    victim: Decimal
    released: Decimal | None
    chance: Decimal


@dataclass
class Score:
    """Of how many markets, how often exact: by both guesses, by one of them only."""

    played: int = 0
    released: int = 0
    chance: int = 0
    released_only: int = 0
    chance_only: int = 0

    def count(self, guess: Guess) -> None:
        released, chance = _same_penny(guess.released, guess.victim), _same_penny(guess.chance, guess.victim)
        self.played += 1
        self.released += released
        self.chance += chance
        self.released_only += released and not chance
        self.chance_only += chance and not released

    @property
    def p_value(self) -> float:
        """How likely so many exact guesses from the release are if it helps nothing.

        A one-sided binomial test on the markets in which just one of the two guesses was exact: if the release
        is no better than chance, each such market is the release's with a probability of at most one half.
        """
        n = self.released_only + self.chance_only
        return sum(comb(n, k) for k in range(self.released_only, n + 1)) / 2**n


def _same_penny(one: Decimal | None, other: Decimal) -> bool:
    return one is not None and round(one, 2) == round(other, 2)


class Releases:
    """The releases of one exercise, one after the other; what an outsider sees of them."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._ledger = replace(EMPTY_LEDGER, key=b"a key for attacks")

    def publish(self, rows: Sequence[CohortRow]) -> dict[str, Figures]:
        """Group (blank: all) → what is shown of it."""
        table = protect(total_cohort(rows), self.policy, self._ledger)
        assert not isinstance(table, Refusal), table
        self._ledger = self._ledger.with_entries(ledger_entries(table, "release"))
        return {cell.key.group: cell.figures for cell in table if cell.figures}

    def width(self, n: int) -> int:
        """How many figures the published median is the mean of: everyone knows the policy."""
        return 2 - n % 2 if self.policy.exact else median_window(n, self.policy).width


def value(one: CohortRow) -> Decimal:
    total = one.values[TOTAL.key]
    assert total is not None
    return total


def without(market: Market, place: int) -> Market:
    return market[:place] + market[place + 1 :]


def _others(market: Market, place: int, p: Decimal) -> Decimal:
    """What whoever knows all the others would guess: their own quantile."""
    return quantile([value(one) for one in without(market, place)], p)


def _last_of(width: int, mean: Decimal, known: Sequence[Decimal]) -> Decimal:
    """What is left of a window's sum for each of those in it who are not known."""
    known = list(known)[: width - 1]
    return (width * mean - sum(known, Decimal(0))) / (width - len(known))


def odd_median(market: Market, releases: Releases, rng: Random) -> Guess | None:
    """With an odd number of returns the plain median is the middle one's figure."""
    if len(market) % 2 == 0:
        return None
    middle = len(market) // 2
    shown = releases.publish(market).get("")
    return Guess(value(market[middle]), shown and shown.median, _others(market, middle, MIDDLE))


def quartile_rank(market: Market, releases: Releases, rng: Random) -> Guess | None:
    """With 4k + 1 returns a plain quartile is the figure of the return of that rank."""
    if len(market) % 4 != 1:
        return None
    p = rng.choice((LOWER, UPPER))
    place = int((len(market) - 1) * p)
    shown = releases.publish(market).get("")
    released = shown and (shown.lower_quartile if p == LOWER else shown.upper_quartile)
    return Guess(value(market[place]), released, _others(market, place, p))


def own_value(market: Market, releases: Releases, rng: Random) -> Guess | None:
    """A return beside the middle takes its own figure out of the published mean."""
    return _insiders(market, releases, [len(market) // 2 - 1])


def two_colluders(market: Market, releases: Releases, rng: Random) -> Guess | None:
    """The returns on both sides of the middle put their figures together."""
    return _insiders(market, releases, [len(market) // 2 - 1, len(market) // 2 + 1])


def _insiders(market: Market, releases: Releases, insiders: list[int]) -> Guess | None:
    middle, n = len(market) // 2, len(market)
    shown = releases.publish(market).get("")
    own = [value(market[place]) for place in insiders]
    released = shown and _last_of(releases.width(n), shown.median, own)
    return Guess(value(market[middle]), released, _others(market, middle, MIDDLE))


def one_more_return(market: Market, releases: Releases, rng: Random) -> Guess | None:
    """The next version has one more return, and that comes to stand in the middle."""
    middle = len(market) // 2
    before = releases.publish(without(market, middle)).get("")
    after = releases.publish(market).get("")
    released = _newcomer(before, after, releases)
    return Guess(value(market[middle]), released, _others(market, middle, MIDDLE))


def corrected_value(market: Market, releases: Releases, rng: Random) -> Guess | None:
    """The next version differs in one figure, which was a tenth too high and comes to stand in the middle."""
    middle = len(market) // 2
    victim = market[middle]
    wrong = replace(victim, values={TOTAL.key: value(victim) * Decimal("1.1")})
    before = releases.publish([*without(market, middle), wrong]).get("")
    after = releases.publish(market).get("")
    released = before and after and before.median + releases.width(len(market)) * (after.median - before.median)
    return Guess(value(victim), released, _others(market, middle, MIDDLE))


def subgroup(market: Market, releases: Releases, rng: Random) -> Guess | None:
    """The total beside a group that holds all but one."""
    middle = len(market) // 2
    zones = ["north"] * len(market)
    zones[middle] = "south"
    shown = releases.publish(_zoned(market, zones))
    released = _newcomer(shown.get("north"), shown.get(""), releases)
    return Guess(value(market[middle]), released, _others(market, middle, MIDDLE))


def complement(market: Market, releases: Releases, rng: Random) -> Guess | None:
    """The total less two groups that hold all but one; n times a mean is nearly a sum."""
    middle = len(market) // 2
    zones = [rng.choice(("east", "west")) for _ in market]
    zones[middle] = "south"
    shown = releases.publish(_zoned(market, zones))
    released = _rest([shown.get(zone) for zone in ("", "east", "west")])
    return Guess(value(market[middle]), released, _others(market, middle, MIDDLE))


def _zoned(market: Market, zones: Sequence[str]) -> Market:
    return [replace(one, breakdown={"zone": zone}) for one, zone in zip(market, zones, strict=True)]


def _newcomer(before: Figures | None, after: Figures | None, releases: Releases) -> Decimal | None:
    """The figure that came in between two windows; where the window did not grow, one left it as well."""
    if before is None or after is None:
        return after and after.median
    wide, narrow = releases.width(after.n), releases.width(before.n)
    leaving = (narrow + 1 - wide) * before.median
    return wide * after.median - narrow * before.median + leaving


def _rest(shown: Sequence[Figures | None]) -> Decimal | None:
    total, *groups = shown
    if total is None or None in groups:
        return total and total.median
    return total.n * total.median - sum((group.n * group.median for group in groups if group), Decimal(0))


Attack = Callable[[Market, Releases, Random], Guess | None]
ATTACKS: tuple[Attack, ...] = (
    odd_median,
    quartile_rank,
    own_value,
    two_colluders,
    one_more_return,
    corrected_value,
    subgroup,
    complement,
)


def attack(markets: int, seed: int, policy: Policy = PROTECTED, sizes: tuple[int, int] = (3, 60)) -> dict[str, Score]:
    """Every attack on each of so many random markets; the same seed gives the same markets."""
    rng = Random(seed)
    scores = {attack.__name__: Score() for attack in ATTACKS}
    for _ in range(markets):
        market = sorted(random_market(rng, rng.randint(*sizes)), key=value)
        for mount in ATTACKS:
            guess = mount(market, Releases(policy), rng)
            if guess is not None:
                scores[mount.__name__].count(guess)
    return scores
