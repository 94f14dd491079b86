"""The charts of the dashboard, each of a table that stands beside it."""

from costing.charts import BarChart, ColumnChart, Length, bar_chart, column_chart
from costing.figure_words import day_in_words
from engagement.coverage.domain.breakdown import MarketPart
from engagement.coverage.domain.coverage import Coverage, Stage
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


def returns_by_week(weeks: tuple[Week, ...]) -> ColumnChart:
    return column_chart([(day_in_words(week.begins_on), (week.returns,)) for week in weeks], ("Returns received",))
