"""Define a set of questions for people who use care, and keep counts of what they answered."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.held_rows import held
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from markets.fees.domain.overtaken import overtaken
from markets.models import ServiceUserQuestions
from markets.permissions import can_look_after_tables
from markets.programme.domain.answer_counts import CountedAnswer, with_counts
from markets.programme.domain.question_sets import ServiceUserQuestion, set_fault
from markets.programme.queries import programme_for, question_set_for, question_sets_of

KIND, MOST = "questions to people who use care", 50
CROWDED = Refusal(f"There are {MOST} sets already. Throw away one that is no longer needed.")


@transaction.atomic
def define(
    *, by: Context, programme_id: UUID, name: str, questions: Sequence[ServiceUserQuestion], key: UUID | None = None
) -> ServiceUserQuestions | Refusal | None:
    """Define a set; its questions never change, so that counts are of one and the same question."""
    programme = programme_for(by, programme_id) if can_look_after_tables(by) else None
    if programme is None:
        return None
    sets = question_sets_of(by, programme)
    if found := made_before(sets, key):
        return found
    if fault := set_fault(questions):
        return Refusal(fault)
    if sets.count() >= MOST:
        return CROWDED
    row = ServiceUserQuestions.objects.create(
        id=key or uuid4(), authority_id=by.own_authority, programme=programme, name=name,
        questions=[one.row for one in questions], changed_at=timezone.now(), changed_by_id=by.person_id,
    )  # fmt: skip
    audit.record_on(row, by=by, verb="questions.defined", kind=KIND, words=name)
    return row


@transaction.atomic
def keep_counts(
    *, by: Context, question_set_id: UUID, edition: int | None, told: Sequence[CountedAnswer]
) -> ServiceUserQuestions | Refusal | None:
    """Keep counts in place of those that stood there."""
    row = _held(by, question_set_id)
    if row is None:
        return None
    if edition not in (None, row.edition):
        return overtaken(row.name, row.changed_by.full_name)
    row.answers = with_counts(row.answers, told)
    row.edition, row.changed_at, row.changed_by_id = row.edition + 1, timezone.now(), by.person_id
    row.save()
    audit.record_on(row, by=by, verb="questions.counted", kind=KIND, words=row.name)
    return row


@transaction.atomic
def throw_away(*, by: Context, question_set_id: UUID) -> ServiceUserQuestions | None:
    """Delete a set with its counts."""
    row = _held(by, question_set_id)
    if row is None:
        return None
    audit.record_on(row, by=by, verb="questions.thrown_away", kind=KIND, words=row.name)
    row.delete()
    return row


def _held(by: Context, question_set_id: UUID) -> ServiceUserQuestions | None:
    found = question_set_for(by, question_set_id) if can_look_after_tables(by) else None
    return None if found is None else held(question_sets_of(by, found.programme), found.id)
