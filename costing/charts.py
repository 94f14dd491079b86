"""Charts as plain data: places and widths in thousandths of the plot, and the words beside each bar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from costing.figure_words import gbp

# What a row is: it decides how heavily the row is drawn, and is a part of its class name.
Kind = Literal["line", "subtotal", "total"]
PLOT = 1000
# A median is drawn this wide, centred on its value.
MEDIAN = 12
UNDEFINED = "n/a"
WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Amount:
    """One line in £; None where it is undefined."""

    label: str
    value: Decimal | None
    kind: Kind = "line"


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    words: str
    x: int
    width: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class BarChart:
    """``zero`` is where 0 lies: at the left edge, unless an amount is negative."""

    bars: tuple[Bar, ...]
    zero: int = 0


@dataclass(frozen=True, slots=True)
class QuantileMarks:
    """A released line in £. Without a median it is withheld; quartiles come both or not at all."""

    label: str
    median: Decimal | None
    lower_quartile: Decimal | None = None
    upper_quartile: Decimal | None = None
    indicative: bool = False
    kind: Kind = "line"


@dataclass(frozen=True, slots=True)
class RangeBar:
    """``median`` is the left edge of its mark, None where it is withheld."""

    label: str
    words: str
    kind: Kind
    median: int | None = None
    x: int = 0
    width: int = 0
    indicative: bool = False
    has_quartiles: bool = False


@dataclass(frozen=True, slots=True)
class RangeChart:
    ranges: tuple[RangeBar, ...]

    @property
    def has_quartiles(self) -> bool:
        return any(bar.has_quartiles for bar in self.ranges)

    @property
    def has_indicative(self) -> bool:
        return any(bar.indicative for bar in self.ranges)


@dataclass(frozen=True, slots=True)
class Scale:
    """From £ to thousandths of the plot; 0 is always on it, so that lengths may be compared."""

    low: Decimal
    high: Decimal

    def at(self, value: Decimal) -> int:
        return int((value - self.low) / (self.high - self.low) * PLOT + Decimal("0.5"))


def scale_for(values: Iterable[Decimal]) -> Scale:
    there = [*values, Decimal(0)]
    low, high = min(there), max(there)
    return Scale(low, high if high > low else low + 1)


def bar_chart(amounts: Sequence[Amount]) -> BarChart:
    scale = scale_for(amount.value for amount in amounts if amount.value is not None)
    return BarChart(tuple(_bar(amount, scale) for amount in amounts), zero=scale.at(Decimal(0)))


def _bar(amount: Amount, scale: Scale) -> Bar:
    """At least two thousandths wide where there is anything: a penny is not nothing."""
    if amount.value is None:
        return Bar(amount.label, UNDEFINED, scale.at(Decimal(0)), 0, amount.kind)
    start, end = sorted((scale.at(Decimal(0)), scale.at(amount.value)))
    width = max(end - start, 2) if amount.value else 0
    return Bar(amount.label, gbp(amount.value), min(start, PLOT - width), width, amount.kind)


def range_chart(lines: Sequence[QuantileMarks]) -> RangeChart:
    """Median and quartiles alone: no whiskers, no point a provider."""
    shown = [line for line in lines if line.median is not None]
    scale = scale_for(value for line in shown for value in figures_of(line))
    return RangeChart(tuple(range_bar(line, scale) for line in lines))


def figures_of(line: QuantileMarks) -> list[Decimal]:
    return [value for value in (line.median, line.lower_quartile, line.upper_quartile) if value is not None]


def range_bar(line: QuantileMarks, scale: Scale) -> RangeBar:
    if line.median is None:
        return RangeBar(line.label, WITHHELD, line.kind)
    middle = mark_at(line.median, scale)
    if line.lower_quartile is None or line.upper_quartile is None:
        words = f"{gbp(line.median)}{' (indicative)' if line.indicative else ''}"
        return RangeBar(line.label, words, line.kind, middle, indicative=line.indicative)
    start, end = scale.at(line.lower_quartile), scale.at(line.upper_quartile)
    words = f"{gbp(line.median)} ({gbp(line.lower_quartile)} to {gbp(line.upper_quartile)})"
    return RangeBar(line.label, words, line.kind, middle, start, max(end - start, 2), line.indicative, True)


def mark_at(value: Decimal, scale: Scale) -> int:
    """The left edge of a mark that is centred on its value and stays inside the plot."""
    return min(max(scale.at(value) - MEDIAN // 2, 0), PLOT - MEDIAN)
