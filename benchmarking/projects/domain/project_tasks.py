"""Tasks of a project, with those that every round begins with."""

import csv
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "project_tasks.csv"


class TaskState(StrEnum):
    """How far a task is."""

    TO_DO = "to_do"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return {"to_do": "To do", "under_way": "Under way", "done": "Done", "dropped": "Dropped"}[self.value]

    @property
    def colour(self) -> str:
        return {"to_do": "blue", "under_way": "light-blue", "done": "green", "dropped": "grey"}[self.value]


OPEN_TASKS = frozenset({TaskState.TO_DO, TaskState.UNDER_WAY})


@dataclass(frozen=True, slots=True)
class UsualTask:
    """A task with which a project begins; ``month`` counts from 1."""

    title: str
    days: Decimal
    month: int
    owner: str
    done_when: str

    def due_on(self, begins_on: date) -> date:
        return month_end(begins_on, self.month)


def usual_tasks() -> tuple[UsualTask, ...]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        UsualTask(
            row["task"], Decimal(row["days"]), int(row["due"].removeprefix("month ")), row["done by"], row["done when"]
        )
        for row in rows
    )  # fmt: skip


def month_end(begins_on: date, month: int) -> date:
    """Return the last day of a month of a project: the day before it is as many months old."""
    years, number = divmod(begins_on.month - 1 + month, 12)
    year, after = begins_on.year + years, number + 1
    last = monthrange(year, after)[1]
    return date(year, after, min(begins_on.day, last)) - timedelta(days=1)
