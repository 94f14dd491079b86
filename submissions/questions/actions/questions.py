"""Ask, answer, close and withdraw questions on a return: each step in the audit trail, without the words."""

from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal, no_words
from register.queries import Participation
from submissions import queries
from submissions.models import ReturnQuestion
from submissions.permissions import can_ask_on, can_look_after_query
from submissions.questions.actions import question_mails
from submissions.questions.domain.questions import (
    LONGEST,
    AnswerChannel,
    QuestionOutcome,
    QuestionSide,
    QuestionState,
    QuestionSubject,
)

Done = ReturnQuestion | Refusal | None
_LATE = Refusal("Somebody else has just answered, closed or withdrawn this. Please look at it again.")


@transaction.atomic
def ask(
    *, by: Context, participation_id: UUID, about: QuestionSubject, words: str, code: str = "", key: UUID | None = None
) -> Done:
    """Ask as the provider of the location, or as an analyst; None if the asker may not.

    ``key`` is that of the page, so that it is asked once.
    """
    participation = queries.participation_for(by, participation_id)
    if participation is None or not can_ask_on(by, participation):
        return None
    refusal = no_words(words, "Type your question.") or _too_long(words)
    if refusal:
        return refusal
    already = made_before(ReturnQuestion.objects.filter(asked_by_id=by.person_id), key)
    if already is not None:
        return already
    query = ReturnQuestion.objects.create(
        id=key or uuid4(),
        participation=participation,
        exercise_id=participation.exercise_id,
        authority_id=participation.authority_id,
        provider_id=participation.provider_id,
        asked_side=QuestionSide.PROVIDER if by.is_provider else QuestionSide.TEAM,
        key=about.key,
        line=about.line,
        label=about.label[:300],
        code=code[:10],
        version_number=_version_number(participation),
        words=words.strip(),
        asked_at=timezone.now(),
        asked_by_id=by.person_id,
    )
    _record(query, by, "asked a question" if by.is_provider else "raised a query")
    question_mails.asked(query.id)
    return query


def _version_number(participation: Participation) -> int | None:
    submission = getattr(participation, "submission", None)
    return submission.current.number if submission and submission.current else None


@transaction.atomic
def answer(*, by: Context, query_id: UUID, words: str, channel: AnswerChannel = AnswerChannel.PORTAL) -> Done:
    """Answer as the other side; an analyst may write down what the provider said on the phone, and how it came."""
    query = _locked(by, query_id)
    if query is None:
        return None
    asked_by_other = (query.asked_side == QuestionSide.TEAM) == by.is_provider
    if not asked_by_other and (by.is_provider or channel == AnswerChannel.PORTAL):
        return Refusal("Say how the answer came.") if not by.is_provider else None
    refusal = no_words(words, "Type the answer.") or _too_long(words)
    if refusal:
        return refusal
    values = {"answer": words.strip(), "channel": channel, "answered_at": timezone.now()}
    done = _move(query, (QuestionState.OPEN,), QuestionState.ANSWERED, answered_by_id=by.person_id, **values)
    if not done:
        return _LATE
    _record(
        query, by, "answered a query" if query.asked_side == QuestionSide.TEAM else "answered a question", channel.label
    )
    question_mails.answered(query.id)
    return queries.query_for(by, query.id)


@transaction.atomic
def close(*, by: Context, query_id: UUID, outcome: QuestionOutcome) -> Done:
    """Close an analyst's question, answered or not: the provider may have changed the figure without an answer."""
    query = _locked(by, query_id)
    if query is None or by.is_provider or query.asked_side != QuestionSide.TEAM:
        return None
    values = {"outcome": outcome, "closed_at": timezone.now(), "closed_by_id": by.person_id}
    if not _move(query, (QuestionState.OPEN, QuestionState.ANSWERED), QuestionState.CLOSED, **values):
        return _LATE
    _record(query, by, "closed a query", outcome.value)
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
    _record(query, by, "withdrew a question")
    return queries.query_for(by, query.id)


def _locked(by: Context, query_id: UUID) -> ReturnQuestion | None:
    found = queries.queries_for(by).select_for_update(of=("self",)).filter(id=query_id).first()
    return found if found is not None and can_look_after_query(by, found) else None


def _move(query: ReturnQuestion, before: tuple[QuestionState, ...], after: QuestionState, **values: object) -> bool:
    return bool(ReturnQuestion.objects.filter(id=query.id, state__in=before).update(state=after, **values))


def _too_long(words: str) -> Refusal | None:
    return Refusal(f"Please use at most {LONGEST:,} characters.") if len(words.strip()) > LONGEST else None


def _record(query: ReturnQuestion, by: Context, verb: str, words: str = "") -> None:
    """Record a step, under the return if there is one, so that its history shows it."""
    submission = getattr(query.participation, "submission", None)
    audit.record_on(
        query,
        by=by,
        verb=verb,
        kind="return" if submission else "participation",
        id=submission.id if submission else query.participation_id,
        words=", ".join(filter(None, (query.key or query.line, words))),
    )
