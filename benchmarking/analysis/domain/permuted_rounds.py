"""Rounds without any link, and with one that is planted: how often does a round say “goes with”?"""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

import numpy as np

from benchmarking.analysis.domain.hypotheses import findings_of
from benchmarking.rounds.domain.councils import MODELS, CouncilFigures

COUNCILS, PAIRINGS = 26, 999
SURE_SHARE = 0.05
# How finely figures are drawn.
_FINE = 10_000


@dataclass(frozen=True, slots=True)
class SaidRounds:
    """Of how many rounds how many said “goes with” of anything, of the planted link, and that by Holm alone."""

    rounds: int
    any_link: int
    planted: int
    by_holm: int

    def share(self, of: int) -> float:
        return of / self.rounds

    @property
    def most(self) -> float:
        """Return the share of false alarms that the rule allows: 5 % and two standard errors."""
        return SURE_SHARE + 2 * sqrt(SURE_SHARE * (1 - SURE_SHARE) / self.rounds)


def said_rounds(rounds: int, seed: int, r: float = 0.0, councils: int = COUNCILS) -> SaidRounds:
    """Work out so many random rounds of all eight hypotheses; ``r`` is planted between price and quality.

    Intervals and leaving councils out are looked at only where Holm says so: elsewhere they change no sentence.
    """
    draw, said = np.random.default_rng(seed), Counter[str]()
    for _ in range(rounds):
        made = made_round(draw, councils, r)
        found = findings_of(made, int(draw.integers(2**31)), times=PAIRINGS, only_sure=True)
        said["any"] += any(one.is_sure for one in found.values())
        said["planted"] += found["H1"].is_sure
        said["holm"] += found["H1"].holm is not None and found["H1"].holm <= SURE_SHARE
    return SaidRounds(rounds, said["any"], said["planted"], said["holm"])


def made_round(draw: np.random.Generator, councils: int, r: float) -> list[CouncilFigures]:
    """Return councils whose figures know nothing of each other, but price and quality by Pearson's r."""
    price, other, *rest = (draw.normal(size=councils) for _ in range(5))
    quality = r * price + sqrt(1 - r * r) * other
    models, floors = draw.integers(len(MODELS), size=councils), draw.integers(2, size=councils)
    return [
        CouncilFigures(
            la=f"LA {at}", sub_region="nel", place="inner", model=MODELS[models[at]],
            pay_floor="llw" if floors[at] else "nlw", price_exact=_exact(price[at]), good_exact=_exact(quality[at]),
            good_count=None, coverage=None, handed_back_exact=_exact(rest[0][at]), unsourced_exact=_exact(rest[1][at]),
            under_30_exact=_exact(rest[2][at]),
        )
        for at in range(councils)
    ]  # fmt: skip


def _exact(value: float) -> Fraction:
    return Fraction(round(float(value) * _FINE), _FINE)
