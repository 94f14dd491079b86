"""Released totals of a region side by side: a picture of what may be compared, made of released figures alone."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from costing.charts import QuantileMarks, RangeChart, range_chart
from costing.figure_words import day_in_words
from reports.domain.service_words import service_in_words
from reports.region.domain.region_rows import RegionExercise

FEWEST = 2


@dataclass(frozen=True, slots=True)
class RegionPicture:
    """Totals of one service and column at the same prices, the dearest first."""

    says: str
    chart: RangeChart


def region_pictures(rows: Iterable[RegionExercise]) -> list[RegionPicture]:
    """Return a picture for each group in which two totals and more are shown, the latest prices first."""
    found: dict[tuple[str, str, str, str], list[QuantileMarks]] = defaultdict(list)
    for one in rows:
        for figure in one.release.figures if one.release and one.price_date else ():
            if figure.median is not None and one.price_date:
                marks = (figure.median, figure.lower_quartile, figure.upper_quartile, figure.indicative)
                key = (one.price_date.isoformat(), one.service, figure.label, figure.unit)
                found[key].append(QuantileMarks(one.authority, *marks, kind="subtotal"))
    return [
        RegionPicture(_says(key, len(marks)), range_chart(sorted(marks, key=lambda one: one.median or 0, reverse=True)))
        for key, marks in sorted(found.items(), reverse=True)
        if len(marks) >= FEWEST
    ]


def _says(key: tuple[str, str, str, str], count: int) -> str:
    day, service, label, unit = key
    what = f"{service_in_words(service)}{f' {label[0].lower()}{label[1:]}' if label else ''}"
    return f"{what}, total {unit}, prices as at {day_in_words(date.fromisoformat(day))}: released by {count}."
