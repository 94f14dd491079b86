"""A picture of many lines, large and small: each to its own released median, which is 100 and lies in the middle."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from costing.charts import (
    MEDIAN,
    PLOT,
    UNDEFINED,
    WITHHELD,
    OwnRangeBar,
    OwnRangeChart,
    QuantileMarks,
)
from spreadsheets.decimals import rounded

# Nothing lies at the left edge, twice the median or more at the right.
WIDEST = 2
_NOTHING = "the median is £0"


def index_chart(lines: Sequence[tuple[QuantileMarks, Decimal | None]]) -> OwnRangeChart:
    """Return each line as an index: one of £0.10 is as readable as one of £20."""
    return OwnRangeChart(tuple(_bar(line, own) for line, own in lines))


def _bar(line: QuantileMarks, own: Decimal | None) -> OwnRangeBar:
    if line.median is None:
        return OwnRangeBar(line.label, WITHHELD, line.kind)
    if line.median <= 0:
        return OwnRangeBar(line.label, _NOTHING, line.kind)
    if own is not None:
        own = rounded(own) or own  # compared in the pence that are shown
    start, end = (_at(value, line.median) for value in (line.lower_quartile, line.upper_quartile))
    has_quartiles = start is not None and end is not None
    return OwnRangeBar(
        line.label,
        _words(line.median, own),
        line.kind,
        median=PLOT // WIDEST - MEDIAN // 2,
        x=start or 0,
        width=max((end or 0) - (start or 0), 2) if has_quartiles else 0,
        indicative=line.indicative,
        has_quartiles=has_quartiles,
        own=_mark(own, line.median),
    )


def _at(value: Decimal | None, median: Decimal) -> int | None:
    """Return a place on the plot; what is beyond its edges stands at them."""
    if value is None:
        return None
    place = min(max(value / median, Decimal(0)), Decimal(WIDEST)) * PLOT / WIDEST
    return int(place.to_integral_value(ROUND_HALF_UP))


def _mark(own: Decimal | None, median: Decimal) -> int | None:
    place = _at(own, median)
    return None if place is None else min(max(place - MEDIAN // 2, 0), PLOT - MEDIAN)


def _words(median: Decimal, own: Decimal | None) -> str:
    if own is None:
        return f"yours: {UNDEFINED}"
    index = (own / median * 100).to_integral_value(ROUND_HALF_UP) if own < 1000 * median else None
    return "yours: over 100,000" if index is None else f"yours: {index:,}"
