"""Everything that a run of attacks has found out."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.domain.attacks.large_markets import LargeMarket
from reports.domain.attacks.scores import AttackScore, Scores, Tolerance
from reports.domain.attacks.usefulness import Useful
from reports.domain.attacks.verdicts import AttackClaim


@dataclass(frozen=True)
class AttackTable:
    """Everything that a run has found out; ``others`` are the methods beside ours, in the order of the table."""

    markets: int
    seed: int
    policy: str
    scores: Scores
    claims: Sequence[AttackClaim]
    useful: Useful
    large: Sequence[LargeMarket]
    others: Sequence[str]

    @property
    def failed(self) -> list[AttackClaim]:
        return [claim for claim in self.claims if claim.fails]

    @property
    def passes(self) -> bool:
        return not self.failed


def share_of(score: AttackScore, tolerance: Tolerance, whose: str) -> float | None:
    """Return the share of claims in which the guess of ``whose`` (released, before, strong) was right."""
    hits: int = getattr(score.hits[tolerance], whose)
    return hits / score.claims if score.claims else None
