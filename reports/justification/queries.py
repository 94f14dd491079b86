"""Queries of the words that justify an exercise's returns, for its independent team."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from reports.models import Justification
from reports.permissions import is_team


def justifications_of(context: Context | None, exercise_id: UUID) -> QuerySet[Justification]:
    """Return the words of an exercise, those that stand first and then the earlier ones."""
    if context is None or not is_team(context):
        return Justification.objects.none()
    rows = Justification.objects.filter(authority_id=context.own_authority, exercise_id=exercise_id)
    return rows.select_related("changed_by").order_by("-number")


def justification_of(context: Context | None, exercise_id: UUID) -> Justification | None:
    """Return the words that stand; None if nobody has written any."""
    return justifications_of(context, exercise_id).first()
