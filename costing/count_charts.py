"""Charts of counts: bars with words of their own, and a column a week in stacked parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from costing.charts import (
    PLOT,
    Bar,
    BarChart,
    Kind,
    scale_for,
)

# A column is this much of its place, the rest is the gap to the next.
FILLED = Decimal("0.8")
HEIGHT = 200


@dataclass(frozen=True, slots=True)
class Length:
    """A bar: ``value`` is its length, None where there is none to draw; ``words`` stand beside it."""

    label: str
    value: Decimal | int | None
    words: str
    kind: Kind = "line"


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A part of a column; ``part`` is the number of its kind, from 1."""

    part: int
    x: int
    y: int
    width: int
    height: int


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


def count_chart(lengths: Sequence[Length]) -> BarChart:
    """All bars begin at 0 and are drawn to one scale."""
    scale = scale_for(Decimal(each.value) for each in lengths if each.value is not None)
    return BarChart(
        tuple(
            Bar(each.label, each.words, 0, max(scale.at(Decimal(each.value)), 2) if each.value else 0, each.kind)
            for each in lengths
        )
    )


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
