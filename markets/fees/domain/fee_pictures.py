"""Pictures of a scenario: rates side by side, the floor by zone, the curve of sizes, and a tornado."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from costing.charts import BarChart, Length, QuantileMarks, RangeChart, bar_chart, close_range_chart
from costing.figure_words import gbp
from markets.fees.domain.result import ScenarioResult, ZoneResult
from markets.fees.domain.sensitivity import Swing, tornado
from markets.fees.domain.swing_ranges import MOVABLE, Ends, Movable, labels


@dataclass(frozen=True)
class FeePicture:
    """A picture with its sentence."""

    says: str
    chart: BarChart


@dataclass(frozen=True, slots=True)
class SwingRow:
    """A line of the tornado's table: the range as typed, and the rate at either end."""

    label: str
    low: str
    high: str
    at_low: Decimal
    at_high: Decimal
    width: Decimal


@dataclass(frozen=True)
class Tornado:
    """The picture of a tornado with its sentence and its table, widest first."""

    says: str
    chart: RangeChart
    rows: tuple[SwingRow, ...]


def rates_side_by_side(result: ScenarioResult) -> FeePicture:
    """Return the model's rate of each zone with today's fee, if any, right below."""
    lengths = []
    for zone in result.zones:
        lengths.append(Length(zone.name, zone.fee.rate, gbp(zone.fee.rate), "total"))
        if zone.council.fee is not None:
            lengths.append(Length(f"{zone.name}, today", zone.council.fee, gbp(zone.council.fee)))
    rates = {zone.name: zone.fee.rate for zone in result.zones}
    low, high = min(rates, key=rates.__getitem__), max(rates, key=rates.__getitem__)
    if rates[low] == rates[high]:
        return FeePicture(f"A fair fee is {gbp(rates[low])} an hour.", bar_chart(lengths))
    more = (rates[high] / rates[low] - 1) * 100 if rates[low] else Decimal(0)
    says = f"A fair fee is {gbp(rates[low])} an hour in {low} and {gbp(rates[high])} in {high}, {more:.1f} % more."
    return FeePicture(says, bar_chart(lengths))


def floor_by_zone(result: ScenarioResult) -> FeePicture:
    """Return the highest pay that today's fee carries in each zone, beside the National Living Wage."""
    wage = result.inputs.terms.nlw
    there = [zone for zone in result.zones if zone.council.fee is not None]
    lengths = [Length("National Living Wage", wage, gbp(wage), "total")]
    lengths += [Length(zone.name, zone.carries or 0, _carried(zone)) for zone in there]
    short = [zone.name for zone in there if not zone.carries_floor]
    says = "Today’s fee carries the National Living Wage in every zone."
    if short:
        says = f"Today’s fee does not carry the National Living Wage of {gbp(wage)} in {', '.join(short)}."
    return FeePicture(says, bar_chart(lengths))


def _carried(zone: ZoneResult) -> str:
    return "none" if zone.carries is None else gbp(zone.carries)


def size_picture(zone: ZoneResult) -> FeePicture:
    """Return what the rate of a zone is for branches of each size."""
    sizes = [(f"{size:,} hours a week", rate) for size, rate in zone.scale.items()]
    first, last = sizes[0], sizes[-1]
    says = f"In {zone.name} a fair fee is {gbp(first[1])} for a branch of {first[0]} and {gbp(last[1])} for {last[0]}."
    return FeePicture(says, bar_chart([Length(words, rate, gbp(rate)) for words, rate in sizes]))


def tornado_of(zone: ZoneResult, ranges: Mapping[str, Ends]) -> Tornado:
    """Return the tornado of a zone: each input moved through its range while all others stay."""
    here, named = zone.fee.rate, labels()
    swings = tornado(zone.inputs, zone.zone, ranges)
    marks = [QuantileMarks(named[one.key], here, *_sorted(here, one)) for one in swings]
    rows = tuple(_row(here, one) for one in swings)
    return Tornado(_says(here, zone.name, rows), close_range_chart(marks)[0], rows)


def _sorted(here: Decimal, swing: Swing) -> tuple[Decimal, Decimal]:
    ends = (here + swing.at_low, here + swing.at_high)
    return min(ends), max(ends)


def _row(here: Decimal, swing: Swing) -> SwingRow:
    movable = next(one for one in MOVABLE if one.key == swing.key)
    low, high = (end_words(movable, end) for end in (swing.low, swing.high))
    return SwingRow(movable.label, low, high, here + swing.at_low, here + swing.at_high, swing.width)


def end_words(movable: Movable, end: Decimal) -> str:
    shown = end * 100 if movable.is_share else end
    return f"{shown.normalize() if shown else Decimal(0):,f}"


def _says(here: Decimal, name: str, rows: Sequence[SwingRow]) -> str:
    if not rows:
        return f"A fair fee in {name} is {gbp(here)} an hour; no range is typed."
    widest = rows[0]
    return (
        f"A fair fee in {name} is {gbp(here)} an hour. Most hangs on {widest.label[0].lower()}{widest.label[1:]}: "
        f"from {widest.low} to {widest.high} the fee goes from {gbp(widest.at_low)} to {gbp(widest.at_high)}."
    )
