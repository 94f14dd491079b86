"""Allocate a sum of money by a key, so that the parts add up to it to the penny."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

Place = TypeVar("Place")
PENCE = 100


def allocate(total: Decimal, figures: Mapping[Place, Decimal]) -> dict[Place, Decimal]:
    """Allocate by largest remainder: everybody gets the whole pence of ``total · figure / Σ figures``.

    The pence that are left go one each to those with the largest remainders, of equals to the first. So each part is
    less than a penny from its exact share, and who has a figure of 0 gets nothing. ``total`` is in £, the figures are
    in any one unit. Raises ValueError for a total finer than a penny, for anything negative, and if no figure is above
    0.
    """
    pence = int(total * PENCE)
    if pence != total * PENCE or pence < 0:
        raise ValueError(f"not an amount in pence: {total}")
    weights = _whole_numbers(figures)
    everything = sum(weights.values())
    if everything == 0 or min(weights.values()) < 0:
        raise ValueError("the figures of the key must be 0 or more, and one of them more")
    parts = {place: pence * weight // everything for place, weight in weights.items()}
    by_remainder = sorted(weights, key=lambda place: -(pence * weights[place] % everything))
    for place in by_remainder[: pence - sum(parts.values())]:
        parts[place] += 1
    return {place: Decimal(part) / PENCE for place, part in parts.items()}


def _whole_numbers(figures: Mapping[Place, Decimal]) -> dict[Place, int]:
    """Return the same proportions without a decimal point, so that nothing below is rounded."""
    places = max((-int(figure.as_tuple().exponent) for figure in figures.values()), default=0)
    return {place: int(figure.scaleb(max(places, 0))) for place, figure in figures.items()}
