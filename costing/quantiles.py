"""Quartiles by inclusive linear interpolation, exact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext

LOWER = Decimal("0.25")
MIDDLE = Decimal("0.5")
UPPER = Decimal("0.75")

# Wide enough that no figure of a return is rounded on the way, whatever context the caller happens to have.
EXACT = Context(prec=80, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Quartiles:
    """Lower quartile, median and upper quartile of ``n`` values; ``n`` is at least 1."""

    n: int
    lower: Decimal
    median: Decimal
    upper: Decimal


def quantile(ordered: Sequence[Decimal], p: Decimal) -> Decimal:
    """Return the quantile at position (n − 1)·p, counted from 0; ``ordered`` rises and is not empty.

    The same as Excel's QUARTILE.INC and PostgreSQL's percentile_cont.
    """
    with localcontext(EXACT):
        position = (len(ordered) - 1) * p
        below = int(position)
        above = min(below + 1, len(ordered) - 1)
        return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def quartiles_of(values: Iterable[Decimal]) -> Quartiles | None:
    """Return the quartiles of values in any order; None where there are none."""
    ordered = sorted(values)
    if not ordered:
        return None
    return Quartiles(len(ordered), *(quantile(ordered, p) for p in (LOWER, MIDDLE, UPPER)))
