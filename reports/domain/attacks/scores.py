"""Measure how often attackers are right over many random markets, and whether that is more than chance."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import comb
from random import Random

from reports.domain.attacks.attackers import ATTACKERS
from reports.domain.attacks.markets import EQUAL, random_market
from reports.domain.attacks.outsiders import AttackerGuess, Releases
from reports.domain.measures import to_the_penny
from reports.domain.policy import PROTECTED, Policy

# One-sided, at 99 %.
SIGNIFICANT = 0.01


@dataclass
class Score:
    """How many markets an attack could be played in, and how often each of its two guesses was exact."""

    played: int = 0
    released: int = 0
    chance: int = 0
    released_only: int = 0
    chance_only: int = 0

    def add(self, guess: AttackerGuess) -> None:
        released = guess.released is not None and _is_exact(guess.released, guess.victim)
        chance = _is_exact(guess.chance, guess.victim)
        self.played += 1
        self.released += released
        self.chance += chance
        self.released_only += released and not chance
        self.chance_only += chance and not released

    @property
    def p_value(self) -> float:
        """Return how likely so many exact guesses are, if the release helps no more than chance.

        This is a one-sided binomial test over the markets in which just one of the two guesses was exact: if the
        release is no help, each of them is the release's with a probability of at most one half. It allows for chance
        having been counted in the same markets, not known.
        """
        n = self.released_only + self.chance_only
        return float(Fraction(sum(comb(n, k) for k in range(self.released_only, n + 1)), 2**n))

    @property
    def beats_chance(self) -> bool:
        return self.p_value < SIGNIFICANT


def attack(
    markets: int, seed: int, *, policy: Policy = PROTECTED, sizes: tuple[int, int] = (3, 60), equal: float = EQUAL
) -> dict[str, Score]:
    """Play every attack on each market and return its score; the same seed gives the same markets.

    In every second market all owners differ, so that more is shown and more can be attacked.
    """
    rng = Random(seed)
    scores = {attacker.__name__: Score() for attacker in ATTACKERS}
    for number in range(markets):
        market = random_market(rng, rng.randint(*sizes), all_owners_differ=number % 2 == 0, equal=equal)
        for attacker in ATTACKERS:
            guess = attacker(market, Releases(policy), rng)
            if guess is not None:
                scores[attacker.__name__].add(guess)
    return scores


def _is_exact(guess: Decimal, truth: Decimal) -> bool:
    return to_the_penny(guess) == to_the_penny(truth)
