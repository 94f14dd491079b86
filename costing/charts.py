"""Charts as plain data: places and widths in thousandths of the plot, and the words beside each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Literal

from costing.figure_words import gbp

# What a row is: it decides how heavily the row is drawn, and is a part of its class name.
Kind = Literal["line", "subtotal", "total"]
PLOT = 1000
# A median is drawn this wide, centred on its value.
MEDIAN = 12
# A column is this much of its place, the rest is the gap to the next.
FILLED = Decimal("0.8")
HEIGHT = 200
UNDEFINED = "n/a"
WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Length:
    """A bar: ``value`` is its length, None where there is none to draw; ``words`` stand beside it."""

    label: str
    value: Decimal | int | None
    words: str
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
class OwnRangeBar(RangeBar):
    """``own`` is the left edge of the mark of whoever is looking, for their eyes alone.

    None where there is no own figure, or nothing to hold it against.
    """

    own: int | None = None


@dataclass(frozen=True, slots=True)
class OwnRangeChart(RangeChart):
    @property
    def has_own(self) -> bool:
        return any(isinstance(bar, OwnRangeBar) and bar.own is not None for bar in self.ranges)


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A part of a column; ``part`` is the number of its kind, from 1."""

    part: int
    x: int
    y: int
    width: int
    height: int

    @property
    def look(self) -> str:
        return f"portal-columns__block--{self.part}"

    @property
    def outline(self) -> str:
        """Return the block's outline in one word: a chart has hundreds of blocks, and each number is put into words."""
        return f"M{self.x} {self.y}h{self.width}v{self.height}h-{self.width}z"


@dataclass(frozen=True, slots=True)
class ChartColumn:
    label: str
    words: str
    blocks: tuple[ChartBlock, ...]


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """``parts`` are the names of the kinds, ``most`` the highest column."""

    columns: tuple[ChartColumn, ...]
    parts: tuple[str, ...]
    most: int


@dataclass(frozen=True, slots=True)
class CurveChart:
    """What grew day by day, and the band in which it may go on; all are corners, "x,y x,y", as SVG wants them.

    ``reached`` is where the curve ends; ``most`` is the amount at the top of the plot.
    """

    curve: str
    band: str
    middle: str
    reached: int
    most: int


@dataclass(frozen=True, slots=True)
class BandPoint:
    """How many there may be on a day: in the middle, and from ``low`` to ``high``."""

    day: int
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Scale:
    """From values to thousandths of the plot; 0 is always on it, so that lengths may be compared."""

    low: Decimal
    high: Decimal

    def at(self, value: Decimal | int) -> int:
        return int((value - self.low) / (self.high - self.low) * PLOT + Decimal("0.5"))


def scale_for(values: Iterable[Decimal | int]) -> Scale:
    there = [*map(Decimal, values), Decimal(0)]
    low, high = min(there), max(there)
    return Scale(low, high if high > low else low + 1)


def amount(label: str, value: Decimal | None, kind: Kind = "line") -> Length:
    """One line in £; None where it is undefined."""
    return Length(label, value, UNDEFINED if value is None else gbp(value), kind)


def bar_chart(lengths: Sequence[Length], *, up_to: int = 0) -> BarChart:
    """All bars begin at 0 and are drawn to one scale, which reaches at least ``up_to``."""
    scale = scale_for([*(each.value for each in lengths if each.value is not None), up_to])
    return BarChart(tuple(_bar(each, scale) for each in lengths), zero=scale.at(0))


def _bar(length: Length, scale: Scale) -> Bar:
    """At least two thousandths wide where there is anything: a penny is not nothing."""
    start, end = sorted((scale.at(0), scale.at(length.value or 0)))
    width = max(end - start, 2) if length.value else 0
    return Bar(length.label, length.words, min(start, PLOT - width), width, length.kind)


def range_chart(lines: Sequence[QuantileMarks]) -> RangeChart:
    """Median and quartiles alone: no whiskers, no point a provider."""
    shown = [line for line in lines if line.median is not None]
    scale = scale_for(value for line in shown for value in _figures_of(line))
    return RangeChart(tuple(_range_bar(line, scale) for line in lines))


def close_range_chart(lines: Sequence[QuantileMarks]) -> tuple[RangeChart, Scale]:
    """Ranges to be told apart, on a scale that holds them and no more; say that it does not begin at 0."""
    values = [value for line in lines for value in _figures_of(line)] or [Decimal(0)]
    low, high = min(values), max(values)
    margin = (high - low) / 10 or abs(high) / 10 or Decimal(1)
    scale = Scale(max(low - margin, Decimal(0)) if low >= 0 else low - margin, high + margin)
    return RangeChart(tuple(_range_bar(line, scale) for line in lines)), scale


def _figures_of(line: QuantileMarks) -> list[Decimal]:
    return [value for value in (line.median, line.lower_quartile, line.upper_quartile) if value is not None]


def _range_bar(line: QuantileMarks, scale: Scale) -> RangeBar:
    if line.median is None:
        return RangeBar(line.label, WITHHELD, line.kind)
    middle = _mark_at(line.median, scale)
    if line.lower_quartile is None or line.upper_quartile is None:
        words = f"{gbp(line.median)}{' (indicative)' if line.indicative else ''}"
        return RangeBar(line.label, words, line.kind, middle, indicative=line.indicative)
    start, end = scale.at(line.lower_quartile), scale.at(line.upper_quartile)
    # Where it takes two lines the range is the second, and is not torn.
    between = f"{gbp(line.lower_quartile)}\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}{gbp(line.upper_quartile)}"
    words = f"{gbp(line.median)} ({between})"
    return RangeBar(line.label, words, line.kind, middle, start, max(end - start, 2), line.indicative, True)


def _mark_at(value: Decimal, scale: Scale) -> int:
    """The left edge of a mark that is centred on its value and stays inside the plot."""
    return min(max(scale.at(value) - MEDIAN // 2, 0), PLOT - MEDIAN)


def own_range_chart(lines: Sequence[tuple[QuantileMarks, Decimal | None]]) -> OwnRangeChart:
    """Released ranges, each with the own figure; the scale holds both."""
    shown = [(line, own) for line, own in lines if line.median is not None]
    scale = scale_for(value for line, own in shown for value in (*_figures_of(line), own) if value is not None)
    return OwnRangeChart(tuple(_own_range_bar(line, own, scale) for line, own in lines))


def _own_range_bar(line: QuantileMarks, own: Decimal | None, scale: Scale) -> OwnRangeBar:
    bar = _range_bar(line, scale)
    place = None if own is None or line.median is None else _mark_at(own, scale)
    return OwnRangeBar(**{field.name: getattr(bar, field.name) for field in fields(bar)}, own=place)


def column_chart(columns: Sequence[tuple[str, Sequence[int]]], parts: Sequence[str]) -> ColumnChart:
    """``columns`` are labels with a count a part, drawn from the bottom up in the order of ``parts``."""
    most = max((sum(counts) for _, counts in columns), default=0)
    places = max(len(columns), 1)
    drawn = tuple(_column(number, places, label, counts, parts, most) for number, (label, counts) in enumerate(columns))
    return ColumnChart(drawn, tuple(parts), most)


def _column(
    number: int, places: int, label: str, counts: Sequence[int], parts: Sequence[str], most: int
) -> ChartColumn:
    place = Decimal(PLOT) / places
    x, width = int(place * number + place * (1 - FILLED) / 2), max(int(place * FILLED), 1)
    blocks, below = [], 0
    for part, count in enumerate(counts, 1):
        low, high = (int(Decimal(height) * HEIGHT / max(most, 1)) for height in (below, below + count))
        below += count
        if count:
            blocks.append(ChartBlock(part, x, HEIGHT - high, width, max(high - low, 1)))
    words = ", ".join(f"{count} {name.lower()}" for name, count in zip(parts, counts, strict=True) if count)
    return ChartColumn(label, words or "nothing", tuple(blocks))


def curve_chart(counts: Sequence[int], ahead: Sequence[BandPoint], *, days: int, most: int) -> CurveChart:
    """``counts`` are the amounts at the end of day 0, 1, …; the plot is ``days`` wide and ``most`` high."""
    days, most = max(days, 1), max(most, 1)

    def corner(day: int, amount: float) -> str:
        return f"{min(day, days) * PLOT // days},{HEIGHT - round(min(amount, most) * HEIGHT / most)}"

    low, high = ([corner(each.day, getattr(each, end)) for each in ahead] for end in ("low", "high"))
    return CurveChart(
        curve=" ".join(corner(day, count) for day, count in enumerate(counts)),
        band=" ".join([*low, *reversed(high)]),
        middle=" ".join(corner(each.day, each.middle) for each in ahead),
        reached=min(max(len(counts) - 1, 0), days) * PLOT // days,
        most=most,
    )
