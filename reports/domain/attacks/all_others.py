"""Attackers who know every figure but one, and look at all that is published.

The lines and the lengths are the same shares of every return's total, and known: what helps most. Lengths and tariff
are worked out from the lines and tell nothing more; whoever knows each line of all others is held by no rounding that
leaves lines of use (docs/attacks.md, What is left).
"""

from collections.abc import Mapping
from decimal import Decimal
from math import exp, log
from random import Random
from statistics import NormalDist, fmean, pstdev

from reports.domain.attacks.insiders import consistent_range, likeliest_between
from reports.domain.attacks.markets import COLUMN
from reports.domain.attacks.outsiders import WHOLE, AttackerGuess
from reports.domain.attacks.scene import AttackScene
from reports.domain.attacks.shares import RATES, SHARES, shown_in_proportion, subtotals
from reports.domain.measures import CellKey


def all_but_one_with_lengths(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Look for the figure that would have given the total and each length of visits."""
    return _all_but_one(scene, rng, RATES)


def all_but_one_with_lines(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Look for the figure that would have given the total, each line and each subtotal."""
    return _all_but_one(scene, rng, SHARES | subtotals())


def all_but_one_with_all(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Look for the figure that would have given all of these."""
    return _all_but_one(scene, rng, SHARES | subtotals() | RATES)


def _all_but_one(scene: AttackScene, rng: Random, shares: Mapping[str, Decimal]) -> AttackerGuess | None:
    victim = rng.randrange(scene.n)
    others = [total for place, total in enumerate(scene.totals) if place != victim]
    usual = NormalDist(fmean(map(log, others)), max(0.01, pstdev(map(log, others))))
    shown, released = shown_in_proportion(scene), None
    if WHOLE in shown:
        least, most = consistent_range(scene, shown[WHOLE], others)
        for key, share in shares.items():
            cell = shown.get(CellKey(COLUMN, key))
            low, high = consistent_range(scene, cell, others, float(share)) if cell else (least, most)
            # A cell that was moved off somebody's figure agrees with none: it is left out.
            if max(low, least) < min(high, most):
                least, most = max(low, least), min(high, most)
        released = likeliest_between(least, most, usual)
    return scene.guess_beside(victim, released, exp(usual.mean))
