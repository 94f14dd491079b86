"""How far a median may lie from that of all providers: its 95 % interval by the bootstrap.

Owners are drawn, not returns: the returns of one owner are much alike, and drawn one by one they would make an interval
look narrower than it is. Of 2,000 markets drawn with replacement from the owners with a figure, each as many owners as
there are, the interval has the middle 95 % of the medians. Every end of it is a median that was drawn, to all digits.

What is drawn hangs on the seed and on the number of owners alone, by a hash function rather than a library's random
numbers: the same inputs give the same interval for ever. numpy only counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from hashlib import shake_256
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeAlias

from reports.domain.cohort import Cohort, owner_key
from reports.domain.document_parts import Part, by_column, text_of
from reports.domain.statistics import EXACT
from spreadsheets.late_modules import LateModule

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = LateModule("numpy")

RESAMPLES = 2000
LEVEL = Decimal("0.95")
FEWEST_OWNERS = 6
# So many of the medians lie below the interval, and as many above it.
BEYOND = int(RESAMPLES * (1 - LEVEL) / 2)

Counts: TypeAlias = "NDArray[np.int64]"
Figures = Sequence[tuple[str, Decimal]]


class OwnerDraws:
    """Markets drawn from a number of owners: row by row how often each owner was drawn."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._drawn: dict[int, Counts] = {}

    def of(self, owners: int) -> Counts:
        if owners not in self._drawn:
            self._drawn[owners] = _counted(_numbers(self._seed, owners), owners)
        return self._drawn[owners]


def median_intervals(cohorts: Sequence[Cohort], seed: str) -> Part:
    """Return ``low`` and ``high`` of the median of every line in every column; None with fewer than six owners."""
    draws = OwnerDraws(seed)
    return by_column(
        (cohort.column, line.key, _interval(_figures(cohort, line.key), draws))
        for cohort in cohorts
        for line in cohort.lines
    )


def _figures(cohort: Cohort, line: str) -> Figures:
    """Return owner and figure of each return with one, from the smallest figure up."""
    there = ((owner_key(row.owner), value) for row in cohort.rows if (value := row.values[line]) is not None)
    return sorted(there, key=lambda each: (each[1], each[0]))


def _interval(figures: Figures, draws: OwnerDraws) -> Part:
    low, high = _ends(figures, draws)
    return {"low": text_of(low), "high": text_of(high), "level": str(LEVEL), "resamples": RESAMPLES}


def _ends(figures: Figures, draws: OwnerDraws) -> tuple[Decimal | None, Decimal | None]:
    numbers = {owner: number for number, owner in enumerate(sorted({owner for owner, _ in figures}))}
    if len(numbers) < FEWEST_OWNERS:
        return None, None
    times = draws.of(len(numbers))[:, [numbers[owner] for owner, _ in figures]]
    middles = _middles(times)
    medians = sorted((_mean_of(figures[i][1], figures[j][1]), count) for (i, j), count in middles.items())
    reached = list(accumulate(count for _, count in medians))
    low = next(median for (median, _), last in zip(medians, reached, strict=True) if last > BEYOND)
    high = next(median for (median, _), last in zip(medians, reached, strict=True) if last >= RESAMPLES - BEYOND)
    return low, high


def _middles(times: Counts) -> Mapping[tuple[int, int], int]:
    """Return the places of the two figures in the middle of a drawn market (the same twice if it is odd), counted."""
    reached = times.cumsum(axis=1)
    drawn = reached[:, -1:]
    below, above = ((reached > place).argmax(axis=1) for place in ((drawn - 1) // 2, drawn // 2))
    width = times.shape[1]
    pairs, counts = np.unique(below * width + above, return_counts=True)
    return {divmod(int(pair), width): int(count) for pair, count in zip(pairs, counts, strict=True)}


def _mean_of(one: Decimal, other: Decimal) -> Decimal:
    with localcontext(EXACT):
        return (one + other) / 2


def _numbers(seed: str, owners: int) -> Counts:
    """Return RESAMPLES rows of as many owners, each a number below ``owners``, from a stream of the hash function."""
    stream = shake_256(f"{seed}/{owners}".encode()).digest(RESAMPLES * owners * 4)
    drawn = np.frombuffer(stream, dtype="<u4").astype(np.int64)
    return (drawn * owners >> 32).reshape(RESAMPLES, owners)


def _counted(numbers: Counts, owners: int) -> Counts:
    rows = np.arange(RESAMPLES)[:, None] * owners
    counts: Any = np.bincount((numbers + rows).ravel(), minlength=RESAMPLES * owners)
    return counts.reshape(RESAMPLES, owners)  # type: ignore[no-any-return]
