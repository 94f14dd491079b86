"""An evaluation as a table: the change of each measure of each look, what it was made of, and what changed hands."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from markets.evaluation.domain.evaluation_terms import JudgedMeasure
from markets.evaluation.domain.measured_change import MeasuredChange
from markets.evaluation.domain.shown_change import ShownChange
from markets.evaluation.domain.shown_evaluation import ShownEvaluation
from markets.evaluation.domain.shown_wait import ShownWaitChange
from markets.evaluation.domain.waits_compared import WaitChange
from markets.profiles.domain.measure_words import UNKNOWN

HEADS = (
    "Months after", "Measure", "Unit", "Row", "Week from", "Value", "Before", "Difference", "Times as likely a day",
    "Interval from", "Interval to", "p", "p by Holm", "Moved",
)  # fmt: skip
Cells = tuple[str | int | Decimal | None, ...]
Named = tuple[int, str, str]
BLANK = (None,) * (len(HEADS) - 4)


def evaluation_cells(looks: Sequence[ShownEvaluation]) -> Iterator[Cells]:
    """Return of each look a row for each measure, for what it was made of, and for what changed hands.

    What is unknown is blank, and says so in its last cell. A wait's interval is of the times as likely.
    """
    for shown in looks:
        document = shown.look or shown.baseline
        assert document is not None
        months = int(document["months"])
        for one in sorted(shown.measures, key=lambda one: shown.order(one.measure)):
            yield from _of_measure((months, one.measure.label, one.measure.unit), one, document, is_look=months > 0)
        yield from _hands(months, shown)


def _of_measure(named: Named, one: ShownChange, document: Mapping[str, Any], *, is_look: bool) -> Iterator[Cells]:
    change = one.change
    if change is not None:
        yield (*named, "change", None, *_changed(change))
    elif is_look:
        yield (*named, "change", *BLANK[:-1], UNKNOWN)
    if isinstance(one, ShownWaitChange):
        for step in one.steps if is_look else ():
            row = f"still waiting after {step.label}"
            yield (*named, row, None, exact(step.after), exact(step.before), *BLANK[:-3])
    else:
        yield from _weeks(named, one.measure, document)


def _changed(change: MeasuredChange | WaitChange) -> Cells:
    judged = exact(change.p), exact(change.holm), "yes" if change.is_called else "no"
    middle: Cells
    if isinstance(change, WaitChange):
        middle = change.after, change.before, None, exact(change.ratio)
    else:
        middle = exact(change.after), exact(change.before), exact(change.difference), None
    return (*middle, exact(change.low), exact(change.high), *judged)


def _weeks(named: Named, measure: JudgedMeasure, document: Mapping[str, Any]) -> Iterator[Cells]:
    for start, value in zip(document["weeks"], document["values"].get(measure.key, ()), strict=False):
        yield (*named, "week", start, exact(value), *BLANK[:-2])


def _hands(months: int, shown: ShownEvaluation) -> Iterator[Cells]:
    for row in shown.hands.largest if shown.hands else ():
        named = months, f"Planned hours a week: {row.name}", "hours"
        cells = exact(row.after), exact(row.before), exact(row.after - row.before)
        yield (*named, "changed hands", None, *cells, *BLANK[:-4])
    packages = shown.packages
    if packages is None:
        return
    named = months, "Clients with another provider than before", "count"
    if packages.moved is None:
        yield (*named, "changed hands", *BLANK[:-1], "fewer than five" if packages.of else UNKNOWN)
        return
    yield (*named, "changed hands", None, packages.moved, *BLANK[:-2])
    yield (months, "Their hours", "hours", "changed hands", None, exact(packages.hours), *BLANK[:-2])
    for way in packages.ways:
        label = f"Clients from {way.giver} to {way.taker}"
        yield (months, label, "count", "changed hands", None, way.packages, *BLANK[:-2])


def exact(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(repr(value))
