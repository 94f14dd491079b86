"""The answer of a dashboard in a few big figures: what came in, of how many, and what there will be."""

from dataclasses import dataclass

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
