"""Make the messages of a step that is being sent: one for each address, from what holds now."""

from uuid import UUID, uuid4

import structlog
from django.db import transaction
from django.utils import timezone

from accounts.actions import mail_queue
from engagement import queries
from engagement.campaigns.domain.audience import Recipient, rules_for
from engagement.campaigns.domain.audience_rules import rule_from
from engagement.campaigns.domain.step_states import StepState
from engagement.domain.owner_team import OwnerTeam
from engagement.models import Message, MessageAbout, Step
from register import queries as register

log = structlog.get_logger(__name__)


@transaction.atomic
def prepare(step_id: UUID) -> bool:
    """Make all messages of a step, once; a second worker waits and then finds them made."""
    step = Step.objects.select_for_update().filter(id=step_id, state=StepState.SENDING).first()
    if step is None or step.is_prepared:
        return False
    rule = rule_from(step.rule)
    if rule.who not in rules_for(OwnerTeam(step.side)):
        raise PermissionError(f"{rule.who} is not for {step.side}")
    _write(step, queries.audience_for_tasks(step, rule).recipients)
    Step.objects.filter(id=step.id).update(is_prepared=True)
    return True


def _write(step: Step, recipients: tuple[Recipient, ...]) -> None:
    now = timezone.now()
    providers = {each.id: each.provider_id for each in register.asked_for_tasks(step.exercise_id)}
    where = {"exercise_id": step.exercise_id, "authority_id": step.authority_id, "side": step.side}
    messages, about = [], []
    for recipient in recipients:
        key = uuid4()
        message = Message(
            id=key,
            **where,
            step=step,
            address=recipient.address,
            person_id=recipient.person_id,
            person_name=recipient.name,
            message_id=mail_queue.message_id(key),
            made_at=now,
        )
        messages.append(message)
        about += [
            MessageAbout(message=message, participation_id=each, provider_id=providers[each], **where)
            for each in recipient.participation_ids
        ]
    Message.objects.bulk_create(messages, batch_size=500)
    MessageAbout.objects.bulk_create(about, batch_size=500)
