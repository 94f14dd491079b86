"""How sure is a tau-b: intervals by drawing councils again, and what leaving one council out does to it."""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from benchmarking.analysis.domain.ranks import Numbers, signs, tau_of

SAMPLES = 9_999
AT_ONCE = 1_000
SURE = 0.95
NORMAL = NormalDist()

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class TauIntervals:
    """The middle 95 % of bootstrap samples, plainly and bias-corrected and accelerated; and leaving one out."""

    percentile: Interval
    bca: Interval
    leave_one_out: Interval


def tau_intervals(x: Numbers, y: Numbers, tau: float, seed: int, times: int = SAMPLES) -> TauIntervals:
    samples = resampled(x, y, seed, times)
    left_out = without_each(x, y)
    tail = (1 - SURE) / 2
    percentile = _quantiles(samples, tail, 1 - tail)
    bca = _quantiles(samples, *_bca_tails(samples, left_out, tau))
    known = left_out[~np.isnan(left_out)]
    return TauIntervals(percentile, bca, (float(known.min()), float(known.max())))


def resampled(x: Numbers, y: Numbers, seed: int, times: int) -> Numbers:
    """Return the tau-b of samples of councils, drawn with replacement; those in which it is undefined are dropped."""
    drawn = np.random.default_rng(seed).integers(0, len(x), (times, len(x)))
    of_x, of_y = signs(x), signs(y)
    parts = []
    for begun in range(0, times, AT_ONCE):
        block = drawn[begun : begun + AT_ONCE]
        rows, columns = block[:, :, None], block[:, None, :]
        parts.append(tau_of(of_x[rows, columns], of_y[rows, columns]))
    found = np.concatenate(parts)
    kept: Numbers = found[~np.isnan(found)]
    return kept


def without_each(x: Numbers, y: Numbers) -> Numbers:
    """Return the tau-b without each council in turn; NaN where it is undefined."""
    kept = [np.arange(len(x)) != one for one in range(len(x))]
    found: Numbers = np.array([tau_of(signs(x[rest])[None], signs(y[rest])[None])[0] for rest in kept])
    return found


def _bca_tails(samples: Numbers, left_out: Numbers, tau: float) -> tuple[float, float]:
    """Return where to cut the samples: z₀ from the share below, half of those level; acceleration by jackknife."""
    below = float(np.mean(samples < tau) + np.mean(samples == tau) / 2)
    within = 1 / (2 * len(samples))
    bias = NORMAL.inv_cdf(min(max(below, within), 1 - within))
    known = left_out[~np.isnan(left_out)]
    off = known.mean() - known
    spread = float((off**2).sum()) ** 1.5
    acceleration = float((off**3).sum()) / (6 * spread) if spread else 0.0
    z = NORMAL.inv_cdf((1 + SURE) / 2)
    low, high = (bias + end for end in (-z, z))
    return tuple(NORMAL.cdf(bias + one / (1 - acceleration * one)) for one in (low, high))  # type: ignore[return-value]


def _quantiles(samples: Numbers, low: float, high: float) -> Interval:
    first, last = np.quantile(samples, [low, high])
    return float(first), float(last)
