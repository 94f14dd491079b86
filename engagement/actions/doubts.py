"""Messages in doubt: a person looks into the mailbox or rings, and says which it is."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.domain.context import Context
from engagement import queries
from engagement.actions import nudging, sending
from engagement.domain.campaign_states import MessageState, StepState
from engagement.models import Message, Step
from engagement.permissions import can_change_campaign
from submissions.domain.outcomes import Refusal

DECIDED = Refusal("Somebody has decided on this message already.")
STOPPED = Refusal("The campaign was stopped, so the message cannot be sent again.")


@transaction.atomic
def call_sent(*, by: Context, message_id: UUID) -> Message | Refusal | None:
    """It has arrived: it counts as an e-mail, at the time of its sending."""
    message = _mine(by, message_id)
    if message is None:
        return None
    at = message.claimed_at or timezone.now()
    if not _decide(by, message, state=MessageState.SENT, sent_at=at, why=""):
        return DECIDED
    asked = [row.participation for row in message.about.filter(why="").select_related("participation")]
    contact = sending.enter(message, asked, at, by_id=by.person_id)
    Message.objects.filter(id=message.id).update(contact=contact)
    _record(by, message, "called a message sent")
    return message


@transaction.atomic
def call_lost(*, by: Context, message_id: UUID) -> Message | Refusal | None:
    """It has not arrived, and is not to be sent again."""
    message = _mine(by, message_id)
    if message is None:
        return None
    if not _decide(by, message, state=MessageState.FAILED, why="It did not arrive."):
        return DECIDED
    _record(by, message, "called a message lost")
    return message


@transaction.atomic
def send_again(*, by: Context, message_id: UUID) -> Message | Refusal | None:
    """On a person's word alone; under the same Message-ID, by which many programs know a double."""
    message = _mine(by, message_id)
    if message is None:
        return None
    if message.step.campaign.stopped_at:
        return STOPPED
    if not _decide(by, message, state=MessageState.WAITING, ended_at=None, next_try_at=None, why=""):
        return DECIDED
    Step.objects.filter(id=message.step_id).update(state=StepState.SENDING, finished_at=None, nudged_at=timezone.now())
    _record(by, message, "had a message sent again")
    nudging.when_committed(nudging.SEND_STEP, message.step_id)
    return message


def _mine(by: Context, message_id: UUID) -> Message | None:
    message = queries.message_for(by, message_id)
    return message if message is not None and can_change_campaign(by, message.step.campaign) else None


def _decide(by: Context, message: Message, **values: object) -> bool:
    doubtful = Message.objects.filter(id=message.id, state=MessageState.IN_DOUBT)
    values = {"ended_at": timezone.now(), **values}
    return doubtful.update(**values, decided_by_id=by.person_id) == 1


def _record(by: Context, message: Message, verb: str) -> None:
    audit.record(
        by=by,
        verb=verb,
        kind="campaign message",
        id=message.id,
        words=message.step.campaign.name,
        authority_id=message.authority_id,
        exercise_id=message.exercise_id,
    )
