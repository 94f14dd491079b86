"""Holm's way of judging several measures together: the more there are, the less of one is left to chance."""

from collections.abc import Mapping


def holm(ps: Mapping[str, float]) -> dict[str, float]:
    """Return Holm's adjusted p of each: the smallest times how many there are, the next times one less, never less.

    Source: Holm 1979.
    """
    adjusted: dict[str, float] = {}
    least = 0.0
    for place, (key, p) in enumerate(sorted(ps.items(), key=lambda item: item[1])):
        least = max(least, min(1.0, p * (len(ps) - place)))
        adjusted[key] = least
    return adjusted
