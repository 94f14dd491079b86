"""The rule of passing: what is claimed of each attacker, tested one-sided over all claims at once.

Held against *strong*, only claims count that just one of the two got right: if the release is no help, each of these
is the release's with a probability of at most one half. Held against a share, hits are binomial with that share. Of
all claims of the table, those fail that Holm's procedure rejects at one per cent: a table of a hundred true claims
fails in one run of a hundred.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb, exp, lgamma, log

from reports.domain.attacks.attackers import ATTACKERS, Attacker, AttackRule
from reports.domain.attacks.methods import OURS
from reports.domain.attacks.scores import AttackScore, Hits, Scores, Tolerance

SIGNIFICANT = 0.01
# Exact figures: so much more than the attacker has without any release. Two who know the neighbours of a figure and
# that it lies between are right to the penny in one market of twenty, whatever is published.
EXACT_BEYOND_BEFORE = 0.01
ORDER_BEYOND_BEFORE = 0.10
ALL_OTHERS_AT_MOST = 0.40


@dataclass(frozen=True, slots=True)
class AttackClaim:
    """What is claimed of an attacker, how likely so many hits are if it is true, and whether it fails."""

    attacker: str
    tolerance: Tolerance
    words: str
    p_value: float
    fails: bool = False


def verdicts(scores: Scores, attackers: Sequence[Attacker] = ATTACKERS) -> list[AttackClaim]:
    """Return every claim of the table, each with whether it fails."""
    claims = [claim for attacker in attackers for claim in _claims_of(attacker, scores[attacker.name, OURS])]
    failed = holm([claim.p_value for claim in claims], SIGNIFICANT)
    return [
        AttackClaim(claim.attacker, claim.tolerance, claim.words, claim.p_value, number in failed)
        for number, claim in enumerate(claims)
    ]


def holm(p_values: Sequence[float], level: float) -> set[int]:
    """Return which hypotheses are rejected: the smallest at level/m, the next at level/(m − 1), until one is not."""
    rejected: set[int] = set()
    for number in sorted(range(len(p_values)), key=lambda number: p_values[number]):
        if p_values[number] > level / (len(p_values) - len(rejected)):
            break
        rejected.add(number)
    return rejected


def at_least(hits: int, tries: int, share: float) -> float:
    """Return how likely so many hits or more are among so many tries, each a hit with this probability."""
    if hits <= 0:
        return 1.0
    if not 0 < share < 1:
        return float(share >= 1)
    ways = (lgamma(tries + 1) - lgamma(k + 1) - lgamma(tries - k + 1) for k in range(hits, tries + 1))
    return min(1.0, sum(exp(way + k * log(share) + (tries - k) * log(1 - share)) for k, way in enumerate(ways, hits)))


def more_than_strong(hits: Hits) -> float:
    """Return how likely it is that so many of the claims that just one got right are the release's."""
    n = hits.only_released + hits.only_strong
    return float(Fraction(sum(comb(n, k) for k in range(hits.only_released, n + 1)), 2**n))


def _claims_of(attacker: Attacker, score: AttackScore) -> list[AttackClaim]:
    exact, five_pence, one_percent = (score.hits[tolerance] for tolerance in Tolerance)
    name, tries = attacker.name, max(1, score.claims)

    def strong(tolerance: Tolerance, hits: Hits) -> AttackClaim:
        return AttackClaim(name, tolerance, "no more than strong", more_than_strong(hits))

    def limit(tolerance: Tolerance, hits: Hits, share: float, words: str) -> AttackClaim:
        return AttackClaim(name, tolerance, words, at_least(hits.released, tries, share))

    claims = [strong(Tolerance.EXACT, exact)]
    if attacker.rule == AttackRule.NAMES:
        return claims
    share = exact.before / tries + EXACT_BEYOND_BEFORE
    claims.append(limit(Tolerance.EXACT, exact, share, "at most 1 point more than before"))
    if attacker.rule == AttackRule.ALL_OTHERS:
        return [*claims, limit(Tolerance.ONE_PERCENT, one_percent, ALL_OTHERS_AT_MOST, "at most 40 %")]
    if attacker.rule == AttackRule.ORDER:
        share = one_percent.before / tries + ORDER_BEYOND_BEFORE
        return [*claims, limit(Tolerance.ONE_PERCENT, one_percent, share, "at most 10 points more than before")]
    return [*claims, strong(Tolerance.FIVE_PENCE, five_pence), strong(Tolerance.ONE_PERCENT, one_percent)]
