"""Give a location an outcome that its contacts do not show, and end that."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal, no_words
from engagement.coverage.domain.outcome_names import MAY_BE_GIVEN, LocationOutcome
from engagement.domain.owner_team import side_of
from engagement.models import OutcomeOverride, OverrideReason
from engagement.permissions import can_give_outcome
from register import queries as register

SETTLED = Refusal("Whether a return is in, and who is relevant, is not given by hand: change it where it is kept.")
AT_ONCE = Refusal("Somebody else has just given this location an outcome. Look at it first.")
LONGEST_REASON = 300


def give(
    *, by: Context, participation_id: UUID, outcome: LocationOutcome, reason: str
) -> OutcomeOverride | Refusal | None:
    """Give an outcome, which counts until it is ended or replaced; None if it is not the asker's to give."""
    asked = register.reached_location(by, participation_id)
    if asked is None or not can_give_outcome(by):
        return None
    refusal = SETTLED if outcome not in MAY_BE_GIVEN else no_words(reason, "Say why the outcome is so.")
    if refusal:
        return refusal
    words = " ".join(reason.split())[:LONGEST_REASON]
    try:
        with transaction.atomic():
            _end(by, participation_id)
            return _given(by, asked, outcome, words)
    except IntegrityError:
        return AT_ONCE


def _given(by: Context, asked: register.Participation, outcome: LocationOutcome, words: str) -> OutcomeOverride:
    where = {"exercise_id": asked.exercise_id, "authority_id": asked.authority_id}
    made = OutcomeOverride.objects.create(
        **where,
        participation=asked,
        provider_id=asked.provider_id,
        side=side_of(by),
        outcome=outcome,
        by_id=by.person_id,
        given_at=timezone.now(),
    )
    OverrideReason.objects.create(**where, override=made, words=words)
    _record(by, made, "gave a location an outcome")
    return made


@transaction.atomic
def end(*, by: Context, participation_id: UUID) -> OutcomeOverride | None:
    """End a given outcome, so that the one from the contacts counts again."""
    if register.reached_location(by, participation_id) is None or not can_give_outcome(by):
        return None
    ended = _end(by, participation_id)
    if ended is not None:
        _record(by, ended, "ended an outcome that was given")
    return ended


def _end(by: Context, participation_id: UUID) -> OutcomeOverride | None:
    standing = OutcomeOverride.objects.select_for_update().filter(
        participation_id=participation_id, ended_at__isnull=True
    )
    for row in standing:
        row.ended_at, row.ended_by_id = timezone.now(), by.person_id
        row.save(update_fields=["ended_at", "ended_by"])
        return row
    return None


def _record(by: Context, row: OutcomeOverride, verb: str) -> None:
    audit.record_on(
        row, by=by, verb=verb, kind="participation", id=row.participation_id, words=LocationOutcome(row.outcome).label
    )
