"""Queries of mail that came in, for the independent team of its authority and nobody else."""

from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.domain.context import Context
from engagement.models import InboundMail
from engagement.permissions import is_of_the_team

STATES = {"open": Q(handled_at__isnull=True), "handled": Q(handled_at__isnull=False), "all": Q()}


def inbox(
    context: Context | None,
    exercise_id: UUID | None = None,
    *,
    state: str = "all",
    kind: str = "",
    words: str = "",
    mine: bool = False,
) -> QuerySet[InboundMail]:
    """Return the mail without its bytes, the newest first; for an exercise, with the mail that belongs to none yet."""
    rows = InboundMail.objects.select_related("exercise", "person", "assigned_to", "answer_to")
    rows = rows.prefetch_related("contact__about__participation")
    if context is None or not is_of_the_team(context):
        return rows.none()
    rows = rows.defer("sealed", "sealed_text").filter(STATES.get(state, Q()), authority_id=context.own_authority)
    rows = rows.filter(Q(exercise_id=exercise_id) | Q(exercise=None)) if exercise_id else rows
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(assigned_to_id=context.person_id) if mine else rows
    found = Q(from_name__icontains=words) | Q(from_address__icontains=words) | Q(subject__icontains=words)
    rows = rows.filter(found) if words else rows
    return rows.order_by("-received_at", "-uid")


def mail_for(context: Context | None, mail_id: UUID) -> InboundMail | None:
    rows = InboundMail.objects.select_related(
        "exercise", "person", "assigned_to", "handled_by", "answer_to__step", "contact"
    )
    return rows.filter(id__in=inbox(context).values("id"), id=mail_id).first()
