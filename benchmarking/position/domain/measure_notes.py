"""What the page of a council's own place says of each of its twelve measures, and how figures are written there."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from benchmarking.analysis.domain.catalogue import DAYS, PERCENT, RoundMeasure
from costing.figure_words import gbp
from spreadsheets.decimals import rounded

NOTES: Mapping[str, str] = {
    "price": "Standard package, prices in force in the week, weighed by hours.",
    "short_visit_price": "An hour of 15-minute visits beside an hour of 60-minute visits: 100 % is no premium.",
    "price_to_indicative": "100 % is paid as indicated; below it is paid below the own indicative rate.",
    "wage_cover": "By the pay floor of the contract, or the National Living Wage where it names none.",
    "good_share": "Of the hours of rated places; with few places one rating moves it far.",
    "handed_back": "By the mean of people half a year ago and now.",
    "unsourced": "Hours waiting, of those waiting and commissioned.",
    "days_to_start": "The council’s own median.",
    "providers_per_1000": "Those that delivered in the week.",
    "largest_three": "What rests on three places.",
    "idle": "On the list, and without an hour in the week.",
    "short_visits": "NICE asks for 30 minutes but for agreed tasks.",
}
UNKNOWN = "not known"
# What became of 100: in per cent of the earlier figure, of a share in points.
UNMOVED = 100


def figure_words(measure: RoundMeasure, value: Decimal | None) -> str:
    """Return a figure as people write it, with its unit but for *an hour*, which the heading says."""
    if value is None:
        return UNKNOWN
    if measure.unit.startswith("£"):
        return gbp(value)
    number = f"{rounded(value, measure.places):,f}"
    if measure.unit == PERCENT:
        return f"{number}\N{NO-BREAK SPACE}%"
    return f"{number}\N{NO-BREAK SPACE}days" if measure.unit == DAYS else number


def change_index(measure: RoundMeasure, now: Fraction | None, before: Fraction | None) -> Fraction | None:
    """Return what became of 100 since the earlier round; None where one of both figures is missing."""
    if now is None or before is None:
        return None
    if measure.unit == PERCENT:
        return max(UNMOVED + now - before, Fraction(0))
    return now / before * UNMOVED if before else None


def change_words(measure: RoundMeasure, index: Decimal | None) -> str:
    """Return a change with its sign: points of a share, else per cent."""
    if index is None:
        return UNKNOWN
    off = rounded(index - UNMOVED, 1)
    sign = "+" if off > 0 else "−" if off < 0 else "±"
    unit = "points" if measure.unit == PERCENT else "%"
    return f"{sign}{abs(off):,f}\N{NO-BREAK SPACE}{unit}"
