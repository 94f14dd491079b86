"""Exemptions: a provider asks for one and may withdraw the request; an analyst decides."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal, no_words
from register.permissions import can_judge_scope
from register.queries import Participation
from submissions import queries
from submissions.actions import exemption_mails, scope
from submissions.domain.exemptions import ExemptionReason, ExemptionState
from submissions.domain.states import ReturnState
from submissions.models import ExemptionRequest

LONGEST = 1000
LONGEST_DECISION = 200
Done = ExemptionRequest | Refusal | None
_ALREADY = Refusal("You or a colleague have said so already. The independent team will decide.")
_DECIDED = Refusal("This has been decided or withdrawn in the meantime.")


@transaction.atomic
def say(*, by: Context, participation_id: UUID, reason: ExemptionReason, words: str) -> Done:
    """Ask for an exemption; None if the location is not the asker's own."""
    participation = queries.participation_for(by, participation_id) if by.is_provider else None
    if participation is None:
        return None
    refusal = _cannot_say(participation, words)
    if refusal:
        return refusal
    word = _kept(by, participation, reason, words)
    if word is None:
        return _ALREADY
    _record(word, by, "said that a location should not be asked", reason.value)
    exemption_mails.said(word.id)
    return word


def _cannot_say(participation: Participation, words: str) -> Refusal | None:
    submission = getattr(participation, "submission", None)
    if participation.eligibility != Participation.Eligibility.IN_SCOPE:
        return Refusal(f"{participation.location_name} is not asked for a return any more.")
    if submission and submission.state in (ReturnState.SUBMITTED, ReturnState.ACCEPTED):
        return Refusal("A return has been submitted for this location. Take it back first.")
    too_long = Refusal(f"Please use at most {LONGEST:,} characters.") if len(words.strip()) > LONGEST else None
    return no_words(words, "Say in a few words why.") or too_long


def _kept(by: Context, participation: Participation, reason: ExemptionReason, words: str) -> ExemptionRequest | None:
    """Keep the request; None if a colleague was quicker, as each location has one waiting at a time."""
    try:
        with transaction.atomic():
            return ExemptionRequest.objects.create(
                participation=participation,
                exercise_id=participation.exercise_id,
                authority_id=participation.authority_id,
                provider_id=participation.provider_id,
                reason=reason,
                words=words.strip(),
                said_at=timezone.now(),
                said_by_id=by.person_id,
            )
    except IntegrityError:
        return None


@transaction.atomic
def withdraw(*, by: Context, word_id: UUID) -> Done:
    word = queries.word_for(by, word_id) if by.is_provider else None
    if word is None:
        return None
    if not _settle(word, by, ExemptionState.WITHDRAWN, ""):
        return _DECIDED
    _record(word, by, "withdrew that a location should not be asked")
    exemption_mails.said(word.id)
    return queries.word_for(by, word.id)


@transaction.atomic
def decide(*, by: Context, word_id: UUID, agrees: bool, words: str) -> Done:
    """Agree or refuse.

    Agreeing marks the location as not relevant, with the reason from the list, without the provider's words.
    """
    word = queries.word_for(by, word_id)
    if word is None or not can_judge_scope(by, word.exercise):
        return None
    refusal = None if agrees else no_words(words, "Say why the location is still asked.")
    if refusal:
        return refusal
    words = " ".join(words.split())[:LONGEST_DECISION]
    if not _settle(word, by, ExemptionState.AGREED if agrees else ExemptionState.REFUSED, words):
        return _DECIDED
    if agrees and isinstance(refused := _not_relevant(by, word, words), Refusal):
        transaction.set_rollback(True)
        return refused
    verb = "agreed that a location should not be asked" if agrees else "decided that a location is still asked"
    _record(word, by, verb)
    exemption_mails.decided(word.id)
    return queries.word_for(by, word.id)


def _not_relevant(by: Context, word: ExemptionRequest, words: str) -> Participation | Refusal | None:
    reason = ": ".join(filter(None, (ExemptionReason(word.reason).label, words)))
    return scope.mark_not_relevant(by=by, participation_id=word.participation_id, reason=reason, asked_for=True)


def _settle(word: ExemptionRequest, by: Context, state: ExemptionState, words: str) -> bool:
    values = {"state": state, "decision_words": words, "decided_at": timezone.now(), "decided_by_id": by.person_id}
    return bool(ExemptionRequest.objects.filter(id=word.id, state=ExemptionState.WAITING).update(**values))


def _record(word: ExemptionRequest, by: Context, verb: str, words: str = "") -> None:
    audit.record_on(
        word,
        by=by,
        verb=verb,
        kind="participation",
        id=word.participation_id,
        words=", ".join(filter(None, (word.participation.location_name, words))),
    )
