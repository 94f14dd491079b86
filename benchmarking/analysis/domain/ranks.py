"""Ranks and what goes with what by them: Kendall's tau-b, Spearman's rho, Pearson's r."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Signs = NDArray[np.int8]


def numbers(values: Sequence[float]) -> Numbers:
    return np.asarray(values, dtype=np.float64)


def signs(values: Numbers) -> Signs:
    """Return for each pair of councils whether the first is above (1), level with (0) or below (−1) the second."""
    return np.sign(values[:, None] - values[None, :]).astype(np.int8)


def tau_b(x: Numbers, y: Numbers) -> float | None:
    """Return Kendall's tau-b, between −1 and 1; None where one of both does not vary."""
    found = tau_of(signs(x)[None], signs(y)[None])
    return None if np.isnan(found[0]) else float(found[0])


def tau_of(x: Signs, y: Signs) -> Numbers:
    """Return tau-b of many samples at once, from their signs (sample, council, council); NaN where undefined.

    Each pair stands twice in the signs, above and below the diagonal, in every one of the three sums.
    """
    together = np.einsum("sij,sij->s", x, y, dtype=np.int64)
    free_x, free_y = (np.count_nonzero(one, axis=(1, 2)).astype(np.float64) for one in (x, y))
    with np.errstate(invalid="ignore", divide="ignore"):
        result: Numbers = together / np.sqrt(free_x * free_y)
    return result


def ranks(values: Numbers) -> Numbers:
    """Return ranks from 1; those that are level share the mean of theirs."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    means: Numbers = (last - (counts - 1) / 2).astype(np.float64)
    shared: Numbers = means[place]
    return shared


def pearson(x: Numbers, y: Numbers) -> float | None:
    """Return the correlation; None where one of both does not vary."""
    a, b = x - x.mean(), y - y.mean()
    spread: Any = np.sqrt((a @ a) * (b @ b))
    return float((a @ b) / spread) if spread > 0 else None


def spearman(x: Numbers, y: Numbers) -> float | None:
    return pearson(ranks(x), ranks(y))
