"""Queries of the office on a council's return: what they are about, where they stand, and what can come of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from benchmarking.returns.domain.questionnaire import PROFILE, TABLES

LONGEST_WORDS = 1_000
WHOLE_RETURN = "The whole return"
USUAL_DAYS, MOST_DAYS = 7, 366


class QueryState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return {"open": "With the council", "answered": "To be closed", "closed": "Closed"}[self.value]

    @property
    def colour(self) -> str:
        return {"open": "orange", "answered": "blue"}.get(self.value, "grey")


class QueryOutcome(StrEnum):
    CORRECTED = "corrected"
    EXPLAINED = "explained"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return _OUTCOMES[self.value]


_OUTCOMES = {
    "corrected": "The answer was corrected",
    "explained": "The answer is right, and explained",
    "withdrawn": "Withdrawn by the office",
}


@dataclass(frozen=True, slots=True)
class QuerySubject:
    """A question of the profile or a table by its key; blank for the whole return."""

    key: str
    label: str


def query_subjects() -> Iterator[tuple[str, tuple[QuerySubject, ...]]]:
    """Yield all that can be asked about, in groups as printed."""
    yield "", (QuerySubject("", WHOLE_RETURN),)
    yield "Tables", tuple(QuerySubject(slug, table.title) for slug, table in TABLES.items())
    for page in PROFILE.pages:
        yield page.title, tuple(QuerySubject(one.key, one.label) for one in page.questions)


def subject_called(key: str) -> QuerySubject | None:
    return next((one for _, group in query_subjects() for one in group if one.key == key), None)


def outcomes_of(*, has_changed: bool) -> tuple[QueryOutcome, ...]:
    """Return what can come of a query: a correction only where a later version says something else."""
    return tuple(one for one in QueryOutcome if has_changed or one is not QueryOutcome.CORRECTED)


def usual_due(today: date) -> date:
    return today + timedelta(days=USUAL_DAYS)


def why_not_due(due_on: date, today: date) -> str:
    """Tell why nobody can be asked to answer by a day; blank if they can."""
    if due_on < today:
        return "This day has passed. Give one from today on."
    return "This day is too far away. Give one within a year." if due_on > today + timedelta(days=MOST_DAYS) else ""
