"""Sending a step in batches: claim, commit, hand over, write down. A message that was cut off is never sent again."""

import time
from datetime import datetime
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone

from engagement.actions import claiming, contacts, nudging, opting_out, posting
from engagement.actions.claiming import Claim
from engagement.actions.posting import Post, Posted
from engagement.actions.preparing import prepare
from engagement.domain.campaign_states import MOST_TRIES, Delivery, MessageState, StepState, minutes_until_next_try
from engagement.domain.channels import Channel, ContactOutcome, Direction, Source
from engagement.domain.contacted import Contacted
from engagement.domain.sides import Side
from engagement.models import Contact, Message, PersonMark, Step
from submissions.queries import Asked

log = structlog.get_logger(__name__)
A_BATCH = 50
BATCH_SECONDS = 30
S = MessageState


def send(step_id: UUID) -> None:
    """One batch; nudges for the next. Whatever is cut off is picked up by the timetable."""
    step = claiming.step_for_sending(step_id)
    if step is None:
        return
    prepare(step_id)
    Step.objects.filter(id=step_id).update(nudged_at=timezone.now())
    if _batch(step) and claiming.ready(step_id).exists():
        nudging.nudge(nudging.SEND_STEP, step_id)
    finish(step_id)


def _batch(step: Step) -> bool:
    """False where nothing gets through now."""
    until = time.monotonic() + BATCH_SECONDS
    with posting.open_post() as post:
        for _ in range(A_BATCH):
            claim = claiming.claim_next(step) if time.monotonic() < until else None
            if claim is None:
                return True
            if isinstance(claim, Claim) and not send_one(claim, post, step):
                return False
    return True


def send_one(claim: Claim, post: Post, step: Step) -> bool:
    """False where nothing else would get through now."""
    posted = post.send(claim.outgoing)
    write_down(claim, posted, step)
    return not posted.is_down


def write_down(claim: Claim, posted: Posted, step: Step) -> None:
    match posted.delivery:
        case Delivery.ACCEPTED:
            sent(claim, step)
        case Delivery.LATER:
            _later(claim, posted)
        case Delivery.REFUSED | Delivery.BAD_ADDRESS:
            _refused(claim, posted)
        case Delivery.DOUBT:
            claiming.end(claim, S.IN_DOUBT, posted.words)


@transaction.atomic
def sent(claim: Claim, step: Step) -> None:
    """The message and its entry in the log, both or neither."""
    now, message = timezone.now(), claim.message
    contact = enter(message, claim.asked, now, by_id=step.started_by_id)
    done = {"state": S.SENT, "sent_at": now, "ended_at": now, "why": "", "tries": message.tries + 1}
    if not claiming.mine(claim).update(**done, contact=contact):
        transaction.set_rollback(True)  # a person has decided on it meanwhile, and entered it or not


def enter(message: Message, asked: list[Asked], happened_at: datetime, *, by_id: UUID | None) -> Contact:
    """The entry of a message in the contact log; the Message-ID lets it come only once."""
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
        said, asked, side=Side(message.side), by_id=by_id, batch=message.step_id, external_id=message.message_id
    )


def _later(claim: Claim, posted: Posted) -> None:
    tries = claim.message.tries + (not posted.is_down)
    if tries >= MOST_TRIES:
        claiming.end(claim, S.FAILED, posted.words)
        return
    minutes = 1 if posted.is_down else minutes_until_next_try(tries)
    claiming.give_back(claim, posted.words, minutes=minutes, counts=not posted.is_down)


@transaction.atomic
def _refused(claim: Claim, posted: Posted) -> None:
    if claiming.end(claim, S.FAILED, posted.words) and posted.delivery is Delivery.BAD_ADDRESS:
        opting_out.mark(claim.message, PersonMark.Mark.BAD_ADDRESS)


def finish(step_id: UUID) -> bool:
    """A step is sent when none of its messages waits or is under way; those in doubt wait for a person."""
    under_way = Message.objects.filter(step_id=step_id, state__in=[S.WAITING, S.CLAIMED])
    done = Step.objects.filter(id=step_id, state=StepState.SENDING, is_prepared=True).exclude(
        id__in=under_way.values("step_id")
    )
    return done.update(state=StepState.SENT, finished_at=timezone.now()) == 1
