"""Send a step in batches: claim, commit, hand over, keep the result. A message that was cut off is never sent again."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import queries as accounts
from accounts.actions import carried_invitations, mail_queue, smtp_backend, task_queue
from accounts.actions.mail_backends import DeliveryAttempt, MailBackend
from accounts.actions.mail_servers import WatchedBackend
from accounts.domain.delivery import Delivery, MailState
from engagement.actions.task_names import SEND_STEP
from engagement.campaigns.actions import message_queue, notify_backend
from engagement.campaigns.actions.build_messages import prepare
from engagement.campaigns.actions.message_queue import ClaimedMessage
from engagement.campaigns.domain.step_states import StepState
from engagement.contacts.actions import contacts
from engagement.contacts.domain.new_contact import Contacted
from engagement.contacts.domain.vocabulary import (
    Channel,
    ContactOutcome,
    Direction,
    Source,
)
from engagement.domain.owner_team import OwnerTeam
from engagement.models import Contact, Message, PersonMark, Step
from engagement.people.actions import opt_outs
from register.queries import Participation

log = structlog.get_logger(__name__)
A_BATCH = 50


def send(step_id: UUID) -> None:
    """Send one batch and nudge for the next. The timetable picks up what is cut off."""
    step = message_queue.step_for_sending(step_id)
    if step is None:
        return
    prepare(step_id)
    Step.objects.filter(id=step_id).update(nudged_at=timezone.now())
    if _batch(step) and message_queue.ready(step_id).exists():
        task_queue.nudge(SEND_STEP, step_id)
    finish(step_id)


def open_post() -> AbstractContextManager[MailBackend]:
    """Return GOV.UK Notify if there is a key for it, otherwise Django's own e-mail settings."""
    return _by_notify() if settings.NOTIFY_API_KEY else smtp_backend.opened()


@contextmanager
def _by_notify() -> Iterator[MailBackend]:
    with notify_backend.opened() as post:
        yield WatchedBackend(post, accounts.notify_name())


def _batch(step: Step) -> bool:
    """Send a batch; return False if nothing gets through now."""
    until = time.monotonic() + mail_queue.BATCH_SECONDS
    with open_post() as post:
        for _ in range(A_BATCH):
            claim = message_queue.claim_next(step) if time.monotonic() < until else None
            if claim is None:
                return True
            if isinstance(claim, ClaimedMessage) and not send_one(claim, post, step):
                return False
    return True


def send_one(claim: ClaimedMessage, post: MailBackend, step: Step) -> bool:
    """Send one message; return False if nothing else would get through now."""
    posted = post.send(claim.outgoing)
    write_down(claim, posted, step)
    return not posted.is_down


def write_down(claim: ClaimedMessage, posted: DeliveryAttempt, step: Step) -> None:
    if posted.delivery is Delivery.ACCEPTED:
        sent(claim, posted, step)
    else:
        _not_sent(claim, posted)


@transaction.atomic
def sent(claim: ClaimedMessage, posted: DeliveryAttempt, step: Step) -> None:
    """Mark a message as sent and enter it in the log, both or neither."""
    contact = enter(claim.message, claim.asked, timezone.now(), by_id=step.started_by_id)
    if not mail_queue.write_down(claim.message, posted, contact=contact):
        transaction.set_rollback(True)  # a person has decided on it meanwhile, and entered it or not


@transaction.atomic
def _not_sent(claim: ClaimedMessage, posted: DeliveryAttempt) -> None:
    if posted.delivery is not Delivery.DOUBT:
        carried_invitations.not_sent(claim.message.id)
    if mail_queue.write_down(claim.message, posted) and posted.delivery is Delivery.BAD_ADDRESS:
        opt_outs.mark(claim.message, PersonMark.Mark.BAD_ADDRESS)


def enter(message: Message, asked: list[Participation], happened_at: datetime, *, by_id: UUID | None) -> Contact:
    """Enter a message in the contact log, once for its Message-ID."""
    said = Contacted(
        channel=Channel.EMAIL,
        direction=Direction.OUT,
        happened_at=happened_at,
        participation_ids=tuple(each.id for each in asked),
        outcome=ContactOutcome.SENT,
        people_ids=(message.person_id,),
        source=Source.CAMPAIGN,
    )
    return contacts.enter(
        said, asked, side=OwnerTeam(message.side), by_id=by_id, batch=message.step_id, external_id=message.message_id
    )


def finish(step_id: UUID) -> bool:
    """Mark a step as sent when none of its messages waits or is under way; those in doubt wait for a person."""
    under_way = Message.objects.filter(step_id=step_id, state__in=[MailState.WAITING, MailState.CLAIMED])
    done = Step.objects.filter(id=step_id, state=StepState.SENDING, is_prepared=True).exclude(
        id__in=under_way.values("step_id")
    )
    return done.update(state=StepState.SENT, finished_at=timezone.now()) == 1
