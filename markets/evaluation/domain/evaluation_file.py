"""An evaluation as a table: each measure of each look, with its change, and each week that it was made of."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from markets.evaluation.domain.evaluation_terms import measures_in
from markets.evaluation.domain.look_document import changes_in

HEADS = (
    "Months after", "Measure", "Unit", "Row", "Week from", "Value", "Before", "Difference", "Interval from",
    "Interval to", "p", "p by Holm", "Moved",
)  # fmt: skip
Cells = tuple[str | int | Decimal | None, ...]


def evaluation_cells(definitions: Mapping[str, Any], looks: Sequence[Mapping[str, Any]]) -> Iterator[Cells]:
    """Return a row for the change of each measure and one for each of its weeks; what is unknown is blank."""
    for look in looks:
        changes, months = changes_in(look), look["months"]
        for one in measures_in(definitions):
            named = months, one.label, one.unit
            change = changes.get(one.key)
            if change is not None:
                yield (
                    *named, "change", None, exact(change.after), exact(change.before), exact(change.difference),
                    exact(change.low), exact(change.high), exact(change.p), exact(change.holm),
                    "yes" if change.is_called else "no",
                )  # fmt: skip
            elif months:
                yield *named, "change", *[None] * 8, "unknown"
            for start, value in zip(look["weeks"], look["values"].get(one.key, ()), strict=False):
                yield *named, "week", start, exact(value), *[None] * 7


def exact(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(repr(value))
