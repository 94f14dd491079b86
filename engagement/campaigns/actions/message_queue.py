"""The queue of a step's messages: each is claimed and committed before it is handed over."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, Q, QuerySet
from django.utils import timezone

from accounts.actions import carried_invitations, mail_queue
from accounts.actions.mail_backends import OutgoingMail
from accounts.actions.portal_links import link_to
from accounts.domain.delivery import MailState
from accounts.domain.personal_links import without_keys
from engagement import queries
from engagement.campaigns.domain.audience import Why
from engagement.campaigns.domain.merge_fields import uses
from engagement.campaigns.domain.step_states import StepState
from engagement.domain.owner_team import OwnerTeam
from engagement.inbox.domain.mail_tokens import with_token
from engagement.models import Message, MessageAbout, OptOutRequest, Step
from engagement.people.actions import opt_outs
from register.queries import Participation

# Of messages that were tried equally often, the one that waits longest: never the same one again and again.
FIRST = F("due_at").asc(nulls_first=True)


@dataclass(frozen=True, slots=True)
class ClaimedMessage:
    """A message that no other worker touches; the time of the claim tells this worker's claim from another's."""

    message: Message
    asked: list[Participation]
    outgoing: OutgoingMail


def ready(step_id: UUID) -> QuerySet[Message]:
    """Return the due messages of a step, for the first time or for a retry; none if its campaign is stopped."""
    going = Q(step__state=StepState.SENDING, step__campaign__stopped_at__isnull=True)
    return mail_queue.due(Message.objects.filter(going, step_id=step_id))


@transaction.atomic
def claim_next(step: Step) -> ClaimedMessage | Why | None:
    """Claim the next message, or return why it is not sent after all; None if none is left for now."""
    free = ready(step.id).select_for_update(skip_locked=True, of=("self",)).select_related("person")
    asked_for_no_more = Exists(OptOutRequest.objects.filter(done_at__isnull=True))
    message = free.annotate(has_opt_outs=asked_for_no_more).order_by("tries", FIRST, "id").first()
    if message is None:
        return None
    if message.has_opt_outs:
        opt_outs.catch_up()
    asked, gone = _still_asked(message)
    why = queries.why_not_now(message) or (None if asked else gone)
    if why:
        stop(message, why)
        return why
    return _claimed(message, step, asked)


def _still_asked(message: Message) -> tuple[list[Participation], Why]:
    """Return the locations still to be named, and why others dropped out, which is written on each."""
    rows = queries.about_now(message)
    gone = [(row, why) for row, why in rows if why]
    for row, why in gone:
        MessageAbout.objects.filter(id=row.id).update(why=why.value)
    return [row.participation for row, why in rows if not why], gone[0][1] if gone else Why.NOT_RELEVANT


def stop(message: Message, why: Why) -> None:
    message.state, message.why, message.ended_at = MailState.STOPPED, why.label, timezone.now()
    message.save(update_fields=["state", "why", "ended_at"])


def _claimed(message: Message, step: Step, asked: list[Participation]) -> ClaimedMessage:
    outgoing = outgoing_of(message, step, asked)
    mail_queue.hold(message, subject=outgoing.subject, body=without_keys(outgoing.text))
    return ClaimedMessage(message, asked, outgoing)


def outgoing_of(message: Message, step: Step, asked: list[Participation]) -> OutgoingMail:
    link = opt_outs.link_for(message.id)
    written = queries.message_text_for(step, message.person_name, asked, link, _invitation(message, step))
    answers_to = settings.MAILBOX_ADDRESS
    marked = with_token(answers_to, message.id) if settings.MAILBOX_PLUS else ""
    return OutgoingMail(
        message_id=message.message_id,
        address=message.address,
        subject=written.subject,
        text=written.text,
        html=written.html,
        reply_to=marked or answers_to,
        return_path=marked,
        opt_out_link=link,
    )


def _invitation(message: Message, step: Step) -> str:
    """Return the link of a new invitation for somebody who has not taken up their last one; blank for all others.

    The council's messages carry none: what providers quote in an answer is not for whoever must not see a return.
    """
    if step.side != OwnerTeam.TEAM or not uses(step.body, "portal link"):
        return ""
    provider_id = message.person.provider_id
    token = carried_invitations.carry(message_id=message.id, email=message.address, provider_id=provider_id)
    return link_to("accounts:invitation", token) if token else ""


def step_for_sending(step_id: UUID) -> Step | None:
    rows = Step.objects.select_related("campaign", "exercise", "authority")
    return rows.filter(id=step_id, state=StepState.SENDING).first()
