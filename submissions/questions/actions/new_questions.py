"""Ask one question or several of one return at once: one cycle, one due date, one mail."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal, no_words
from costing.serialisation import storable
from register.queries import Participation
from submissions import queries
from submissions.models import ReturnQuestion
from submissions.permissions import can_ask_on
from submissions.questions.actions import question_mails
from submissions.questions.actions.question_audit import record_step, too_long, version_number
from submissions.questions.domain.cycles import cycle_after, cycle_fault, due_fault, no_cycle_left, usual_due
from submissions.questions.domain.questions import NewQuestion, QuestionOutcome, QuestionSide, QuestionState

Asked = list[ReturnQuestion] | Refusal | None
_GONE = Refusal("The query that this would follow has been asked again already. Please look at it.")


@transaction.atomic
def ask_together(
    *,
    by: Context,
    participation_id: UUID,
    asked: Sequence[NewQuestion],
    due_on: date | None = None,
    cycle: int | None = None,
    follows: UUID | None = None,
    key: UUID | None = None,
) -> Asked:
    """Ask all or none; None if the asker may not. The team's are due on a day, a week from now unless one is given.

    A question of the team on what was asked and closed before follows that one; with ``follows`` it follows that
    question, which need not be closed: asking again closes it.
    """
    participation = queries.participation_for(by, participation_id)
    if participation is None or not can_ask_on(by, participation):
        return None
    refusal = _without_words(asked)
    if refusal:
        return refusal
    already = made_before(ReturnQuestion.objects.filter(asked_by_id=by.person_id), key)
    if already is not None:
        return list(ReturnQuestion.objects.filter(asked_by=already.asked_by_id, asked_at=already.asked_at))
    planned = _for_provider(asked) if by.is_provider else _planned(by, participation, asked, due_on, cycle, follows)
    if isinstance(planned, Refusal):
        return planned
    now = timezone.now()
    made = [
        _create(by, participation, one, {**values, "asked_at": now}, (key if not number else None) or uuid4())
        for number, (one, values) in enumerate(planned)
    ]
    question_mails.asked(made)
    return made


Planned = list[tuple[NewQuestion, dict[str, object]]]


def _for_provider(asked: Sequence[NewQuestion]) -> Planned:
    return [(one, {"asked_side": QuestionSide.PROVIDER}) for one in asked]


def _planned(
    by: Context,
    participation: Participation,
    asked: Sequence[NewQuestion],
    due_on: date | None,
    cycle: int | None,
    follows: UUID | None,
) -> Planned | Refusal:
    """Return what the team asks, each with its cycle and the question before it; or why it cannot.

    The return is locked, so that of two who ask again the second finds that it was asked.
    """
    queries.returns_for(by).select_for_update(of=("self",)).filter(participation=participation).first()
    today = timezone.localdate()
    due = due_on or usual_due(today)
    if refusal := due_fault(due, today):
        return refusal
    usual, planned = queries.usual_cycle_of(by, participation), []
    for one in asked:
        before = queries.asked_before(by, participation, one.about, follows)
        if follows and before is None:
            return _GONE
        followed = before.cycle if before else None
        after = cycle_after(followed, usual)
        if after is None:
            return no_cycle_left(one.about.label)
        number = cycle or after
        if refusal := cycle_fault(number, followed):
            return refusal
        values = {"asked_side": QuestionSide.TEAM, "cycle": number, "due_on": due, "follows": before}
        planned.append((one, values))
    return planned


def _create(
    by: Context, participation: Participation, one: NewQuestion, values: dict[str, object], id: UUID
) -> ReturnQuestion:
    before = values.get("follows")
    if isinstance(before, ReturnQuestion):
        _close_followed(by, before)
    query = ReturnQuestion.objects.create(
        id=id,
        participation=participation,
        exercise_id=participation.exercise_id,
        authority_id=participation.authority_id,
        provider_id=participation.provider_id,
        key=one.about.key,
        line=one.about.line,
        label=one.about.label[:300],
        code=one.code[:10],
        version_number=version_number(participation),
        words=storable(one.words.strip()),
        asked_by_id=by.person_id,
        **values,
    )
    verb = "asked a question" if by.is_provider else "raised a query"
    record_step(query, by, verb, f"cycle {query.cycle}" if query.cycle and query.cycle > 1 else "")
    return query


def _close_followed(by: Context, before: ReturnQuestion) -> None:
    """Close a question that waits and is asked again."""
    waits = ReturnQuestion.objects.filter(id=before.id, state__in=(QuestionState.OPEN, QuestionState.ANSWERED))
    if waits.update(
        state=QuestionState.CLOSED,
        outcome=QuestionOutcome.ASKED_AGAIN,
        closed_at=timezone.now(),
        closed_by_id=by.person_id,
        closed_version=version_number(before.participation),
    ):
        record_step(before, by, "closed a query", QuestionOutcome.ASKED_AGAIN.value)


def _without_words(asked: Sequence[NewQuestion]) -> Refusal | None:
    refusals = (no_words(one.words, "Type your question.") or too_long(one.words) for one in asked)
    return next(filter(None, refusals), None if asked else Refusal("Type your question."))
