"""Keep the lists of a project: add a row, change one, and begin with the tasks and risks of every round."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.actions.held_rows import held
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from benchmarking.models import BenchmarkRound, ProjectMeeting, ProjectRisk, ProjectRiskRating
from benchmarking.permissions import can_keep_project
from benchmarking.projects.actions.project_meetings import tell_of_change
from benchmarking.projects.domain.project_parts import ProjectPart
from benchmarking.projects.domain.project_risks import usual_risks
from benchmarking.projects.domain.project_tasks import usual_tasks
from benchmarking.projects.queries import ROWS, entries_of
from benchmarking.rounds.queries import round_for
from costing.risk_rating import rating_faults

KIND = "project of a round"
MOST = 300
CROWDED = Refusal(f"There are {MOST} rows in this list already, which is more than anybody reads.")
OVERTAKEN = (
    "{} has changed this while you had it open. What you typed stands below: look at it beside what they wrote, and "
    "save again to keep yours."
)
BEGUN = Refusal("This project has tasks or risks already, so the usual ones are not added.")
NOT_THERE = Refusal("The meeting or decision that you chose is not of this round. Choose another.")


@transaction.atomic
def add(
    *, by: Context, round_id: UUID, part: ProjectPart, told: Mapping[str, Any], key: UUID | None = None
) -> Any | Refusal | None:
    """Add a row to a part of a project, once however often the button is pressed."""
    row = _kept_by(by, round_id)
    if row is None:
        return None
    take_turn(f"project {part} {row.id}")
    there = entries_of(by, row, part)
    if found := made_before(there, key):
        return found
    if there.count() >= MOST:
        return CROWDED
    return _faults(by, row, part, told) or _added(by, row, part, told, key)


@transaction.atomic
def change(
    *, by: Context, round_id: UUID, part: ProjectPart, entry_id: UUID, edition: int, told: Mapping[str, Any],
    why: str = "",
) -> Any | Refusal | None:  # fmt: skip
    """Keep what a row says now; of a risk, how it was rated before and why anew."""
    row = _kept_by(by, round_id) if part.is_changed else None
    entry = held(entries_of(by, row, part), entry_id) if row else None
    if row is None or entry is None:
        return None
    if entry.edition != edition:
        return Refusal(OVERTAKEN.format(entry.changed_by.full_name))
    if faults := _faults(by, row, part, told):
        return faults
    was_off = getattr(entry, "is_off", False)
    for name, value in told.items():
        setattr(entry, name, value)
    entry.edition, entry.changed_at, entry.changed_by_id = edition + 1, timezone.now(), by.person_id
    entry.save()
    _note(by, entry, why or "Changed")
    audit.record_on(entry, by=by, verb=f"project.{part}.changed", kind=KIND, words=str(entry))
    if isinstance(entry, ProjectMeeting):
        tell_of_change(by, row, entry, was_off=was_off)
    return entry


@transaction.atomic
def begin(*, by: Context, round_id: UUID, begins_on: date) -> int | Refusal | None:
    """Put the tasks and risks of every round on empty lists, tasks due from the day on which the project begins."""
    row = _kept_by(by, round_id)
    if row is None:
        return None
    take_turn(f"project begins {row.id}")
    if entries_of(by, row, ProjectPart.TASKS).exists() or entries_of(by, row, ProjectPart.RISKS).exists():
        return BEGUN
    tasks, risks = usual_tasks(), usual_risks()
    for task in tasks:
        told = {"title": task.title, "days": task.days, "owner": task.owner, "done_when": task.done_when}
        _added(by, row, ProjectPart.TASKS, told | {"due_on": task.due_on(begins_on)})
    for risk in risks:
        told = {"title": risk.title, "owner": risk.owner, "mitigation": risk.mitigation}
        _added(by, row, ProjectPart.RISKS, told | {"likelihood": risk.likelihood, "impact": risk.impact})
    return len(tasks) + len(risks)


def _kept_by(by: Context, round_id: UUID) -> BenchmarkRound | None:
    return round_for(by, round_id) if can_keep_project(by) else None


def _faults(by: Context, row: BenchmarkRound, part: ProjectPart, told: Mapping[str, Any]) -> Refusal | None:
    """Return what is wrong with a rating, or with what a decision points to."""
    if part is ProjectPart.RISKS and (faults := rating_faults(told["likelihood"], told["impact"])):
        return Refusal(" ".join(faults))
    pointed = {"meeting_id": ProjectPart.MEETINGS, "replaces_id": ProjectPart.DECISIONS}
    for name, other in pointed.items():
        if told.get(name) and not entries_of(by, row, other).filter(id=told[name]).exists():
            return NOT_THERE
    return None


def _added(
    by: Context, row: BenchmarkRound, part: ProjectPart, told: Mapping[str, Any], key: UUID | None = None
) -> Any:
    entry = ROWS[part].objects.create(
        id=key or uuid4(), round=row, host_authority_id=row.host_authority_id, changed_at=timezone.now(),
        changed_by_id=by.person_id, **told,
    )  # fmt: skip
    _note(by, entry, "Put on the list")
    audit.record_on(entry, by=by, verb=f"project.{part}.added", kind=KIND, words=str(entry))
    return entry


def _note(by: Context, entry: Any, words: str) -> None:
    """Keep how a risk is rated from now on; of anything else there is nothing to note."""
    if isinstance(entry, ProjectRisk):
        ProjectRiskRating.objects.create(
            host_authority_id=entry.host_authority_id, risk=entry, likelihood=entry.likelihood, impact=entry.impact,
            words=words, rated_at=entry.changed_at, rated_by_id=by.person_id,
        )  # fmt: skip
