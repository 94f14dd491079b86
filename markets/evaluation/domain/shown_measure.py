"""A measure of a look as a page shows it: its sentence, its row, its weeks and its picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from costing.figure_words import day_in_words
from markets.evaluation.domain.evaluation_terms import JudgedMeasure
from markets.evaluation.domain.judged_changes import Change
from markets.evaluation.domain.measured_change import FEWEST_WEEKS, MeasuredChange
from markets.evaluation.domain.weeks_chart import NamedWeek, WeeksChart, weeks_chart
from markets.profiles.domain.measure_words import UNKNOWN, number_words


@dataclass(frozen=True)
class ShownMeasureChange:
    """``change`` is None at the baseline, and where too few weeks have a value; ``why`` says what they want."""

    measure: JudgedMeasure
    change: MeasuredChange | None
    weeks: tuple[NamedWeek, ...]
    why: str = ""

    @property
    def chart(self) -> WeeksChart | None:
        return weeks_chart(self.weeks)

    @property
    def is_of_waits(self) -> bool:
        return False

    @property
    def is_called(self) -> bool:
        return self.change is not None and self.change.is_called

    @property
    def before(self) -> str:
        return self._mean(is_after=False)

    @property
    def after(self) -> str:
        return self._mean(is_after=True)

    def _mean(self, *, is_after: bool) -> str:
        found = [week.value for week in self.weeks if week.is_after == is_after and week.value is not None]
        return figure(sum(found) / len(found), self.measure.unit) if found else UNKNOWN

    @property
    def difference(self) -> str:
        return signed(self.change.difference, self.measure.unit) if self.change else UNKNOWN

    @property
    def interval(self) -> str:
        if self.change is None:
            return UNKNOWN
        unit = self.measure.unit
        return f"{signed(self.change.low, unit)} to {signed(self.change.high, unit)}"

    @property
    def chance(self) -> str:
        return chance_words(self.change.holm) if self.change else UNKNOWN

    @property
    def verdict(self) -> str:
        return verdict_words(self.change)

    def _known(self, *, is_after: bool) -> int:
        return sum(week.is_after == is_after and week.value is not None for week in self.weeks)

    @property
    def says(self) -> str:
        """Return what the look says of the measure in one sentence."""
        label = self.measure.label
        if self.change is None:
            weeks = f"{weeks_words(self._known(is_after=False))} before and {self._known(is_after=True)} after"
            because = f": {self.why}" if self.why else ""
            return f"{label}: it has a value in {weeks}, and needs {FEWEST_WEEKS} on each side{because}."
        if self.is_called:
            went = "rose" if self.change.difference > 0 else "fell"
            return (
                f"{label} {went} from {self.before} to {self.after} a week: {self.difference} "
                f"(95 % interval {self.interval})."
            )
        return (
            f"{label} was {self.before} and is {self.after} a week: {self.difference} (95 % interval "
            f"{self.interval}), which is no more than weeks differ by themselves."
        )


def shown_measure(
    measure: JudgedMeasure, baseline: Mapping[str, Any], look: Mapping[str, Any] | None, change: MeasuredChange | None
) -> ShownMeasureChange:
    sides = [(baseline, False)] + ([(look, True)] if look else [])
    weeks = tuple(
        NamedWeek(
            day_in_words(date.fromisoformat(start)), value,
            UNKNOWN if value is None else figure(value, measure.unit), is_after,
        )
        for document, is_after in sides
        for start, value in zip(document["weeks"], document["values"].get(measure.key, ()), strict=False)
    )  # fmt: skip
    reasons = [document.get("why", {}).get(measure.key, "") for document, _ in sides]
    return ShownMeasureChange(measure, change, weeks, next(filter(None, reasons), ""))


def figure(value: float, unit: str) -> str:
    return number_words(Decimal(repr(value)), unit)


def signed(value: float, unit: str) -> str:
    """Return a difference with its sign; shares in points."""
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    if unit == "share":
        return f"{sign}{abs(value) * 100:.1f} points"
    return f"{sign}{figure(abs(value), unit)}"


def weeks_words(count: int) -> str:
    return f"{count} week{'' if count == 1 else 's'}"


def verdict_words(change: Change | None) -> str:
    if change is None:
        return "Unknown"
    return "Moved" if change.is_called else "Within chance"


def chance_words(p: float) -> str:
    return "under 0.001" if p < 0.001 else f"{p:.3f}"
