"""Links as dots with their intervals on one line from −1 to 1: what crosses 0 is not shown to be a link."""

from collections.abc import Sequence
from dataclasses import dataclass

from costing.charts import MEDIAN, PLOT

ZERO = PLOT // 2


@dataclass(frozen=True, slots=True)
class LinkMark:
    """A link: ``middle`` is its coefficient, ``ends`` the interval; None where there is none to draw."""

    label: str
    words: str
    middle: float | None = None
    ends: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class ForestRow:
    """Places in thousandths of the plot; ``dot`` is the left edge of the mark."""

    label: str
    words: str
    dot: int | None
    x: int = 0
    width: int = 0


@dataclass(frozen=True, slots=True)
class ForestChart:
    rows: tuple[ForestRow, ...]
    zero: int = ZERO


def forest_chart(marks: Sequence[LinkMark]) -> ForestChart:
    return ForestChart(tuple(_row(mark) for mark in marks))


def _row(mark: LinkMark) -> ForestRow:
    if mark.middle is None:
        return ForestRow(mark.label, mark.words, None)
    dot = min(max(_at(mark.middle) - MEDIAN // 2, 0), PLOT - MEDIAN)
    if mark.ends is None:
        return ForestRow(mark.label, mark.words, dot)
    start, end = (_at(one) for one in mark.ends)
    return ForestRow(mark.label, mark.words, dot, start, max(end - start, 2))


def _at(value: float) -> int:
    """Return a place on the plot; a coefficient lies between −1 and 1."""
    return int((min(max(value, -1.0), 1.0) + 1) * PLOT / 2 + 0.5)
