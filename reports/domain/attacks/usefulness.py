"""Measure what protection costs: how often a total is shown, and how far it is from the exact median."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from reports.domain.attacks.markets import random_market, total_of
from reports.domain.attacks.outsiders import Releases
from reports.domain.policy import PROTECTED, Policy
from reports.domain.statistics import quantiles_of


@dataclass(frozen=True, slots=True)
class UsefulnessBand:
    """Markets of a range of sizes, and what is promised of them; None promises nothing."""

    name: str
    smallest: int
    largest: int
    least_shown: Decimal | None
    most_error: Decimal | None

    def holds(self, size: int) -> bool:
        return self.smallest <= size <= self.largest


BANDS = (
    UsefulnessBand("5-9", 5, 9, Decimal("0.85"), Decimal("0.025")),
    UsefulnessBand("10-19", 10, 19, None, Decimal("0.015")),
    UsefulnessBand("20-60", 20, 60, None, Decimal("0.008")),
    UsefulnessBand("12-60", 12, 60, Decimal("0.95"), None),
)


# A mean over fewer markets than this swings too far to be held against a promise.
_ENOUGH = 50


@dataclass(frozen=True, slots=True)
class Usefulness:
    """The results in one band; ``error`` is the mean of |shown − exact| / exact over the markets with a shown total."""

    markets: int
    shown: Decimal
    error: Decimal

    def breaks(self, band: UsefulnessBand) -> bool:
        return self.markets >= _ENOUGH and not self._keeps(band)

    def _keeps(self, band: UsefulnessBand) -> bool:
        shown_enough = band.least_shown is None or self.shown >= band.least_shown
        return shown_enough and (band.most_error is None or self.error <= band.most_error)


def usefulness(
    markets: int, seed: int, *, policy: Policy = PROTECTED, sizes: tuple[int, int] = (3, 60)
) -> dict[UsefulnessBand, Usefulness]:
    """Return the results by band, over random markets in which all owners differ.

    Bands without a shown total are left out.
    """
    trials = list(_trials(markets, seed, policy, sizes))
    found = {}
    for band in BANDS:
        errors = [error for size, error in trials if band.holds(size)]
        shown = [error for error in errors if error is not None]
        if shown:
            share, mean = Decimal(len(shown)) / len(errors), sum(shown, Decimal(0)) / len(shown)
            found[band] = Usefulness(len(errors), share, mean)
    return found


def _trials(markets: int, seed: int, policy: Policy, sizes: tuple[int, int]) -> Iterator[tuple[int, Decimal | None]]:
    """Yield the size of each market and the relative error of its total, None if it is hidden."""
    rng = Random(seed)
    for _ in range(markets):
        market = random_market(rng, rng.randint(*sizes), all_owners_differ=True)
        shown = Releases(policy).publish(market).get("")
        exact = quantiles_of(total_of(row) for row in market).median
        yield len(market), abs(shown.median - exact) / exact if shown and exact else None
