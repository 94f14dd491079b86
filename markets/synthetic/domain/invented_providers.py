"""Invented home-care providers: how large, how they log, how long their careworkers stay, what they are paid."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

# How many, their share of the county's hours, and how unequal they are among themselves.
SIZES = ((10, 0.69, 0.5), (18, 0.28, 0.3), (12, 0.03, 0.25))
STAY, STAY_SPREAD = 0.44, 0.14
NEEDED, NEEDED_SPREAD = -0.20, 0.07
# Under the thirty per cent from which on minutes say nothing; who is over it is planted.
MOST_BY_HAND = 0.24
LIVING_WAGE = 12.21


@dataclass(frozen=True, slots=True)
class InventedProvider:
    """A provider: ``stay`` is how often a visit that needs less is drawn out, ``needed`` the mean log of its need."""

    ref: str
    hours: float
    stay: float
    needed: float
    by_hand: float
    rate: float
    pay: float


def invented_providers(rng: Generator, hours_per_week: float) -> list[InventedProvider]:
    """Return 40 providers, the largest first of each kind, whose hours add up."""
    found: list[InventedProvider] = []
    for count, share, spread in SIZES:
        weights = np.sort(np.exp(rng.normal(0, spread, count)))[::-1]
        for hours in weights / weights.sum() * share * hours_per_week:
            found.append(_provider(rng, f"P{len(found) + 1:02d}", float(hours)))
    return found


def _provider(rng: Generator, ref: str, hours: float) -> InventedProvider:
    return InventedProvider(
        ref=ref,
        hours=hours,
        stay=float(np.clip(rng.normal(STAY, STAY_SPREAD), 0.1, 0.8)),
        needed=float(rng.normal(NEEDED, NEEDED_SPREAD)),
        by_hand=float(min(rng.beta(2, 14), MOST_BY_HAND)),
        rate=round(float(25.4 - 0.3 * np.log10(max(hours, 1)) + rng.normal(0, 0.5)), 2),
        pay=round(max(LIVING_WAGE, float(rng.normal(12.6, 0.25))), 2),
    )
