"""Attackers let loose on the sheets of many invented regions: they name rows, and what they name is counted.

The sheets are drawn as an edition draws them. Each attacker guesses in which third every council is, deals the rows
of a third among those, and claims them; or claims that rows of two sheets are one council's. The first two stand
beside them to show that attackers work: they are given a sheet that no edition has.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, islice
from math import sqrt
from random import Random

from benchmarking.editions.domain.drawn_topics import DrawnTopic, drawn_topics
from benchmarking.editions.domain.edition_attacks import (
    ELIMINATES,
    JOINS,
    KNOWS_FIGURES,
    KNOWS_PRACTICE,
    KNOWS_PRICE,
    TIMES_CHANCE,
    guesses_on,
    named_by,
    unnamed_on,
)
from benchmarking.editions.domain.edition_source import EditionSource
from benchmarking.editions.domain.made_regions import SIZES, made_region
from reports.datasheets.domain.bands import Third
from reports.domain.ledger import Ledger

EXACT = "is given exact prices in rows (no edition has them)"
EXACT_NEARLY = "is given exact prices in rows, and knows them within 2 % (no edition has them)"
TWO_EDITIONS = "joins two editions by the order of their rows"
BY_THIRD = "joins sheets of an edition by their thirds"
# One-sided, 99 %, over as many claims as there are.
SURE = 2.33
MOST_PAIRS = 30


@dataclass
class AttackerScore:
    """Of how many rows an attacker named how many, and how many guessing names in the mean; at most ``times`` that."""

    attacker: str
    times: int
    claims: int = 0
    named: int = 0
    chance: float = 0.0
    spread: float = 0.0

    @property
    def at_most(self) -> float:
        """Return the most rows that may be named: beyond the rule only as far as luck goes."""
        return self.times * self.chance + SURE * sqrt(self.times * self.spread)

    @property
    def holds(self) -> bool:
        return self.attacker in (EXACT, EXACT_NEARLY) or self.named <= self.at_most

    @property
    def share(self) -> float:
        return self.named / self.claims if self.claims else 0.0

    @property
    def by_chance(self) -> float:
        return self.chance / self.claims if self.claims else 0.0

    def add(self, right: int, claims: int, rows: int) -> None:
        """Add what was claimed of a sheet of so many rows, where each guess is right once in ``rows``."""
        self.claims, self.named = self.claims + claims, self.named + right
        self.chance += claims / rows
        self.spread += claims / rows


RULES: Mapping[str, int] = {
    EXACT: 0,
    EXACT_NEARLY: 0,
    KNOWS_FIGURES: TIMES_CHANCE,
    KNOWS_PRICE: TIMES_CHANCE,
    KNOWS_PRACTICE: TIMES_CHANCE,
    ELIMINATES: TIMES_CHANCE,
    BY_THIRD: TIMES_CHANCE,
    JOINS: 1,
    TWO_EDITIONS: 1,
}


def attack_regions(regions: int, seed: int, sizes: tuple[int, int] = SIZES) -> dict[str, AttackerScore]:
    """Attack so many regions; the same seed gives the same table."""
    rng, scores = Random(seed), {name: AttackerScore(name, times) for name, times in RULES.items()}
    for _ in range(regions):
        source = made_region(rng, *sizes)
        ledger = Ledger("region", rng.randbytes(16))
        first, second = (drawn_topics(source, rng.shuffle, ledger, {}).sheets for _ in range(2))
        _control(scores, source, rng)
        for sheet in first:
            _name_rows(scores, source, sheet, rng)
        for one, other in islice(combinations(first, 2), MOST_PAIRS):
            scores[JOINS].add(*_same_place(one, other))
            scores[BY_THIRD].add(*_same_third(one, other, rng))
        for one, other in zip(first, second, strict=True):
            scores[TWO_EDITIONS].add(*_same_place(one, other))
    return scores


def _name_rows(scores: Mapping[str, AttackerScore], source: EditionSource, sheet: DrawnTopic, rng: Random) -> None:
    thirds = dict(zip(sheet.order, sheet.rows, strict=True))
    for attacker, several in guesses_on(source, sheet).items():
        guess = max(several, key=lambda one: named_by(one, thirds))
        right = sum(1 for code, row in _dealt(sheet, guess, rng).items() if sheet.order[row] == code)
        scores[attacker].add(right, len(sheet.rows), len(sheet.rows))
    left = unnamed_on(source, sheet)
    if left:
        places = _rows_left(sheet, {code: third for code, third in thirds.items() if code not in left}, rng)
        claimed = _dealt(sheet, {code: thirds[code] for code in left}, rng, places)
        right = sum(1 for code, row in claimed.items() if sheet.order[row] == code)
        scores[ELIMINATES].add(right, len(left), len(left))


def _rows_left(sheet: DrawnTopic, named: Mapping[str, Third], rng: Random) -> list[int]:
    """Return the rows that are left where those who are named are dealt rows of their thirds first."""
    taken = set(_dealt(sheet, named, rng).values())
    return [row for row in range(len(sheet.rows)) if row not in taken]


def _dealt(
    sheet: DrawnTopic, guess: Mapping[str, Third], rng: Random, rows: Sequence[int] | None = None
) -> dict[str, int]:
    """Claim for each council a row of the third in which it is guessed to be, as long as there are any."""
    by_third: dict[Third, list[int]] = defaultdict(list)
    for row in range(len(sheet.rows)) if rows is None else rows:
        by_third[sheet.rows[row]].append(row)
    for of in by_third.values():
        rng.shuffle(of)
    return {code: by_third[third].pop() for code, third in guess.items() if by_third[third]}


def _same_place(one: DrawnTopic, other: DrawnTopic) -> tuple[int, int, int]:
    """Return how many rows of two sheets that stand at the same place are one council, of how many claims."""
    pairs = list(zip(one.order, other.order, strict=False))
    return sum(a == b for a, b in pairs), len(pairs), max(len(one.order), len(other.order))


def _same_third(one: DrawnTopic, other: DrawnTopic, rng: Random) -> tuple[int, int, int]:
    """Return how many rows are one council's where rows of a third are joined with rows of the same third."""
    of = dict(enumerate(one.order))
    thirds = {str(row): third for row, third in enumerate(one.rows)}
    claimed = _dealt(other, thirds, rng)
    right = sum(1 for row, at in claimed.items() if of[int(row)] == other.order[at])
    return right, len(claimed), max(len(one.order), len(other.order))


def _control(scores: Mapping[str, AttackerScore], source: EditionSource, rng: Random) -> None:
    """Let attackers name the rows of a sheet of exact prices, in a random order: they have to name nearly all."""
    prices = source.of_measure("price")
    order = sorted(prices)
    rng.shuffle(order)
    rows = [prices[code] for code in order]
    for attacker, off in ((EXACT, 0.0), (EXACT_NEARLY, 0.02)):
        known = {code: price * Fraction(1 + rng.gauss(0, off)) for code, price in prices.items()}
        right = sum(1 for code, row in _nearest(known, rows) if order[row] == code)
        scores[attacker].add(right, len(rows), len(rows))


def _nearest(known: Mapping[str, Fraction], rows: Sequence[Fraction]) -> Iterator[tuple[str, int]]:
    """Pair councils and rows in the order of their prices: no assignment is nearer."""
    return zip(sorted(known, key=lambda code: known[code]), sorted(range(len(rows)), key=rows.__getitem__), strict=True)


def score_rows(scores: Mapping[str, AttackerScore]) -> list[dict[str, object]]:
    """Return the table: shares in per cent."""
    return [
        {
            "attacker": one.attacker, "claims": one.claims, "named": round(100 * one.share, 2),
            "chance": round(100 * one.by_chance, 2), "times": one.times,
            "most": round(100 * one.at_most / one.claims, 2) if one.claims else 0, "holds": one.holds,
        }
        for one in scores.values()
    ]  # fmt: skip
