"""The only reader of projects; every function takes the asker."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from benchmarking.models import (
    BenchmarkRound,
    ProjectBrief,
    ProjectChange,
    ProjectDecision,
    ProjectMeeting,
    ProjectRisk,
    ProjectRiskRating,
    ProjectSeat,
    ProjectTask,
    RoundMember,
)
from benchmarking.permissions import can_answer_for_council, can_see_progress
from benchmarking.projects.domain.project_parts import FOR_MEMBERS, ProjectPart
from benchmarking.rounds.domain.round_states import RoundState

ROWS: dict[ProjectPart, Any] = {
    ProjectPart.GROUP: ProjectSeat,
    ProjectPart.MEETINGS: ProjectMeeting,
    ProjectPart.TASKS: ProjectTask,
    ProjectPart.RISKS: ProjectRisk,
    ProjectPart.DECISIONS: ProjectDecision,
    ProjectPart.CHANGES: ProjectChange,
}
# Who wrote a row is not joined: a council does not see the people of the office, and would miss the row.
JOINED = {ProjectPart.DECISIONS: ("meeting", "replaces")}


def _is_host(context: Context | None, row: BenchmarkRound) -> bool:
    return context is not None and can_see_progress(context) and row.host_authority_id == context.authority_id


def _is_asked(context: Context | None, member: RoundMember) -> bool:
    """Tell whether the asker's council is a member, and its round has opened."""
    is_own = context is not None and can_answer_for_council(context) and context.authority_id == member.authority_id
    return is_own and member.round.state != RoundState.SET_UP


def _rows(part: ProjectPart) -> QuerySet[Any]:
    rows: QuerySet[Any] = ROWS[part].objects.all()
    return rows.select_related(*JOINED[part]) if part in JOINED else rows


def entries_of(context: Context | None, row: BenchmarkRound, part: ProjectPart) -> QuerySet[Any]:
    """Return the rows of a part of a project: for the office's team and regional lead."""
    rows = _rows(part)
    return rows.filter(round=row) if _is_host(context, row) else rows.none()


def entry_for(context: Context | None, row: BenchmarkRound, part: ProjectPart, entry_id: UUID) -> Any | None:
    return entries_of(context, row, part).filter(id=entry_id).first()


def briefs_of(context: Context | None, row: BenchmarkRound) -> QuerySet[ProjectBrief]:
    """Return the versions of a brief, the newest first."""
    rows = ProjectBrief.objects.select_related("made_by")
    return rows.filter(round=row) if _is_host(context, row) else rows.none()


def ratings_of(context: Context | None, row: BenchmarkRound, risk_id: UUID) -> QuerySet[ProjectRiskRating]:
    """Return how a risk was rated, the newest first."""
    rows = ProjectRiskRating.objects.select_related("rated_by")
    return rows.filter(risk_id=risk_id, risk__round=row) if _is_host(context, row) else rows.none()


def own_entries(context: Context | None, member: RoundMember, part: ProjectPart) -> QuerySet[Any]:
    """Return the rows of a part that councils read: for those of a council in the round."""
    rows = _rows(part)
    return rows.filter(round_id=member.round_id) if part in FOR_MEMBERS and _is_asked(context, member) else rows.none()


def own_brief(context: Context | None, member: RoundMember) -> ProjectBrief | None:
    """Return the newest version of the brief of a round that asks the asker's council."""
    rows = ProjectBrief.objects.filter(round_id=member.round_id)
    return rows.first() if _is_asked(context, member) else None
