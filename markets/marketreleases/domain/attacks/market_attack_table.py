"""Attack many invented markets, test what is claimed of each attacker, and say it as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markets.marketreleases.domain.attacks.gate_releases import THROUGH_THE_GATE
from markets.marketreleases.domain.attacks.market_attackers import MARKET_ATTACKERS
from markets.marketreleases.domain.attacks.market_usefulness import UsefulBand
from reports.domain.attacks.attack_table import share_of
from reports.domain.attacks.attackers import Attacker
from reports.domain.attacks.methods import OURS, PLAIN, THRESHOLDS
from reports.domain.attacks.scores import AttackScore, Scores, Tolerance, attack, joined
from reports.domain.attacks.verdicts import AttackClaim, verdicts

METHODS = (THROUGH_THE_GATE, PLAIN, THRESHOLDS[0])
WIDTH = 24
WHOSE = ("released", "before", "strong")


@dataclass(frozen=True)
class MarketAttacks:
    """What a run has found out; ``useful`` is what markets are shown."""

    markets: int
    seed: int
    scores: Scores
    claims: Sequence[AttackClaim]
    useful: Sequence[UsefulBand]
    attackers: Sequence[Attacker] = MARKET_ATTACKERS

    @property
    def failed(self) -> list[AttackClaim]:
        return [claim for claim in self.claims if claim.fails]


def market_scores(numbers: range, seed: int, attackers: Sequence[Attacker] = MARKET_ATTACKERS) -> Scores:
    """Play all attacks on the markets of these numbers."""
    return attack(numbers, seed, METHODS, attackers=attackers)


def market_attacks(
    markets: int,
    seed: int,
    parts: Sequence[Scores],
    useful: Sequence[UsefulBand] = (),
    attackers: Sequence[Attacker] = MARKET_ATTACKERS,
) -> MarketAttacks:
    """Put the scores of all parts of a run together, and test what is claimed."""
    scores = joined(parts)
    return MarketAttacks(markets, seed, scores, verdicts(scores, attackers), useful, attackers)


def market_attack_words(table: MarketAttacks) -> str:
    return "\n".join(_words(table))


def _words(table: MarketAttacks) -> Iterator[str]:
    yield f"{table.markets:,} markets, seed {table.seed}; exact / within 5p / within 1 %, per cent of claims"
    heads = ("ours", "before", "strong", "plain", "threshold 5")
    yield f"{'attack':<34}{'claims':>8}" + "".join(f"{head:>{WIDTH}}" for head in heads)
    for attacker in table.attackers:
        ours = table.scores[attacker.name, OURS]
        cells = [_shares(ours, whose) for whose in WHOSE]
        cells += [_shares(table.scores[attacker.name, method.name], "released") for method in METHODS[1:]]
        yield f"{attacker.name:<34}{ours.claims:>8,}" + "".join(f"{cell:>{WIDTH}}" for cell in cells)
    yield from _useful(table.useful)
    failed = table.failed
    yield f"{len(table.claims)} claims tested one-sided at 99 % over all of them (Holm); " + (
        f"{len(failed)} do not hold." if failed else "all hold."
    )
    for claim in failed:
        yield f"  {claim.attacker}, {claim.tolerance.value}: not {claim.words} (p = {claim.p_value:.2g})"
    least = min(table.claims, key=lambda claim: claim.p_value)
    if not failed:
        yield f"The nearest: {least.attacker}, {least.tolerance.value}, {least.words} (p = {least.p_value:.2g})."


def _shares(score: AttackScore, whose: str) -> str:
    shares = [share_of(score, tolerance, whose) for tolerance in Tolerance]
    return "–" if shares[0] is None else " / ".join(f"{100 * (share or 0):.1f}" for share in shares)


def _useful(bands: Sequence[UsefulBand]) -> Iterator[str]:
    if bands:
        yield f"{'shown, of five owners or more':<34}" + "".join(f"{name:>{WIDTH}}" for name in bands[0].shares)
    for band in bands:
        cells = (f"{share.shown:,} of {share.of:,}" for share in band.shares.values())
        yield f"{band.name + ' providers':<34}" + "".join(f"{cell:>{WIDTH}}" for cell in cells)
