"""Compare two calculations of one exercise: which returns came and went, and which figures moved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from costing.figure_words import gbp
from costing.form import Column, Form, LineKind
from reports.domain.exact_document import figure

MEDIAN_OF_RETURNS, SUM_OF_MEDIANS = "median_of_returns", "sum_of_medians"
HEADLINES = {MEDIAN_OF_RETURNS: "median of totals", SUM_OF_MEDIANS: "sum of line medians"}


@dataclass(frozen=True)
class Calculated:
    """A stored calculation: ``used`` and ``left_out`` give the version by location, ``table`` its document.

    ``adjusted`` are the key and value of each adjusted answer.
    """

    number: int
    sha256: str
    used: Mapping[str, str]
    left_out: Mapping[str, str]
    lines_left_out: Mapping[str, frozenset[str]]
    table: Mapping[str, Any]
    adjusted: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Moved:
    """A median before and after; None where there was or is none. ``label`` names a column that is not the only one."""

    column: str
    label: str
    line: str
    before: Decimal | None
    after: Decimal | None

    @property
    def by(self) -> Decimal | None:
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True)
class Comparison:
    """The differences: locations whose return was added, removed, or replaced by another version."""

    before: int
    is_the_same: bool
    added: tuple[str, ...]
    removed: tuple[str, ...]
    replaced: tuple[str, ...]
    other_lines: tuple[str, ...]
    headlines: tuple[Moved, ...]
    medians: tuple[Moved, ...]
    other_values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Since:
    """How many accepted versions are new, gone, or decided otherwise in lines or values, since a calculation."""

    number: int
    accepted: int
    gone: int
    decided: int = 0

    @property
    def words(self) -> str:
        if not self.accepted and not self.gone and not self.decided:
            return f"No return has been accepted or taken back since calculation {self.number}."
        parts = (
            _counted(self.accepted, "newly accepted"),
            _counted(self.gone, "no longer accepted in that version"),
            _counted(self.decided, "with other lines left out at review or other values adjusted"),
        )
        return f"Since calculation {self.number}: {', '.join(part for part in parts if part)}."


def compared(form: Form, earlier: Calculated, later: Calculated, headline: str = MEDIAN_OF_RETURNS) -> Comparison:
    stayed = earlier.used.keys() & later.used.keys()
    return Comparison(
        before=earlier.number,
        is_the_same=earlier.sha256 == later.sha256,
        added=tuple(sorted(later.used.keys() - earlier.used.keys())),
        removed=tuple(sorted(earlier.used.keys() - later.used.keys())),
        replaced=tuple(sorted(one for one in stayed if earlier.used[one] != later.used[one])),
        other_lines=tuple(sorted(one for one in stayed if _lines(earlier, one) != _lines(later, one))),
        headlines=_headlines(form, earlier.table, later.table, headline),
        medians=_medians(form, earlier.table, later.table),
        other_values=tuple(sorted(one for one in stayed if earlier.adjusted.get(one) != later.adjusted.get(one))),
    )


def in_words(comparison: Comparison, headline: str = MEDIAN_OF_RETURNS) -> str:
    """Return the comparison in a sentence: “2 returns added, median of totals +£0.31.”"""
    if comparison.is_the_same:
        return f"Nothing has changed since calculation {comparison.before}."
    parts = [
        _counted(len(comparison.added), "added"),
        _counted(len(comparison.removed), "taken out"),
        _counted(len(comparison.replaced), "in a newer version"),
        _counted(len(comparison.other_lines), "with other lines left out"),
        _counted(len(comparison.other_values), "with other values adjusted"),
        *(_moved(one, HEADLINES[headline]) for one in comparison.headlines),
    ]
    said = ", ".join(part for part in parts if part)
    return f"{said}." if said else "The same returns, worked out on other terms."


def _counted(count: int, what: str) -> str:
    return f"{count} {'return' if count == 1 else 'returns'} {what}" if count else ""


def _moved(one: Moved, name: str) -> str:
    named = f"{name} ({one.label})" if one.label else name
    if one.by is None:
        return f"{named} was or is undefined"
    return f"{named} {signed(one.by)}" if one.by else f"{named} unchanged"


def signed(difference: Decimal) -> str:
    return gbp(difference) if difference < 0 else f"+{gbp(difference)}"


def _label(form: Form, column: Column) -> str:
    return column.label if len(form.columns) > 1 else ""


def _lines(one: Calculated, location: str) -> frozenset[str]:
    return one.lines_left_out.get(location, frozenset())


def _headlines(form: Form, earlier: Mapping[str, Any], later: Mapping[str, Any], headline: str) -> tuple[Moved, ...]:
    total = next(line.key for line in form.lines if line.kind == LineKind.TOTAL)
    return tuple(
        Moved(
            column.key,
            _label(form, column),
            total,
            *(figure(_at(one["totals"], column.key, total, headline)) for one in (earlier, later)),
        )
        for column in form.columns
    )


def _medians(form: Form, earlier: Mapping[str, Any], later: Mapping[str, Any]) -> tuple[Moved, ...]:
    return tuple(
        Moved(
            column.key,
            _label(form, column),
            line.key,
            *(figure(_at(one["table"], column.key, line.key, "median")) for one in (earlier, later)),
        )
        for column in form.columns
        for line in form.lines
    )


def _at(part: Mapping[str, Any], column: str, line: str, statistic: str) -> str | None:
    found: str | None = part.get(column, {}).get(line, {}).get(statistic)
    return found
