"""Released ranges with one mark more: the figure of whoever is looking, for their eyes alone."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import Decimal

from costing.charts import (
    QuantileMarks,
    RangeBar,
    RangeChart,
    Scale,
    figures_of,
    mark_at,
    range_bar,
    scale_for,
)


@dataclass(frozen=True, slots=True)
class OwnRangeBar(RangeBar):
    """``own`` is the left edge of the mark; None where there is no own figure, or nothing to hold it against."""

    own: int | None = None


@dataclass(frozen=True, slots=True)
class OwnRangeChart(RangeChart):
    @property
    def has_own(self) -> bool:
        return any(isinstance(bar, OwnRangeBar) and bar.own is not None for bar in self.ranges)


def own_range_chart(lines: Sequence[tuple[QuantileMarks, Decimal | None]]) -> OwnRangeChart:
    """Each line with the own figure; the scale holds both."""
    shown = [(line, own) for line, own in lines if line.median is not None]
    values = [value for line, own in shown for value in (*figures_of(line), own) if value is not None]
    scale = scale_for(values)
    return OwnRangeChart(tuple(_bar(line, own, scale) for line, own in lines))


def _bar(line: QuantileMarks, own: Decimal | None, scale: Scale) -> OwnRangeBar:
    bar = range_bar(line, scale)
    place = None if own is None or line.median is None else mark_at(own, scale)
    return OwnRangeBar(**{field.name: getattr(bar, field.name) for field in fields(bar)}, own=place)
