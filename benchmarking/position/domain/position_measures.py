"""The twelve measures by which a council sees where it stands: their names and units, and what a change of each is."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from costing.figure_words import gbp
from spreadsheets.decimals import rounded


class MeasureUnit(StrEnum):
    """How a figure is written: pounds, a share in per cent, a plain number, or days."""

    GBP = "gbp"
    SHARE = "share"
    NUMBER = "number"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class PositionMeasure:
    """A measure; ``note`` says how it is worked out, or what it must not be taken for."""

    key: str
    label: str
    unit: MeasureUnit
    per: str
    note: str

    def words(self, value: Decimal | None) -> str:
        """Return a figure as people write it."""
        if value is None:
            return "not known"
        if self.unit == MeasureUnit.GBP:
            return gbp(value)
        number = f"{rounded(value, 1):,f}"
        if self.unit == MeasureUnit.SHARE:
            return f"{number}\N{NO-BREAK SPACE}%"
        return f"{number} days" if self.unit == MeasureUnit.DAYS else number


_GBP, _SHARE, _NUMBER, _DAYS = MeasureUnit
MEASURES = (
    PositionMeasure(
        "price", "Average price", _GBP, "per contact hour",
        "Standard package, prices in force in the week, weighed by hours. A low price may be efficient or fragile.",
    ),
    PositionMeasure(
        "short_premium", "Extra for an hour of short visits", _SHARE, "of the 60-minute price",
        "An hour of 15-minute visits beside an hour of 60-minute visits.",
    ),
    PositionMeasure(
        "of_indicative", "Paid, of the own indicative rate", _SHARE, "of the indicative rate",
        "100 % is paid as indicated; less is paid below the own indicative rate.",
    ),
    PositionMeasure(
        "wage_cover", "What £1 of the pay floor buys", _GBP, "of price",
        "Average price / pay floor of the contract; the National Living Wage where it names none.",
    ),
    PositionMeasure(
        "good_share", "Rated Good or Outstanding", _SHARE, "of rated hours",
        "By the hours that rated locations deliver; a wide range in a small market says little of one council.",
    ),
    PositionMeasure(
        "handed_back", "Packages handed back", _NUMBER, "a year per 100 people",
        "Derived: people are taken as hours commissioned / 11.",
    ),
    PositionMeasure(
        "unsourced", "Hours that wait", _SHARE, "of hours waiting and commissioned", "Assessed, and not yet placed.",
    ),
    PositionMeasure("days_to_start", "Request to first visit", _DAYS, "in the middle", "The council’s own median."),
    PositionMeasure("uplift", "Last uplift", _SHARE, "of the rate", "0 where rates did not rise."),
    PositionMeasure(
        "under_30", "Visits under 30 minutes", _SHARE, "of visits", "NICE asks for 30 minutes but for agreed tasks.",
    ),
    PositionMeasure(
        "per_1000_hours", "Providers", _NUMBER, "per 1,000 hours a week", "Those that delivered in the week.",
    ),
    PositionMeasure(
        "top_three", "Three largest providers", _SHARE, "of the hours", "What rests on three firms.",
    ),
)  # fmt: skip
BY_KEY: Mapping[str, PositionMeasure] = {one.key: one for one in MEASURES}
BY_QUALITY = "good_share"
UNMOVED = 100


def change_index(measure: PositionMeasure, now: Fraction | None, before: Fraction | None) -> Fraction | None:
    """Return what became of 100: in per cent of the earlier figure, of a share in points. None where one is missing."""
    if now is None or before is None:
        return None
    if measure.unit == MeasureUnit.SHARE:
        return max(UNMOVED + now - before, Fraction(0))
    return now / before * UNMOVED if before else None


def change_words(measure: PositionMeasure, index: Decimal | None) -> str:
    """Return a change with its sign: points of a share, else per cent."""
    if index is None:
        return "not known"
    off = rounded(index - UNMOVED, 1)
    sign = "+" if off > 0 else "−" if off < 0 else "±"
    unit = "points" if measure.unit == MeasureUnit.SHARE else "%"
    return f"{sign}{abs(off):,f}\N{NO-BREAK SPACE}{unit}"
