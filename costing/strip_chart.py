"""Strip plots as plain data: a dot a return on one scale, under pseudonyms, with quartiles behind the dots."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from itertools import pairwise
from typing import Literal

from costing.charts import PLOT, UNDEFINED
from costing.figure_words import gbp
from costing.quantiles import EXACT, Quartiles

# A dot is at most this wide, in thousandths of the plot: 8 px on a phone. Closer ones stand above one another.
DOT = 26
# Pixels from the middle of a dot to that of the one above, and from the outermost to the edge.
LANE, EDGE = 10, 12
LANES = 13
# Pixels below the dots, for the scale and its figures.
AXIS = 26
MOST_TICKS = 5
# Above so many nobody points at one of them: dots are drawn without their names, and the table is a line of figures.
MANY = 60
# Then the places in a cell are this far apart, in thousandths: less than half a pixel.
COARSE = 4

Role = Literal["plain", "outlier", "own"]
Words = Callable[[Decimal], str]
CROWDS: tuple[Role, ...] = ("plain", "outlier")


@dataclass(frozen=True, slots=True)
class StripValue:
    """A figure of one return; ``name`` is a pseudonym such as “Return 07”, never that of a provider or location.

    ``value`` is None where the return has no such figure (n/a): it stands in the table alone.
    """

    name: str
    value: Decimal | None
    role: Role = "plain"


@dataclass(frozen=True, slots=True)
class StripDot:
    """``x`` in thousandths of the plot, ``y`` in pixels."""

    name: str
    words: str
    x: int
    y: int
    role: Role

    @property
    def left(self) -> str:
        return percent_of_plot(self.x)


@dataclass(frozen=True, slots=True)
class StripTick:
    """A figure of the scale; ``anchor`` keeps those at the ends inside the plot."""

    words: str
    x: int
    anchor: Literal["start", "middle", "end"]

    @property
    def left(self) -> str:
        return percent_of_plot(self.x)


@dataclass(frozen=True, slots=True)
class StripMark:
    """A place or a stretch behind the dots, in thousandths of the plot."""

    x: int
    width: int = 0

    @property
    def left(self) -> str:
        return percent_of_plot(self.x)

    @property
    def wide(self) -> str:
        return percent_of_plot(self.width)


@dataclass(frozen=True, slots=True)
class StripRow:
    """A row of the table beside the plot, in rising order."""

    name: str
    words: str
    role: Role

    @property
    def short(self) -> str:
        """The return without the word “Return”, for a line of very many."""
        return f"{self.name.removeprefix('Return ')}: {self.words}"


@dataclass(frozen=True, slots=True)
class StripChart:
    """``depth`` is the height of the dots in pixels; the scale stands below. ``fences`` are ends of what is usual.

    Above ``many`` dots they are a crowd.
    """

    dots: tuple[StripDot, ...]
    ticks: tuple[StripTick, ...]
    depth: int
    rows: tuple[StripRow, ...]
    box: StripMark | None = None
    median: StripMark | None = None
    fences: tuple[StripMark, ...] = ()
    many: int = MANY

    @property
    def height(self) -> int:
        return self.depth + AXIS

    @property
    def figures_at(self) -> int:
        return self.depth + 20

    @property
    def is_crowded(self) -> bool:
        return len(self.rows) > self.many

    @property
    def named(self) -> tuple[StripDot, ...]:
        """The dots that say which they are: all of a few, and of a crowd the own one."""
        return tuple(dot for dot in self.dots if dot.role == "own" or not self.is_crowded)

    @property
    def crowds(self) -> tuple[tuple[Role, str], ...]:
        """The dots of a crowd as one path of points a role, each place once, in thousandths by pixels."""
        places = {role: {(dot.x, dot.y) for dot in self.dots if dot.role == role} for role in CROWDS}
        paths = {role: "".join(f"M{x} {y}h0" for x, y in sorted(places[role])) for role in CROWDS}
        return tuple((role, path) for role, path in paths.items() if path and self.is_crowded)

    @property
    def has_own(self) -> bool:
        return any(dot.role == "own" for dot in self.dots)

    @property
    def has_outliers(self) -> bool:
        return any(dot.role == "outlier" for dot in self.dots)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The stretch of figures that the plot shows, between two round ones."""

    low: Decimal
    high: Decimal
    step: Decimal

    def at(self, value: Decimal) -> int:
        with localcontext(EXACT):
            return int((value - self.low) / (self.high - self.low) * PLOT + Decimal("0.5"))

    def holds(self, value: Decimal) -> bool:
        return self.low <= value <= self.high


def percent_of_plot(thousandths: int) -> str:
    return f"{thousandths / 10:.1f}%"


def strip_chart(
    values: Sequence[StripValue],
    quartiles: Quartiles | None = None,
    *,
    fences: Sequence[Decimal | None] = (),
    words: Words = gbp,
    many: int = MANY,
) -> StripChart:
    """Return the plot of ``values``; ``quartiles`` may be of other values, as those of a return's peers are."""
    there = [(each, each.value) for each in values if each.value is not None]
    marked = [quartiles.lower, quartiles.median, quartiles.upper] if quartiles else []
    shown = [*(value for _, value in there), *marked]
    if not shown:
        return StripChart((), (), 2 * EDGE, _rows(values, words))
    stretch = _stretch(min(shown), max(shown))
    dots, depth = _dots(there, stretch, words)
    return StripChart(
        dots,
        _ticks(stretch, words),
        depth,
        _rows(values, words),
        box=_box(stretch.at(quartiles.lower), stretch.at(quartiles.upper)) if quartiles else None,
        median=StripMark(stretch.at(quartiles.median)) if quartiles else None,
        fences=tuple(StripMark(stretch.at(end)) for end in fences if end is not None and stretch.holds(end)),
        many=many,
    )


def _box(start: int, end: int) -> StripMark:
    """At least two thousandths wide, so that equal quartiles can be seen."""
    return StripMark(min(start, PLOT - 2), max(end - start, 2))


def _stretch(low: Decimal, high: Decimal) -> _Stretch:
    """Return the round figures around both ends; where all are equal, one to each side."""
    with localcontext(EXACT):
        step = _step((high - low) or abs(high) / 10 or Decimal(1))
        start = (low / step).to_integral_value(ROUND_FLOOR) * step
        end = (high / step).to_integral_value(ROUND_CEILING) * step
        return _Stretch(start - step, end + step, step) if start == end else _Stretch(start, end, step)


def _step(span: Decimal) -> Decimal:
    """Return the smallest of 1, 2 and 5 times a power of ten that cuts the span into few enough pieces."""
    power = Decimal(1).scaleb(span.adjusted() - 1)
    return next(power * times for times in (1, 2, 5, 10, 20, 50, 100) if span / (power * times) <= MOST_TICKS - 2)


def _ticks(stretch: _Stretch, words: Words) -> tuple[StripTick, ...]:
    with localcontext(EXACT):
        count = int((stretch.high - stretch.low) / stretch.step)
        figures = [stretch.low + stretch.step * number for number in range(count + 1)]
    return tuple(_tick(figure, stretch, words) for figure in figures)


def _tick(figure: Decimal, stretch: _Stretch, words: Words) -> StripTick:
    x = stretch.at(figure)
    said = words(figure)
    said = said.replace(".00", "") if stretch.step >= 1 else said
    return StripTick(said, x, "start" if x == 0 else "end" if x == PLOT else "middle")


def _dots(
    there: Sequence[tuple[StripValue, Decimal]], stretch: _Stretch, words: Words
) -> tuple[tuple[StripDot, ...], int]:
    """Return the dots and how deep they stand: those too close to one another are spread up and down."""
    ordered = sorted(there, key=lambda pair: (pair[1], pair[0].name))
    lanes = _lanes([stretch.at(value) for _, value in ordered])
    reach = max((abs(lane) for lane in lanes), default=0)
    middle = EDGE + reach * LANE
    dots = [
        StripDot(each.name, words(value), stretch.at(value), middle + lane * LANE, each.role)
        for (each, value), lane in zip(ordered, lanes, strict=True)
    ]
    # What is drawn last lies on top.
    order: dict[Role, int] = {"plain": 0, "outlier": 1, "own": 2}
    return tuple(sorted(dots, key=lambda dot: order[dot.role])), 2 * middle


def _lanes(places: Sequence[int]) -> list[int]:
    """Return a lane for each of rising places: the one nearest to the middle that is free, or has been longest so."""
    order = sorted(range(-(LANES // 2), LANES // 2 + 1), key=lambda lane: (abs(lane), lane))
    taken = dict.fromkeys(order, -DOT)
    lanes = []
    for place in places:
        free = next((lane for lane in order if place - taken[lane] >= DOT), None)
        lane = min(order, key=lambda each: taken[each]) if free is None else free
        taken[lane] = place
        lanes.append(lane)
    return lanes


def _rows(values: Sequence[StripValue], words: Words) -> tuple[StripRow, ...]:
    there = [(each.value, each) for each in values if each.value is not None]
    ordered = sorted(there, key=lambda pair: (pair[0], pair[1].name))
    rows = [StripRow(each.name, words(value), each.role) for value, each in ordered]
    return (*rows, *(StripRow(each.name, UNDEFINED, each.role) for each in values if each.value is None))


@dataclass(frozen=True, slots=True)
class SmallStrip:
    """A strip plot as small as a cell of a table, without names: ``dots`` is one path of points.

    Its words stand in the cell, and the whole plot elsewhere.
    """

    dots: str
    own: int | None
    box: StripMark | None
    median: StripMark | None


def small_strip(values: Sequence[Decimal], own: Decimal | None, quartiles: Quartiles | None) -> SmallStrip:
    """Return the strip of ``values``, all in one row, with the own figure among them."""
    marked = [quartiles.lower, quartiles.median, quartiles.upper] if quartiles else []
    shown = [*values, *marked, *([] if own is None else [own])]
    if not shown:
        return SmallStrip("", None, None, None)
    stretch = _stretch(min(shown), max(shown))
    step = COARSE if len(values) > MANY else 1
    places = sorted({stretch.at(value) // step * step for value in values})
    further = "".join(f"m{place - before} 0h0" for before, place in pairwise(places))
    return SmallStrip(
        f"M{places[0]} 8h0{further}" if places else "",
        None if own is None else stretch.at(own),
        _box(stretch.at(quartiles.lower), stretch.at(quartiles.upper)) if quartiles else None,
        StripMark(stretch.at(quartiles.median)) if quartiles else None,
    )
