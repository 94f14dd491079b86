"""Apply a person's decision on mail in doubt, after they have looked into the mailbox or rung."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import (
    audit,
    mail_queue,
    outbox,
    task_queue,
)
from accounts.domain.context import Context
from accounts.domain.delivery import Decision, MailState
from accounts.domain.refusal import Refusal
from engagement import queries
from engagement.actions.task_names import SEND_STEP
from engagement.campaigns.actions import send_messages
from engagement.campaigns.domain.step_states import StepState
from engagement.meetings.actions.notices import SEND_NOTICE
from engagement.models import Message, Notice, Step
from engagement.permissions import can_change_campaign

DECIDED = Refusal("Somebody has decided on this email already.")
STOPPED = Refusal("The campaign was stopped, so the message cannot be sent again.")
VERBS = {
    Decision.SENT: "called a message sent",
    Decision.LOST: "called a message lost",
    Decision.AGAIN: "had a message sent again",
}


@transaction.atomic
def decide(*, by: Context, message_id: UUID, decision: Decision) -> Message | Refusal | None:
    """Decide on a campaign's message; one that arrived counts as an e-mail when it was sent.

    A campaign stays stopped.
    """
    message = queries.message_for(by, message_id)
    if message is None or not can_change_campaign(by, message.step.campaign):
        return None
    if decision is Decision.AGAIN and message.step.campaign.stopped_at:
        return STOPPED
    lost = {"state": MailState.FAILED, "why": "It did not arrive."} if decision is Decision.LOST else {}
    if not mail_queue.decide(message, decision, of={MailState.IN_DOUBT}, decided_by_id=by.person_id, **lost):
        return DECIDED
    if decision is Decision.SENT:
        _enter(message, by)
    elif decision is Decision.AGAIN:
        _begin_again(message)
    _record(by, message, "campaign message", VERBS[decision], message.step.campaign.name)
    return message


def _enter(message: Message, by: Context) -> None:
    asked = [row.participation for row in message.about.filter(why="").select_related("participation")]
    at = message.claimed_at or timezone.now()
    contact = send_messages.enter(message, asked, at, by_id=by.person_id)
    Message.objects.filter(id=message.id).update(contact=contact)


def _begin_again(message: Message) -> None:
    Step.objects.filter(id=message.step_id).update(state=StepState.SENDING, finished_at=None, nudged_at=timezone.now())
    task_queue.nudge_when_committed(SEND_STEP, message.step_id)


@transaction.atomic
def decide_notice(*, by: Context, notice_id: UUID, decision: Decision) -> Notice | Refusal | None:
    """Decide on a notice about a meeting; the worker that settles events logs an invitation that has arrived."""
    notice = queries.notice_for(by, notice_id)
    if notice is None:
        return None
    if not mail_queue.decide(notice, decision, decided_by_id=by.person_id):
        return DECIDED
    _record(by, notice, "notice", VERBS[decision])
    task_queue.nudge_when_committed(SEND_NOTICE, notice.id)
    return notice


def decide_mail(*, by: Context, mail_id: UUID, decision: Decision) -> bool | Refusal | None:
    """Decide on mail about returns and releases, for those who read returns."""
    return DECIDED if (done := outbox.decide(by=by, mail_id=mail_id, decision=decision)) is False else done


def _record(by: Context, row: Message | Notice, kind: str, verb: str, words: str = "") -> None:
    audit.record(
        by=by,
        verb=verb,
        kind=kind,
        id=row.id,
        words=words,
        authority_id=row.authority_id,
        exercise_id=row.exercise_id,
    )
