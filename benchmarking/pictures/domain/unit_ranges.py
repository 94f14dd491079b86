"""Ranges of figures of any unit: a chart of medians and quartiles on a scale that holds them and no more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from costing.charts import MEDIAN, PLOT, OwnRangeBar, OwnRangeChart, Scale

Words = Callable[[Decimal], str]
NOT_SHOWN = "not shown"
FULL_FROM = 10


@dataclass(frozen=True, slots=True)
class UnitMarks:
    """A range with its label; ``own`` is the mark of whoever looks. Without a median it is hidden."""

    label: str
    median: Decimal | None = None
    lower_quartile: Decimal | None = None
    upper_quartile: Decimal | None = None
    n: int | None = None
    own: Decimal | None = None

    @property
    def figures(self) -> list[Decimal]:
        """Return what is drawn: an own figure only where there is something to hold it against."""
        if self.median is None:
            return []
        ends = (self.median, self.lower_quartile, self.upper_quartile, self.own)
        return [value for value in ends if value is not None]

    @property
    def is_indicative(self) -> bool:
        return self.n is not None and self.n < FULL_FROM

    def words(self, words: Words) -> str:
        if self.median is None:
            return NOT_SHOWN
        said = f"{words(self.median)}{' (indicative)' if self.is_indicative else ''}"
        if self.lower_quartile is None or self.upper_quartile is None:
            return said
        between = f"{words(self.lower_quartile)} to {words(self.upper_quartile)}".replace(" ", "\N{NO-BREAK SPACE}")
        return f"{said} ({between})"


@dataclass(frozen=True, slots=True)
class UnitRanges:
    """The chart, and from where to where its scale runs."""

    chart: OwnRangeChart
    scale: str = ""


def unit_ranges(lines: Sequence[UnitMarks], words: Words) -> UnitRanges:
    """Return the ranges on one scale, which need not begin at 0, and says so."""
    values = [value for line in lines for value in line.figures]
    if not values:
        return UnitRanges(OwnRangeChart(tuple(OwnRangeBar(line.label, NOT_SHOWN, "line") for line in lines)))
    scale = _close_scale(values)
    chart = OwnRangeChart(tuple(_bar(line, scale, words) for line in lines))
    return UnitRanges(chart, f"The scale runs from {words(scale.low)} to {words(scale.high)}.")


def _close_scale(values: Sequence[Decimal]) -> Scale:
    low, high = min(values), max(values)
    margin = (high - low) / 10 or abs(high) / 10 or Decimal(1)
    return Scale(max(low - margin, Decimal(0)) if low >= 0 else low - margin, high + margin)


def _bar(line: UnitMarks, scale: Scale, words: Words) -> OwnRangeBar:
    if line.median is None:
        return OwnRangeBar(line.label, NOT_SHOWN, "line")
    has_quartiles = line.lower_quartile is not None and line.upper_quartile is not None
    start, end = (scale.at(value) if value is not None else 0 for value in (line.lower_quartile, line.upper_quartile))
    return OwnRangeBar(
        line.label, line.words(words), "line", median=_mark(line.median, scale), x=start,
        width=max(end - start, 2) if has_quartiles else 0, indicative=line.is_indicative, has_quartiles=has_quartiles,
        own=None if line.own is None else _mark(line.own, scale),
    )  # fmt: skip


def _mark(value: Decimal, scale: Scale) -> int:
    """Return the left edge of a mark that is centred on its value and stays inside the plot."""
    return min(max(scale.at(value) - MEDIAN // 2, 0), PLOT - MEDIAN)
