"""Queries of mail of any kind on which a person must decide: it may have arrived or not, or could not be sent."""

from uuid import UUID

from django.db.models import QuerySet

from accounts import queries as accounts
from accounts.domain.context import Context
from accounts.domain.delivery import UNCERTAIN, MailState
from engagement.campaigns.queries.campaigns import readable
from engagement.models import Message, Notice
from engagement.permissions import can_log


def in_doubt(context: Context | None, exercise_id: UUID) -> QuerySet[Message]:
    """Return campaigns' messages in doubt, of either side; those that surely failed stand with their step."""
    rows = Message.objects.select_related("step__campaign", "step__exercise", "step__authority")
    rows = rows.prefetch_related("about__participation")
    here = readable(context, exercise_id).values("id")
    return rows.filter(step__campaign__in=here, state=MailState.IN_DOUBT).order_by("claimed_at")


def notices_in_doubt(context: Context | None, exercise_id: UUID) -> QuerySet[Notice]:
    """Return notices about events and 1-2-1s that are in doubt or could not be sent."""
    return _notices(context).filter(exercise_id=exercise_id, state__in=UNCERTAIN).order_by("due_at")


def notice_for(context: Context | None, notice_id: UUID) -> Notice | None:
    return _notices(context).filter(id=notice_id).first()


def _notices(context: Context | None) -> QuerySet[Notice]:
    rows = Notice.objects.all()
    return rows.filter(authority_id=context.own_authority) if context and can_log(context) else rows.none()


def count_in_doubt(context: Context | None, exercise_id: UUID) -> int:
    """Return how much the page of mail in doubt lists."""
    found = (in_doubt, notices_in_doubt, accounts.mails_in_doubt)
    return sum(rows(context, exercise_id).count() for rows in found)
