"""A project as its page shows it: what is lacking, the days done, what is late, and the highest risks first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from benchmarking.projects.domain.brief_versions import BriefTerms, terms_from
from benchmarking.projects.domain.project_group import missing_from
from benchmarking.projects.domain.project_parts import ProjectPart
from benchmarking.projects.domain.project_tasks import OPEN_TASKS, TaskState

Rows = Sequence[Any]


@dataclass(frozen=True, slots=True)
class ShownTask:
    """A task with its state, and whether its day has passed."""

    row: Any
    state: TaskState
    is_late: bool


@dataclass(frozen=True, slots=True)
class ShownProject:
    """All parts of a project; a part that the reader does not see is empty."""

    brief: Any
    terms: BriefTerms | None
    group: Rows
    left: Rows
    missing: tuple[str, ...]
    meetings: Rows
    tasks: Sequence[ShownTask]
    days: Decimal
    days_done: Decimal
    late: int
    risks: Rows
    closed_risks: Rows
    decisions: Rows
    changes: Rows

    @property
    def replaced(self) -> frozenset[Any]:
        """The ids of decisions of which a later one takes the place."""
        return frozenset(row.replaces_id for row in self.decisions)


def shown_project(brief: Any, parts: Mapping[ProjectPart, Rows], today: date) -> ShownProject:
    """Return what the page shows of the newest brief, None where there is none, and of the rows of each part."""
    rows = {part: parts.get(part, ()) for part in ProjectPart}
    group = [row for row in rows[ProjectPart.GROUP] if row.left_on is None or row.left_on > today]
    tasks = [_task(row, today) for row in rows[ProjectPart.TASKS]]
    risks = sorted(rows[ProjectPart.RISKS], key=lambda row: (-row.rated.score, row.title))
    return ShownProject(
        brief=brief,
        terms=terms_from(brief) if brief is not None else None,
        group=group,
        left=[row for row in rows[ProjectPart.GROUP] if row not in group],
        missing=missing_from(group),
        meetings=rows[ProjectPart.MEETINGS],
        tasks=tasks,
        days=sum((one.row.days for one in tasks if one.state is not TaskState.DROPPED), Decimal(0)),
        days_done=sum((one.row.days for one in tasks if one.state is TaskState.DONE), Decimal(0)),
        late=sum(one.is_late for one in tasks),
        risks=[row for row in risks if not row.is_closed],
        closed_risks=[row for row in risks if row.is_closed],
        decisions=rows[ProjectPart.DECISIONS],
        changes=rows[ProjectPart.CHANGES],
    )


def _task(row: Any, today: date) -> ShownTask:
    state = TaskState(row.state)
    return ShownTask(row, state, state in OPEN_TASKS and row.due_on is not None and row.due_on < today)
