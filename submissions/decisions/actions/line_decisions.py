"""Leave lines of a return out of statistics, and take that back."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costing.forms import form_for
from submissions.decisions import queries
from submissions.decisions.actions.decided_return import held, not_now, owned, record_for_team
from submissions.decisions.domain import decision_refusals
from submissions.decisions.domain.decision_reasons import DecisionKind
from submissions.models import LineDecision


@transaction.atomic
def leave_out(
    *, by: Context, return_id: UUID, lines: Iterable[str], reason: str, words: str, seen: str | None = None
) -> list[LineDecision] | Refusal | None:
    """Leave lines out, all or none of them; None if the return is not the asker's to decide.

    ``seen`` is the state that the page showed; None if nobody looked at a page.
    """
    found = held(by, return_id)
    form = form_for(found[1].form_service, found[1].form_version) if found else None
    if found is None or form is None:
        return None
    submission, version = found
    chosen = list(dict.fromkeys(lines))
    standing = {row.line: row.decided_by.full_name for row in _standing(by, submission.id)}
    refusal = (
        not_now(by, submission, seen)
        or decision_refusals.no_such_lines(form, chosen)
        or decision_refusals.left_out_already(form, chosen, standing)
        or decision_refusals.no_reason(DecisionKind.LINE, reason, words)
    )
    if refusal:
        return refusal
    common = {**owned(by, submission, version), "reason": reason, "words": words.strip(), "decided_at": timezone.now()}
    made = LineDecision.objects.bulk_create(LineDecision(line=line, **common) for line in chosen)
    record_for_team(submission, by=by, verb="left lines out", names=chosen)
    return made


@transaction.atomic
def take_back(*, by: Context, decision_id: UUID) -> LineDecision | Refusal | None:
    """Let a line count again; None if the decision is not the asker's to take back."""
    decision = queries.line_decisions_for(by).filter(id=decision_id).first()
    found = held(by, decision.submission_id) if decision else None
    if decision is None or found is None:
        return None
    done = LineDecision.objects.filter(id=decision_id, taken_back_at=None).update(
        taken_back_at=timezone.now(), taken_back_by_id=by.person_id
    )
    if not done:
        return decision_refusals.TAKEN_BACK
    record_for_team(found[0], by=by, verb="let a line count again", names=[decision.line])
    decision.refresh_from_db()
    return decision


def _standing(by: Context, return_id: UUID) -> Iterable[LineDecision]:
    return queries.line_decisions_for(by).filter(submission_id=return_id, taken_back_at=None)
