"""Quartiles from SQL: the engine finds which values stand at their places, and they are worked out here.

An engine's own quantiles are doubles; these are exact and the project's (``costing.quantiles``). Values are whole
numbers over whole numbers.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import localcontext
from fractions import Fraction
from typing import Any

from costing.quantiles import EXACT, LOWER, MIDDLE, UPPER, Quartiles
from markets.measures.domain.figures import SpreadFigure, decimal

# Fractions are sorted as whole numbers: any two of denominators up to a thousand million differ by more than one.
FINE = 10**18
PLACES = "((n - 1) // 4, (n - 1) // 4 + 1, (n - 1) // 2, (n - 1) // 2 + 1, 3 * (n - 1) // 4, 3 * (n - 1) // 4 + 1)"


def picked(values: str) -> str:
    """Return CTEs that pick those of ``values`` (ref, numerator, denominator) between which the quartiles lie."""
    return f"""ordered AS (
            SELECT ref, numerator, denominator, count(*) OVER (PARTITION BY ref) AS n,
                row_number() OVER (
                    PARTITION BY ref ORDER BY CAST(numerator AS HUGEINT) * {FINE} // denominator
                ) - 1 AS place
            FROM {values}
        ) SELECT ref, n, place, numerator, denominator FROM ordered WHERE place IN {PLACES} ORDER BY ref, place"""


@dataclass(frozen=True, slots=True)
class PickedValues:
    """Values by their place among ``n``."""

    n: int
    at: dict[int, Fraction]

    def quartiles(self, unit: int = 1) -> Quartiles:
        """Return them, counted in so many of what they are counted in."""
        with localcontext(EXACT):
            found = []
            for share in (LOWER, MIDDLE, UPPER):
                position = (self.n - 1) * share
                below = int(position)
                low, high = (decimal(self.at[place]) for place in (below, min(below + 1, self.n - 1)))
                found.append(EXACT.divide(low + (high - low) * (position - below), unit))
        return Quartiles(self.n, *found)


def spreads(rows: Iterable[tuple[Any, ...]], unit: int = 1) -> dict[str, SpreadFigure]:
    """Return a spread for each ref of what ``picked`` finds."""
    values: defaultdict[str, dict[int, Fraction]] = defaultdict(dict)
    counts: dict[str, int] = {}
    for ref, n, place, numerator, denominator in rows:
        counts[ref] = int(n)
        values[ref][int(place)] = Fraction(int(numerator), int(denominator))
    return {ref: SpreadFigure(PickedValues(counts[ref], at).quartiles(unit)) for ref, at in values.items()}
