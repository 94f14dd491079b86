"""Would a random pairing look like this? Two-sided, by permutation, the observed pairing counted."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from benchmarking.analysis.domain.ranks import Numbers, ranks, signs

PAIRINGS = 9_999
AT_ONCE = 1_000
# Sums of floating-point numbers in another order may differ in the last places.
NEARLY = 1e-9


def permutations(n: int, seed: int, times: int) -> Iterator[NDArray[np.int64]]:
    """Yield blocks of permutations, drawn one after another from a fresh generator."""
    draw = np.random.default_rng(seed)
    for begun in range(0, times, AT_ONCE):
        yield np.array([draw.permutation(n) for _ in range(min(AT_ONCE, times - begun))])


def link_p(x: Numbers, y: Numbers, seed: int, times: int = PAIRINGS) -> float:
    """Return p of a link: how often a random pairing has as many pairs going the same way, in one direction or the
    other, as (hits + 1) / (times + 1).
    """
    of_x, of_y = signs(x), signs(y)
    observed = abs(int(np.einsum("ij,ij->", of_x, of_y, dtype=np.int64)))
    hits = 0
    for block in permutations(len(x), seed, times):
        paired = of_y[block[:, :, None], block[:, None, :]]
        together = np.einsum("ij,sij->s", of_x, paired, dtype=np.int64)
        hits += int(np.count_nonzero(np.abs(together) >= observed))
    return (hits + 1) / (times + 1)


def kruskal_wallis(ranked: Numbers, groups: NDArray[np.int64]) -> float:
    """Return H, corrected for ties, of ranks in groups numbered from 0."""
    n = len(ranked)
    sums = np.bincount(groups, weights=ranked)
    sizes = np.bincount(groups)
    between = float((sums[sizes > 0] ** 2 / sizes[sizes > 0]).sum())
    _, level = np.unique(ranked, return_counts=True)
    correction = 1 - float((level**3 - level).sum()) / (n**3 - n)
    return (12 / (n * (n + 1)) * between - 3 * (n + 1)) / correction


def groups_p(values: Numbers, groups: NDArray[np.int64], seed: int, times: int = PAIRINGS) -> tuple[float, float]:
    """Return H and its p: how often ranks dealt at random among the groups lie as far apart."""
    ranked = ranks(values)
    observed = kruskal_wallis(ranked, groups)
    sizes = np.bincount(groups)
    spread = _between(ranked[None], groups, sizes)[0]
    hits = sum(
        int(np.count_nonzero(_between(ranked[block], groups, sizes) >= spread - NEARLY))
        for block in permutations(len(values), seed, times)
    )
    return observed, (hits + 1) / (times + 1)


def _between(ranked: Numbers, groups: NDArray[np.int64], sizes: NDArray[np.int64]) -> Numbers:
    """Return Σ (sum of a group's ranks)² / its size: all of H that a deal changes."""
    parts = [ranked[:, groups == one].sum(axis=1) ** 2 / size for one, size in enumerate(sizes) if size]
    total: Numbers = np.sum(parts, axis=0)
    return total
