"""Ask, answer, close and withdraw questions on a return: each step in the audit trail, without the words."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions.held_rows import held
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal, no_words
from register.permissions import last_day
from submissions import queries
from submissions.models import ReturnQuestion
from submissions.permissions import can_look_after_query
from submissions.questions.actions import question_mails
from submissions.questions.actions.new_questions import ask_together
from submissions.questions.actions.question_audit import record_step, too_long, version_number
from submissions.questions.domain.questions import (
    AnswerChannel,
    NewQuestion,
    QuestionOutcome,
    QuestionSide,
    QuestionState,
    QuestionSubject,
    outcomes_for,
)

Done = ReturnQuestion | Refusal | None
_UNCHANGED = Refusal(
    "No version since the query has another figure, so it was not corrected. Choose another outcome, or ask again."
)
_LATE = Refusal("Somebody else has just answered, closed or withdrawn this. Please look at it again.")


def ask(
    *,
    by: Context,
    participation_id: UUID,
    about: QuestionSubject,
    words: str,
    code: str = "",
    due_on: date | None = None,
    cycle: int | None = None,
    follows: UUID | None = None,
    key: UUID | None = None,
) -> Done:
    """Ask as the provider of the location, or as an analyst in a cycle; None if the asker may not.

    ``follows`` is the question that is asked again. ``key`` is that of the page, so that it is asked once.
    """
    done = ask_together(
        by=by,
        participation_id=participation_id,
        asked=[NewQuestion(about, words, code)],
        due_on=due_on,
        cycle=cycle,
        follows=follows,
        key=key,
    )
    return done[0] if isinstance(done, list) else done


@transaction.atomic
def answer(*, by: Context, query_id: UUID, words: str, channel: AnswerChannel = AnswerChannel.PORTAL) -> Done:
    """Answer as the other side; an analyst may write down what the provider said on the phone, and how it came.

    What comes after the last day of the return is kept and marked late.
    """
    query = _locked(by, query_id)
    if query is None:
        return None
    asked_by_other = (query.asked_side == QuestionSide.TEAM) == by.is_provider
    if not asked_by_other and (by.is_provider or channel == AnswerChannel.PORTAL):
        return Refusal("Say how the answer came.") if not by.is_provider else None
    refusal = no_words(words, "Type the answer.") or too_long(words)
    if refusal:
        return refusal
    is_late = query.asked_side == QuestionSide.TEAM and timezone.localdate() > last_day(query.participation)
    values = {"answer": words.strip(), "channel": channel, "answered_at": timezone.now(), "is_late": is_late}
    done = _move(query, (QuestionState.OPEN,), QuestionState.ANSWERED, answered_by_id=by.person_id, **values)
    if not done:
        return _LATE
    record_step(
        query, by, "answered a query" if query.asked_side == QuestionSide.TEAM else "answered a question", channel.label
    )
    question_mails.answered(query.id)
    return queries.query_for(by, query.id)


@transaction.atomic
def close(*, by: Context, query_id: UUID, outcome: QuestionOutcome) -> Done:
    """Close an analyst's question, answered or not: the provider may have changed the figure without an answer.

    It is *corrected* only where a version that came after the question has another figure.
    """
    query = _locked(by, query_id)
    if query is None or by.is_provider or query.asked_side != QuestionSide.TEAM:
        return None
    if outcome not in outcomes_for(query.about, has_changed=bool(queries.changes_since(by, query))):
        return _UNCHANGED if outcome is QuestionOutcome.CORRECTED else Refusal("Choose another outcome.")
    values = {
        "outcome": outcome,
        "closed_at": timezone.now(),
        "closed_by_id": by.person_id,
        "closed_version": version_number(query.participation),
    }
    if not _move(query, (QuestionState.OPEN, QuestionState.ANSWERED), QuestionState.CLOSED, **values):
        return _LATE
    record_step(query, by, "closed a query", outcome.value)
    question_mails.closed(query.id)
    return queries.query_for(by, query.id)


@transaction.atomic
def withdraw(*, by: Context, query_id: UUID) -> Done:
    """Withdraw a provider's own question that nobody has answered yet; its text stays in the history."""
    query = _locked(by, query_id)
    if query is None or not by.is_provider or query.asked_side != QuestionSide.PROVIDER:
        return None
    values = {"closed_at": timezone.now(), "closed_by_id": by.person_id}
    if not _move(query, (QuestionState.OPEN,), QuestionState.WITHDRAWN, **values):
        return _LATE
    record_step(query, by, "withdrew a question")
    return queries.query_for(by, query.id)


def _locked(by: Context, query_id: UUID) -> ReturnQuestion | None:
    found = held(queries.queries_for(by), query_id)
    return found if found is not None and can_look_after_query(by, found) else None


def _move(query: ReturnQuestion, before: tuple[QuestionState, ...], after: QuestionState, **values: object) -> bool:
    return bool(ReturnQuestion.objects.filter(id=query.id, state__in=before).update(state=after, **values))
