"""Attack many markets at once, in as many processes as there are cores, and put the table together."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TypeVar

from reports.actions import acro_medians
from reports.domain.attacks.attack_table import AttackTable
from reports.domain.attacks.large_markets import LARGE_MARKETS, LargeMarket, large_market
from reports.domain.attacks.methods import (
    PLAIN,
    THRESHOLDS,
    MedianReleases,
    RecordedReleases,
    ReleaseMethod,
    Values,
    ours,
)
from reports.domain.attacks.scores import SIZES, Scores, attack, joined, numbered_market
from reports.domain.attacks.usefulness import ReleaseTrial, trials_of, usefulness
from reports.domain.attacks.verdicts import verdicts
from reports.domain.policy import PROTECTED, Policy

Item = TypeVar("Item")
Found = TypeVar("Found")

ACRO = "ACRO"
CHUNK = 50


@dataclass(frozen=True)
class AttackRun:
    """What is to be run; the same markets come of the same seed, however many processes share them."""

    markets: int
    seed: int
    policy: Policy = PROTECTED
    sizes: tuple[int, int] = SIZES
    with_acro: bool = False

    @property
    def chunks(self) -> list[range]:
        return [range(start, min(start + CHUNK, self.markets)) for start in range(0, self.markets, CHUNK)]


def attack_markets(run: AttackRun, *, processes: int = 1, with_large: bool = True) -> AttackTable:
    large = list(LARGE_MARKETS.items()) if with_large else []
    parts = _in_processes(partial(_part, run), run.chunks, processes)
    scores, trials = joined(scores for scores, _ in parts), list(chain(*(trials for _, trials in parts)))
    found = _in_processes(partial(_large, run), large, processes)
    others = [method.name for method in _others()] + ([ACRO] if run.with_acro else [])
    return AttackTable(
        run.markets, run.seed, run.policy.version, scores, verdicts(scores), usefulness(trials), found, others
    )


def _part(run: AttackRun, numbers: range) -> tuple[Scores, list[ReleaseTrial]]:
    methods = [ours(run.policy), *_others()]
    scores = attack(numbers, run.seed, methods, sizes=run.sizes)
    if run.with_acro:
        scores |= _scores_of_acro(run, numbers)
    return scores, list(trials_of((numbered_market(number, run.seed, run.sizes) for number in numbers), run.policy))


def _large(run: AttackRun, size: tuple[int, int]) -> LargeMarket:
    returns, markets = size
    return large_market(returns, markets, run.seed, run.policy)


def _others() -> tuple[ReleaseMethod, ...]:
    return (PLAIN, *THRESHOLDS)


def _scores_of_acro(run: AttackRun, numbers: range) -> Scores:
    """Play twice: first to note which tables are asked for, then with ACRO's answers."""
    asked: set[Values] = set()
    attack(numbers, run.seed, [ReleaseMethod(ACRO, lambda: RecordedReleases(asked))], sizes=run.sizes)
    medians = acro_medians.medians_of(asked)
    return attack(numbers, run.seed, [ReleaseMethod(ACRO, lambda: MedianReleases(medians))], sizes=run.sizes)


def _in_processes(work: Callable[[Item], Found], items: Sequence[Item], processes: int) -> list[Found]:
    if processes == 1:
        return [work(item) for item in items]
    with ProcessPoolExecutor(processes) as pool:
        return list(pool.map(work, items))
