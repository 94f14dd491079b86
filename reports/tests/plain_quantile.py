"""Test support: a quantile worked out from its definition."""

from decimal import Decimal


def plain_quantile(values: list[Decimal], p: Decimal) -> Decimal:
    """Return the inclusive quantile: position (n − 1) · p, linear between neighbours."""
    ordered, position = sorted(values), (len(values) - 1) * p
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)
