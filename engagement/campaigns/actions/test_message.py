"""Send a test message to oneself, as a recipient would get it; it is not logged, as nobody was reached."""

from uuid import UUID, uuid4

from django.conf import settings

from accounts.actions import mail_queue
from accounts.actions.mail_backends import OutgoingMail
from accounts.domain.context import Context
from accounts.domain.delivery import Delivery
from accounts.domain.refusal import Refusal
from engagement import queries
from engagement.campaigns.actions.send_messages import open_post
from engagement.campaigns.domain.audience_rules import rule_from
from engagement.campaigns.domain.message_text import MessageText
from engagement.models import Step
from register import queries as register

NOBODY = Refusal("Nobody would get this step now, so there is nothing to show. Change whom it is for.")


def send_to_myself(*, by: Context, step_id: UUID, address: str, number: int = 1) -> MessageText | Refusal | None:
    """Send the asker what the recipient of this ``number``, from 1, would get."""
    step = queries.step_for(by, step_id)
    if step is None:
        return None
    written = _text_for(by, step, number)
    if written is None:
        return NOBODY
    marked = MessageText(f"Test: {written.subject}", written.text, written.html)
    outgoing = OutgoingMail(
        message_id=mail_queue.message_id(uuid4()),
        address=address,
        subject=marked.subject,
        text=marked.text,
        html=marked.html,
        reply_to=settings.MAILBOX_ADDRESS,
    )
    with open_post() as post:
        posted = post.send(outgoing)
    if posted.delivery is Delivery.ACCEPTED:
        return marked
    return Refusal(f"The test mail could not be sent: {posted.words or posted.delivery}")


def _text_for(by: Context, step: Step, number: int) -> MessageText | None:
    found = queries.audience_for(by, step.exercise_id, rule_from(step.rule), queries.had_by(step)).recipients
    if not found:
        return None
    one = found[min(max(number, 1), len(found)) - 1]
    asked = register.reached(by, step.exercise_id).filter(id__in=one.participation_ids)
    return queries.message_text_for(step, one.name, asked, settings.PORTAL_URL)
