"""Keep a new version of a project brief; those before it stay."""

from dataclasses import asdict
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from benchmarking.models import ProjectBrief
from benchmarking.permissions import can_keep_project
from benchmarking.projects.actions.project_entries import KIND, MOST, OVERTAKEN
from benchmarking.projects.domain.brief_versions import BriefTerms, terms_from
from benchmarking.projects.queries import briefs_of
from benchmarking.rounds.queries import round_for

SAME = Refusal("This says what the version before says, so no new one is kept.")
NO_REASON = Refusal("Say why the brief changes. The version before it stays beside it.")
CROWDED = Refusal(f"There are {MOST} versions already, which is more than anybody reads.")


@transaction.atomic
def keep_brief(
    *, by: Context, round_id: UUID, told: BriefTerms, why: str, after: int, key: UUID | None = None
) -> ProjectBrief | Refusal | None:
    """Keep a version that follows version ``after``, 0 for the first; a later one says why."""
    row = round_for(by, round_id) if can_keep_project(by) else None
    if row is None:
        return None
    take_turn(f"brief {row.id}")
    there = briefs_of(by, row)
    if found := made_before(there, key):
        return found
    newest = there.first()
    if newest is not None and newest.number != after:
        return Refusal(OVERTAKEN.format(newest.made_by.full_name))
    if faults := _faults(newest, told, why):
        return faults
    made = ProjectBrief.objects.create(
        id=key or uuid4(), round=row, host_authority_id=row.host_authority_id,
        number=newest.number + 1 if newest else 1, why=why if newest else "", made_at=timezone.now(),
        made_by_id=by.person_id, **asdict(told),
    )  # fmt: skip
    audit.record_on(made, by=by, verb="project.brief.kept", kind=KIND, words=f"{row.name}: version {made.number}")
    return made


def _faults(newest: ProjectBrief | None, told: BriefTerms, why: str) -> Refusal | None:
    if newest is None:
        return None
    if terms_from(newest) == told:
        return SAME
    if newest.number >= MOST:
        return CROWDED
    return None if why else NO_REASON
