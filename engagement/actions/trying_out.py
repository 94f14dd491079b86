"""A test mail to oneself: as a recipient would get it, and in no log, as nobody was reached."""

from uuid import UUID, uuid4

from django.conf import settings

from accounts.domain.context import Context
from engagement import queries
from engagement.actions import posting
from engagement.actions.posting import Outgoing
from engagement.domain.audience_rules import rule_from
from engagement.domain.campaign_letters import Letter
from engagement.domain.campaign_states import Delivery
from engagement.domain.mail_tokens import domain_of, message_id_of
from engagement.models import Step
from submissions import queries as submissions
from submissions.domain.outcomes import Refusal

NOBODY = Refusal("Nobody would get this step now, so there is nothing to show. Change whom it is for.")


def send_to_myself(*, by: Context, step_id: UUID, address: str, number: int = 1) -> Letter | Refusal | None:
    """What the recipient of this ``number``, from 1, would get."""
    step = queries.step_for(by, step_id)
    if step is None:
        return None
    letter = _letter(by, step, number)
    if letter is None:
        return NOBODY
    marked = Letter(f"Test: {letter.subject}", letter.text, letter.html)
    message_id = message_id_of(uuid4(), domain_of(settings.DEFAULT_FROM_EMAIL))
    with posting.open_post() as post:
        posted = post.send(Outgoing(message_id, address, marked, settings.MAILBOX_ADDRESS))
    if posted.delivery is Delivery.ACCEPTED:
        return marked
    return Refusal(f"The test mail could not be sent: {posted.words or posted.delivery.label}")


def _letter(by: Context, step: Step, number: int) -> Letter | None:
    found = queries.audience_for(by, step.exercise_id, rule_from(step.rule), queries.had_by(step)).recipients
    if not found:
        return None
    one = found[min(max(number, 1), len(found)) - 1]
    asked = submissions.reached(by, step.exercise_id).filter(id__in=one.participation_ids)
    return queries.letter_for(step, one.name, asked, settings.PORTAL_URL)
