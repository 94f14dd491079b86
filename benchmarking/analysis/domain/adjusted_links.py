"""Beside the links: with area or more taken out of both figures, and how many pounds a yes is beside a no.

Area is inner or outer; each control needs ten councils, and each group five.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarking.analysis.domain.bootstrap import Interval
from benchmarking.analysis.domain.ranks import Numbers, numbers, pearson, ranks
from costing.student_t import exceeded_by

PAIRINGS, SAMPLES = 1_999, 1_999
FEWEST_A_CONTROL, FEWEST_A_GROUP = 10, 5
OUTSIDE = 0.05
# What floating-point numbers leave of a figure that a fit explains whole.
NOTHING_LEFT = 1e-9


@dataclass(frozen=True, slots=True)
class PartialLink:
    """The correlation of ranks less what area says of them, and how often a random pairing is as far from 0."""

    n: int
    partial: float
    p: float


@dataclass(frozen=True, slots=True)
class GroupShift:
    """The median of all differences between a council that does and one that does not, with a 95 % interval."""

    yes: int
    no: int
    shift: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class LeastSquares:
    """What each column adds to a figure, all else alike, with 95 % intervals by HC3."""

    coefficients: tuple[float, ...]
    intervals: tuple[Interval, ...]


def partial_link(
    x: Sequence[float], y: Sequence[float], is_inner: Sequence[bool], seed: int, *more: Sequence[float]
) -> PartialLink | None:
    """Return the partial rank correlation with area, and ``more``, taken out; p by Freedman and Lane.

    None for too few councils, where one control does not vary, or where it leaves nothing of a figure that does.
    """
    controls = [numbers([float(one) for one in is_inner]), *map(numbers, more)]
    if len(x) < FEWEST_A_CONTROL * len(controls) or any(len(set(one.tolist())) < 2 for one in controls):
        return None
    area = np.column_stack([np.ones(len(x)), *controls])
    first, second = (_without(ranks(numbers(values)), area) for values in (x, y))
    found = pearson(first, second)
    if found is None or min(np.abs(one).max() for one in (first, second)) < NOTHING_LEFT:
        return None
    fitted, draw = ranks(numbers(y)) - second, np.random.default_rng(seed)
    again = (_without(fitted + second[draw.permutation(len(x))], area) for _ in range(PAIRINGS))
    hits = sum(abs(pearson(first, one) or 0.0) >= abs(found) - 1e-12 for one in again)
    return PartialLink(len(x), found, (hits + 1) / (PAIRINGS + 1))


def _without(values: Numbers, columns: NDArray[np.float64]) -> Numbers:
    """Return the residuals of a least-squares fit."""
    fit, *_ = np.linalg.lstsq(columns, values, rcond=None)
    left: Numbers = values - columns @ fit
    return left


def group_shift(yes: Sequence[float], no: Sequence[float], seed: int) -> GroupShift | None:
    """Return the shift of Hodges and Lehmann; None where either group has fewer than five councils."""
    if min(len(yes), len(no)) < FEWEST_A_GROUP:
        return None
    draw, of, others = np.random.default_rng(seed), numbers(yes), numbers(no)
    samples = [
        _shift(of[draw.integers(0, len(of), len(of))], others[draw.integers(0, len(others), len(others))])
        for _ in range(SAMPLES)
    ]
    low, high = np.quantile(samples, [0.025, 0.975])
    return GroupShift(len(yes), len(no), _shift(of, others), (float(low), float(high)))


def _shift(yes: Numbers, no: Numbers) -> float:
    return float(np.median(yes[:, None] - no[None, :]))


def least_squares(y: Sequence[float], *columns: Sequence[float]) -> LeastSquares | None:
    """Return a constant and what each column adds, by HC3; None with fewer than ten councils a column."""
    if len(y) < FEWEST_A_CONTROL * len(columns) or any(len(set(column)) < 2 for column in columns):
        return None
    x, values = np.column_stack([np.ones(len(y)), *map(numbers, columns)]), numbers(y)
    if np.linalg.matrix_rank(x) < x.shape[1]:
        return None
    inverse = np.linalg.inv(x.T @ x)
    fit = inverse @ x.T @ values
    leverage = np.einsum("ij,jk,ik->i", x, inverse, x)
    weights = ((values - x @ fit) / (1 - leverage)) ** 2
    spread = np.sqrt(np.diag(inverse @ (x.T * weights) @ x @ inverse)) * exceeded_by(OUTSIDE, len(y) - x.shape[1])
    pairs = tuple((float(one - off), float(one + off)) for one, off in zip(fit, spread, strict=True))
    return LeastSquares(tuple(map(float, fit)), pairs)
