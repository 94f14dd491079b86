"""Whose turn a message is: claimed and committed before a word is said to a mail server."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, Q, QuerySet
from django.utils import timezone

from engagement import queries
from engagement.actions import opting_out
from engagement.actions.posting import Outgoing
from engagement.domain.audience import Why
from engagement.domain.campaign_states import MessageState, StepState
from engagement.domain.mail_tokens import with_token
from engagement.models import Message, MessageAbout, OptOutRequest, Step
from submissions.queries import Asked

S = MessageState


@dataclass(frozen=True, slots=True)
class Claim:
    """A message that nobody else touches; the moment of claiming tells this worker's work from another's."""

    message: Message
    asked: list[Asked]
    outgoing: Outgoing


def ready(step_id: UUID) -> QuerySet[Message]:
    """Those whose turn it is, or comes again, while nobody has stopped the campaign."""
    due = Q(next_try_at__isnull=True) | Q(next_try_at__lte=timezone.now())
    going = Q(step__state=StepState.SENDING, step__campaign__stopped_at__isnull=True)
    return Message.objects.filter(due, going, step_id=step_id, state=S.WAITING)


@transaction.atomic
def claim_next(step: Step) -> Claim | Why | None:
    """The next message, or why it is not sent after all; None where none is left for now."""
    free = ready(step.id).select_for_update(skip_locked=True, of=("self",)).select_related("person")
    asked_for_no_more = Exists(OptOutRequest.objects.filter(done_at__isnull=True))
    message = free.annotate(has_opt_outs=asked_for_no_more).order_by("tries", "id").first()
    if message is None:
        return None
    if message.has_opt_outs:
        opting_out.catch_up()
    asked, gone = _still_asked(message)
    why = queries.why_not_now(message) or (None if asked else gone)
    if why:
        stop(message, why)
        return why
    return _claimed(message, step, asked)


def _still_asked(message: Message) -> tuple[list[Asked], Why]:
    """The locations still to be named, and why the others are not any more."""
    rows = queries.about_now(message)
    gone = [(row, why) for row, why in rows if why]
    for row, why in gone:
        MessageAbout.objects.filter(id=row.id).update(why=why.value)
    return [row.participation for row, why in rows if not why], gone[0][1] if gone else Why.NOT_RELEVANT


def stop(message: Message, why: Why) -> None:
    message.state, message.why, message.ended_at = S.STOPPED, why.label, timezone.now()
    message.save(update_fields=["state", "why", "ended_at"])


def _claimed(message: Message, step: Step, asked: list[Asked]) -> Claim:
    outgoing = outgoing_of(message, step, asked)
    message.state, message.claimed_at, message.why = S.CLAIMED, timezone.now(), ""
    message.subject, message.body = outgoing.letter.subject, outgoing.letter.text
    message.save(update_fields=["state", "claimed_at", "why", "subject", "body"])
    return Claim(message, asked, outgoing)


def outgoing_of(message: Message, step: Step, asked: list[Asked]) -> Outgoing:
    link = opting_out.link_for(message.id)
    letter = queries.letter_for(step, message.person_name, asked, link)
    answers_to = settings.MAILBOX_ADDRESS
    marked = with_token(answers_to, message.id) if settings.MAILBOX_PLUS else ""
    return Outgoing(message.message_id, message.address, letter, marked or answers_to, marked, link)


def give_back(claim: Claim, words: str, *, minutes: int, counts: bool) -> bool:
    """To be tried again; ``counts`` where it was this message's own trouble. False where it is ours no more."""
    later = timezone.now() + timedelta(minutes=minutes)
    return mine(claim).update(state=S.WAITING, next_try_at=later, why=words, tries=F("tries") + int(counts)) == 1


def end(claim: Claim, state: MessageState, words: str) -> bool:
    return mine(claim).update(state=state, why=words, ended_at=timezone.now(), tries=F("tries") + 1) == 1


def mine(claim: Claim) -> QuerySet[Message]:
    """Also where it was taken to be in doubt meanwhile: who comes back with an answer knows better."""
    held = Message.objects.filter(id=claim.message.id, claimed_at=claim.message.claimed_at)
    return held.filter(state__in=[S.CLAIMED, S.IN_DOUBT])


def step_for_sending(step_id: UUID) -> Step | None:
    rows = Step.objects.select_related("campaign", "exercise", "authority")
    return rows.filter(id=step_id, state=StepState.SENDING).first()
