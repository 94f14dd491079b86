"""A slow, plain second reading of the written policy, for one cell without a ledger; it shares no code with protect().

What it has beyond the text: a median's window that is unfairly held grows by one at each end until it is fairly held or
would touch an extreme; and a crowd whose larger half has the very figure is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from math import ceil, floor, log


@dataclass(frozen=True)
class TwinCell:
    median: Fraction
    quartiles: tuple[Fraction, Fraction] | None
    indicative: bool


def twin_cell(returns: Sequence[tuple[str, Decimal | None]]) -> TwinCell | None:
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
    first, last = _median_ranks(n)
    while not _is_fair(given, first, last):
        first, last = first - 1, last + 1
        if first < 1:
            return None
    median = _windowed(given, first, last)
    if median is None:
        return None
    return TwinCell(median, _quartiles(given, median, len(different)), n < 10)


def _median_ranks(n: int) -> tuple[int, int]:
    """Return the first and last rank of the window, from 0."""
    width = max(4, ceil(n / 4))
    if width % 2 != n % 2:
        width += 1
    width = min(width, n - 2)
    return (n - width) // 2, (n - width) // 2 + width - 1


def _quartiles(given: list[tuple[Fraction, str]], median: Fraction, owners: int) -> tuple[Fraction, Fraction] | None:
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
        fair = _is_fair(given, start, start + width - 1)
        found.append(_windowed(given, start, start + width - 1) if fair else None)
    lower, upper = found
    return (lower, upper) if lower is not None and upper is not None and lower < median < upper else None


def _is_fair(given: list[tuple[Fraction, str]], first: int, last: int) -> bool:
    """Tell whether, of returns that are equal, no choice gives one owner more than half or two owners all places."""
    inside = [value for value, _ in given[first : last + 1]]
    suspects = {owner for value, owner in given if inside[0] <= value <= inside[-1]}
    for together in [{one} for one in suspects] + [set(two) for two in combinations(suspects, 2)]:
        could = [value for value, owner in given if owner in together]
        held = sum(min(inside.count(value), could.count(value)) for value in set(inside))
        if held == len(inside) or (len(together) == 1 and 2 * held > len(inside)):
            return False
    return True


def _windowed(given: list[tuple[Fraction, str]], first: int, last: int) -> Fraction | None:
    inside = [value for value, _ in given[first : last + 1]]
    return _rounded(sum(inside) / Fraction(len(inside)), given)


def _rounded(mean: Fraction, given: list[tuple[Fraction, str]]) -> Fraction | None:
    step = _step(mean, len(given))
    around = [step * (floor(mean / step) + i) for i in range(-6, 8)]
    by_distance = sorted((multiple for multiple in around if multiple >= 0), key=lambda m: (abs(m - mean), -m))
    for multiple in by_distance[:6]:
        counts = multiple >= 4 or step > Fraction(2, 100)
        if not (counts and _tells(multiple, step, given)):
            return multiple or None
    return None


def _tells(figure: Fraction, step: Fraction, given: list[tuple[Fraction, str]]) -> bool:
    own = [value for value, _ in given if floor(value * 100 + Fraction(1, 2)) == figure * 100]
    near = [owner for value, owner in given if figure - step <= value <= figure + step]
    crowd = len(near) >= 10 and len(set(near)) >= 5 and 2 * len(own) <= len(near)
    return bool(own) and not crowd


def _step(figure: Fraction, n: int) -> Fraction:
    steps = [Fraction(digit) * Fraction(10) ** power for power in range(-2, 5) for digit in (1, 2, 5)]
    wanted = float(figure) * (0.005 if n >= 10 else 0.01)
    return steps[0] if wanted == 0 else min(steps, key=lambda step: abs(log(float(step)) - log(wanted)))
