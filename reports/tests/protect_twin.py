"""A slow, plain second reading of the written policy, for one cell without a ledger; it shares no code with protect().

The one thing it has beyond the text is that a *total* is rounded away from own figures further than to the other
neighbour (six multiples in all).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, log


@dataclass(frozen=True)
class TwinCell:
    median: Fraction
    quartiles: tuple[Fraction, Fraction] | None
    indicative: bool


def twin_cell(returns: Sequence[tuple[str, Decimal | None]], *, is_total: bool) -> TwinCell | None:
    """Decide a cell from ``returns`` (owner, value); None if it is hidden."""
    given = sorted((Fraction(value), owner) for owner, value in returns if value is not None)
    values = [value for value, _ in given]
    owners = [owner for _, owner in given]
    n, different = len(given), set(owners)
    if len(different) < 5:
        return None
    if n - max(owners.count(owner) for owner in different) < 4:
        return None
    plain_median = values[n // 2] if n % 2 else (values[n // 2 - 1] + values[n // 2]) / 2
    if values[-1] == values[0] or (plain_median and (values[-1] - values[0]) / plain_median < Fraction(1, 100)):
        return None
    if len({owner for value, owner in given if value > 0}) < 5:
        return None
    median = _windowed(given, *_median_ranks(n), is_total)
    if median is None:
        return None
    return TwinCell(median, _quartiles(given, median, len(different), is_total), n < 10)


def _median_ranks(n: int) -> tuple[int, int]:
    """Return the first and last rank of the window, from 0."""
    width = max(4, ceil(n / 4))
    if width % 2 != n % 2:
        width += 1
    width = min(width, n - 2)
    return (n - width) // 2, (n - width) // 2 + width - 1


def _quartiles(
    given: list[tuple[Fraction, str]], median: Fraction, owners: int, is_total: bool
) -> tuple[Fraction, Fraction] | None:
    n = len(given)
    if n < 12 or owners < 10:
        return None
    width = max(4, ceil(n * 15 / Fraction(100)))
    found = []
    for p in (Fraction(1, 4), Fraction(3, 4)):
        start = floor((n - 1) * p - Fraction(width - 1, 2) + Fraction(1, 2))
        while start < 1:
            start += 1
        while start + width - 1 > n - 2:
            start -= 1
        found.append(_windowed(given, start, start + width - 1, is_total))
    lower, upper = found
    return (lower, upper) if lower is not None and upper is not None and lower < median < upper else None


def _windowed(given: list[tuple[Fraction, str]], first: int, last: int, is_total: bool) -> Fraction | None:
    inside = [given[rank] for rank in range(first, last + 1)]
    for suspect in {owner for _, owner in given}:
        held = 0
        for value in {value for value, _ in inside}:
            places = len([1 for other, _ in inside if other == value])
            could = len([1 for other, owner in given if other == value and owner == suspect])
            held += min(places, could)
        if 2 * held > len(inside):
            return None
    mean = sum(value for value, _ in inside) / Fraction(len(inside))
    return _rounded(mean, [value for value, _ in given], len(given), 6)


def _rounded(mean: Fraction, values: list[Fraction], n: int, tries: int) -> Fraction | None:
    step = _step(mean, n)
    around = [step * (floor(mean / step) + i) for i in range(-tries, tries + 2)]
    by_distance = sorted((multiple for multiple in around if multiple >= 0), key=lambda m: (abs(m - mean), -m))
    own = {floor(value * 100 + Fraction(1, 2)) for value in values}
    for multiple in by_distance[:tries]:
        counts = multiple >= 4 or step > Fraction(2, 100)
        if not (counts and multiple * 100 in own):
            return multiple
    return None


def _step(figure: Fraction, n: int) -> Fraction:
    steps = [Fraction(digit) * Fraction(10) ** power for power in range(-2, 5) for digit in (1, 2, 5)]
    wanted = float(figure) * (0.005 if n >= 10 else 0.01)
    return steps[0] if wanted == 0 else min(steps, key=lambda step: abs(log(float(step)) - log(wanted)))
