"""Put an adjusted value beside a submitted answer, and take it back; the version itself is never changed."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costing.answers import Answers
from costing.form import Form
from costing.forms import form_for
from costing.serialisation import answers_from
from submissions.decisions import queries
from submissions.decisions.actions.decided_return import held, not_now, owned, record_for_team
from submissions.decisions.domain import decision_refusals
from submissions.decisions.domain.adjusted_answers import adjusted_costs
from submissions.decisions.domain.decision_reasons import DecisionKind
from submissions.decisions.domain.typed_adjustment import adjusted_from
from submissions.models import Adjustment, Return, Version


@transaction.atomic
def adjust(
    *, by: Context, return_id: UUID, key: str, value: str, reason: str, words: str, seen: str | None = None
) -> Adjustment | Refusal | None:
    """Adjust an answer to ``value`` as typed; an earlier adjustment of it is taken back with that.

    None if the return is not the asker's to decide.
    """
    found = held(by, return_id)
    form = form_for(found[1].form_service, found[1].form_version) if found else None
    answers = answers_from(found[1].form_service, found[1].form_version, found[1].answers) if found else None
    if found is None or form is None or answers is None:
        return None
    submission, version = found
    refusal = not_now(by, submission, seen)
    adjusted = refusal or adjusted_from(form, answers, key, value)
    if isinstance(adjusted, Refusal):
        return adjusted
    refusal = decision_refusals.no_reason(DecisionKind.ANSWER, reason, words) or _not_costed(
        by, submission, version, form, answers, {key: adjusted}
    )
    return refusal or _kept(by, submission, version, answers, key, adjusted, reason, words)


def _kept(
    by: Context,
    submission: Return,
    version: Version,
    answers: Answers,
    key: str,
    adjusted: str,
    reason: str,
    words: str,
) -> Adjustment:
    now = timezone.now()
    earlier = queries.adjustments_on(by, submission).filter(key=key, taken_back_at=None)
    Adjustment.objects.filter(id__in=[row.id for row in earlier]).update(
        taken_back_at=now, taken_back_by_id=by.person_id
    )
    made = Adjustment.objects.create(
        **owned(by, submission, version),
        key=key,
        submitted=answers.by_key[key].normal,
        adjusted=adjusted,
        reason=reason,
        words=words.strip(),
        decided_at=now,
    )
    record_for_team(submission, by=by, verb="adjusted an answer", names=[key])
    return made


def _not_costed(
    by: Context, submission: Return, version: Version, form: Form, answers: Answers, changed: dict[str, str]
) -> Refusal | None:
    """Return a refusal where the return has costs now and would have none with all that is adjusted."""
    together = {one.key: one.adjusted for one in queries.applying(by, submission, version)} | changed
    costs = adjusted_costs(form, answers, together, submission.exercise.weeks)
    return decision_refusals.not_costed() if version.costs is not None and costs is None else None


@transaction.atomic
def take_back(*, by: Context, adjustment_id: UUID) -> Adjustment | Refusal | None:
    """Let the submitted value count again; None if the adjustment is not the asker's to take back."""
    adjustment = queries.adjustments_for(by).filter(id=adjustment_id).first()
    found = held(by, adjustment.submission_id) if adjustment else None
    if adjustment is None or found is None:
        return None
    done = Adjustment.objects.filter(id=adjustment_id, taken_back_at=None).update(
        taken_back_at=timezone.now(), taken_back_by_id=by.person_id
    )
    if not done:
        return decision_refusals.TAKEN_BACK
    record_for_team(found[0], by=by, verb="took an adjustment back", names=[adjustment.key])
    adjustment.refresh_from_db()
    return adjustment
