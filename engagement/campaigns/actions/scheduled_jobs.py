"""The timetable's jobs: begin due steps, settle messages that were cut off, nudge again, mark people who opted out."""

from datetime import timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.actions import audit, mail_queue, task_queue
from engagement.actions.task_names import SEND_STEP
from engagement.campaigns.actions import send_messages
from engagement.campaigns.actions.campaigns import due_day
from engagement.campaigns.domain.schedule import is_due
from engagement.campaigns.domain.step_states import StepState
from engagement.contacts.actions import sent_invitations
from engagement.models import Message, Step
from engagement.people.actions import opt_outs

log = structlog.get_logger(__name__)


def sweep() -> None:
    """Run all jobs, as often as the caller likes: each changes only what has not been changed."""
    opt_outs.catch_up()
    sent_invitations.catch_up()
    mail_queue.doubt(Message.objects.all())
    for step in _due():
        _begin(step)
    for step_id in Step.objects.filter(state=StepState.SENDING).values_list("id", flat=True):
        send_messages.finish(step_id)
    _nudge()


def _due() -> list[Step]:
    rows = Step.objects.select_related("exercise").filter(state=StepState.SCHEDULED, campaign__stopped_at__isnull=True)
    now = timezone.now()
    return [step for step in rows if is_due(due_day(step), now)]


@transaction.atomic
def _begin(step: Step) -> None:
    """Begin a scheduled step; the audit trail names nobody, as the timetable starts it."""
    now = timezone.now()
    mine = Step.objects.filter(id=step.id, state=StepState.SCHEDULED)
    if not mine.update(state=StepState.SENDING, started_at=now, nudged_at=now):
        return
    audit.record_on(step, by=None, verb="began to send a step", kind="campaign step", words="by its timetable")
    task_queue.nudge_when_committed(SEND_STEP, step.id)


def _nudge() -> None:
    """Nudge for steps that are being sent and of which no batch has been heard for a while."""
    long_ago = timezone.now() - timedelta(seconds=settings.STEP_NUDGE_SECONDS)
    quiet = Q(nudged_at__isnull=True) | Q(nudged_at__lt=long_ago)
    rows = Step.objects.filter(quiet, state=StepState.SENDING).order_by("started_at")
    for step_id in rows.values_list("id", flat=True):
        task_queue.nudge(SEND_STEP, step_id)
