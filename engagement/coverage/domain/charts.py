"""The charts of the dashboard, each of a table that stands beside it."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from costing.charts import BandPoint, BarChart, ColumnChart, CurveChart, Length, bar_chart, column_chart, curve_chart
from costing.figure_words import day_in_words
from engagement.coverage.domain.breakdown import MarketPart
from engagement.coverage.domain.coverage import Coverage, Stage
from engagement.coverage.domain.forecast import Forecast, course
from engagement.coverage.domain.outcome_names import LocationOutcome
from engagement.coverage.domain.percentages import percent_words
from engagement.coverage.domain.weeks import Week


def funnel(seen: Coverage) -> BarChart:
    numbers = [(row.stage.label, row.locations.number) for row in seen.rows]
    return bar_chart([Length(label, n, "withheld" if n is None else str(n)) for label, n in numbers])


def outcomes(counts: dict[LocationOutcome, int]) -> BarChart:
    return bar_chart([Length(outcome.label, count, str(count)) for outcome, count in counts.items()])


def response(parts: list[MarketPart]) -> BarChart:
    """Return the chart of each part's share of locations with a return, on a scale to 100 %."""
    rows = [(part.name, part.coverage.at(Stage.SUBMITTED).locations.percent) for part in parts]
    return bar_chart([Length(name, share, percent_words(share)) for name, share in rows], up_to=100)


def contacts_by_week(weeks: tuple[Week, ...]) -> ColumnChart:
    columns = [(day_in_words(week.begins_on), (week.emails, week.calls, week.other)) for week in weeks]
    return column_chart(columns, ("Emails", "Calls", "Other contacts"))


def returns_curve(
    received_on: Sequence[date], seen: Forecast | None, *, of: int, opens_on: date, closes_on: date, today: date
) -> CurveChart:
    """Return the returns received by each day from opening to closing, and the forecast as a band ahead of today."""
    days, came = sorted(received_on), (min(today, closes_on) - opens_on).days
    counts = [bisect_right(days, opens_on + timedelta(days=day)) for day in range(max(came, 0) + 1)]
    counts[-1] = len(days)
    ahead = [] if seen is None else [_ahead(seen, len(days), of, day, came) for day in range(seen.days_left + 1)]
    return curve_chart(counts, ahead, days=(closes_on - opens_on).days, most=max(of, len(days)))


def _ahead(seen: Forecast, there: int, of: int, day: int, came: int) -> BandPoint:
    still = max(of - there, 0)
    low, middle, high = (course(there, end, still, day, seen.days_left) for end in (seen.low, seen.middle, seen.high))
    return BandPoint(came + day, low, middle, high)
