"""What analysts had decided at review of the returns of a calculation, as it was frozen: for people to read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from costing.figure_words import answer_in_words
from costing.form import Form
from costing.serialisation import value_from


class RecordedReturn(Protocol):
    """The parts of a calculation's return that hold what was decided at review."""

    location_name: str
    is_used: bool
    adjustments: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ReviewedLine:
    """A line that was left out at review, with why, by whom and when."""

    label: str
    reason: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AdjustedValue:
    """An answer of a return that was adjusted: both values in words."""

    location: str
    label: str
    submitted: str
    adjusted: str
    reason: str
    words: str
    by: str
    at: datetime


def reviewed_lines(form: Form, decisions: Iterable[Mapping[str, Any]]) -> list[ReviewedLine]:
    return [ReviewedLine(label=form.line_by_key[one["line"]].label, **_why(one)) for one in decisions]


def adjusted_values(form: Form, rows: Iterable[RecordedReturn]) -> list[AdjustedValue]:
    """Return the adjusted values of the returns that were used, in the order of the rows."""
    return [_adjusted(form, row.location_name, one) for row in rows if row.is_used for one in row.adjustments]


def adjusted_in_words(rows: Iterable[RecordedReturn]) -> str:
    """Return “3 values adjusted in 2 returns”; blank where none is."""
    counts = [len(row.adjustments) for row in rows if row.is_used and row.adjustments]
    if not counts:
        return ""
    values, returns = sum(counts), len(counts)
    return f"{values} value{'s' * (values > 1)} adjusted in {returns} return{'s' * (returns > 1)}"


def _adjusted(form: Form, location: str, one: Mapping[str, Any]) -> AdjustedValue:
    question = form.by_key[one["key"]]
    before, after = (answer_in_words(question, value_from(question, one[name])) for name in ("submitted", "adjusted"))
    return AdjustedValue(location, question.label, before, after, **_why(one))


def _why(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "reason": one["reason"],
        "words": one["words"],
        "by": one["by"],
        "at": datetime.fromisoformat(one["at"]),
    }
