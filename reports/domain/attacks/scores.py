"""Count how often attackers are right over many random markets, within three tolerances, beside chance."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from random import Random

from reports.domain.attacks.attackers import ATTACKERS, Attacker
from reports.domain.attacks.markets import random_market
from reports.domain.attacks.methods import ReleaseMethod
from reports.domain.attacks.outsiders import AttackerGuess
from reports.domain.attacks.scene import AttackScene, Market
from reports.domain.measures import to_the_penny

SIZES = (3, 60)


class Tolerance(StrEnum):
    EXACT = "exact"
    FIVE_PENCE = "within 5p"
    ONE_PERCENT = "within 1 %"

    def holds(self, guess: float, truth: float) -> bool:
        if self == Tolerance.EXACT:
            return to_the_penny(Decimal(guess)) == to_the_penny(Decimal(truth))
        return abs(guess - truth) <= (0.05 if self == Tolerance.FIVE_PENCE else truth / 100) + 1e-9


@dataclass
class Hits:
    """How often each guess was right; ``only_released`` and ``only_strong`` are claims that just one of them got."""

    released: int = 0
    before: int = 0
    strong: int = 0
    only_released: int = 0
    only_strong: int = 0

    def add(self, released: bool, before: bool, strong: bool) -> None:
        self.released += released
        self.before += before
        self.strong += strong
        self.only_released += released and not strong
        self.only_strong += strong and not released

    def join(self, other: "Hits") -> None:
        for name in vars(other):
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass
class AttackScore:
    """In how many markets an attack could be played, how often there was something to go by, and how often right."""

    played: int = 0
    claims: int = 0
    hits: dict[Tolerance, Hits] = field(default_factory=lambda: {tolerance: Hits() for tolerance in Tolerance})

    def add(self, guess: AttackerGuess) -> None:
        self.played += 1
        if guess.released is None:
            return
        self.claims += 1
        for tolerance, hits in self.hits.items():
            hits.add(*(tolerance.holds(one, guess.victim) for one in (guess.released, guess.before, guess.strong)))

    def join(self, other: "AttackScore") -> None:
        self.played += other.played
        self.claims += other.claims
        for tolerance, hits in self.hits.items():
            hits.join(other.hits[tolerance])


# By attack and by method.
Scores = dict[tuple[str, str], AttackScore]


def numbered_market(number: int, seed: int, sizes: tuple[int, int] = SIZES) -> Market:
    """Return the market of a number; the same seed gives the same one. Every second has owners with several returns."""
    rng = Random(f"{seed}:{number}")
    return random_market(rng, rng.randint(*sizes), all_owners_differ=number % 2 == 0)


def attack(
    numbers: Iterable[int],
    seed: int,
    methods: Sequence[ReleaseMethod],
    *,
    sizes: tuple[int, int] = SIZES,
    attackers: Sequence[Attacker] = ATTACKERS,
) -> Scores:
    """Play every attack on the markets of these numbers, under each method."""
    scores: Scores = {(attacker.name, method.name): AttackScore() for attacker in attackers for method in methods}
    for number in numbers:
        market = numbered_market(number, seed, sizes)
        for method in methods:
            for attacker, guess in guesses(market, method, f"{seed}:{number}", attackers):
                scores[attacker.name, method.name].add(guess)
    return scores


def guesses(
    market: Market, method: ReleaseMethod, seed: str, attackers: Sequence[Attacker] = ATTACKERS
) -> Iterator[tuple[Attacker, AttackerGuess]]:
    """Yield what each attacker guesses; by the same seed each asks for the same tables under every method."""
    scene = AttackScene(market, method)
    for attacker in attackers:
        guess = attacker.play(scene, Random(f"{seed}:{attacker.name}"))
        if guess is not None:
            yield attacker, guess


def joined(parts: Iterable[Scores]) -> Scores:
    whole: Scores = {}
    for part in parts:
        for key, score in part.items():
            whole.setdefault(key, AttackScore()).join(score)
    return whole
