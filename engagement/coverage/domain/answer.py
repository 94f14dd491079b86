"""The answer of a dashboard in a few big figures: what came in, of how many, and what there will be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from engagement.coverage.domain.coverage import Coverage, Stage, response_rate
from engagement.coverage.domain.forecast import Forecast
from engagement.coverage.domain.percentages import amount_words, percent_words
from engagement.coverage.domain.status_tables import Unit


@dataclass(frozen=True, slots=True)
class BigFigure:
    value: str
    label: str


def answer_of(seen: Coverage, ahead: Forecast | None, unit: Unit) -> list[BigFigure]:
    scope, sent = seen.at(Stage.IN_SCOPE), seen.at(Stage.SUBMITTED)
    figures = [
        BigFigure(amount_words(sent.locations.number), f"of {amount_words(scope.locations.number)} returns received"),
        BigFigure(percent_words(response_rate(seen)), f"of the {unit.many}"),
    ]
    if seen.is_weighed:
        figures.append(BigFigure(percent_words(sent.weight.percent), f"of the {unit.weight}"))
    if ahead is not None and ahead.days_left:
        span = str(ahead.low) if ahead.low == ahead.high else f"{ahead.low} to {ahead.high}"
        figures.append(BigFigure(span, "returns by the closing day, eight times in ten"))
    return figures


def trend_in_words(received_on: Sequence[date], ahead: Forecast | None, today: date) -> str:
    """Tell how the last seven days compare with the seven before, and what comes of it by the closing day."""
    if not received_on:
        return "No return has come in yet."
    weeks = [_within(received_on, today - timedelta(days=days)) for days in (0, 7)]
    lately, before = (str(count) if count else "none" for count in weeks)
    words = f"In the last seven days {lately} came in, in the seven before {before}."
    if ahead is None or not ahead.days_left:
        return words
    span = str(ahead.low) if ahead.low == ahead.high else f"{ahead.low} to {ahead.high}"
    return f"{words} At the pace so far there will be {span} of {ahead.of} by the closing day, eight times in ten."


def _within(received_on: Sequence[date], last: date) -> int:
    """Count those of the seven days that end with ``last``."""
    return sum(last - timedelta(days=7) < day <= last for day in received_on)
