"""The five councils most alike: nearest by z-scores of what is public of their populations; no figure of theirs."""

from collections.abc import Mapping, Sequence
from math import sqrt
from statistics import fmean, pstdev

MOST_ALIKE = 5


def nearest(council: str, populations: Mapping[str, Sequence[float]], most: int = MOST_ALIKE) -> tuple[str, ...]:
    """Return the councils nearest to one, the nearest first; fewer, or none, where populations are not known.

    Each measure counts alike: as standard deviations off the mean of all. Ties go by the council's code.
    """
    if council not in populations:
        return ()
    scores = z_scores(populations)
    own = scores[council]
    others = sorted((_apart(own, scores[other]), other) for other in populations if other != council)
    return tuple(other for _, other in others[:most])


def z_scores(populations: Mapping[str, Sequence[float]]) -> dict[str, tuple[float, ...]]:
    columns = list(zip(*populations.values(), strict=True))
    means, spreads = [fmean(column) for column in columns], [pstdev(column) for column in columns]
    return {
        council: tuple(
            (value - mean) / spread if spread else 0.0
            for value, mean, spread in zip(values, means, spreads, strict=True)
        )
        for council, values in populations.items()
    }


def _apart(one: Sequence[float], other: Sequence[float]) -> float:
    return sqrt(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)))
