"""Queries of calculations that were left to a worker, for the independent team."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from reports.domain.request_states import RequestState
from reports.models import CalculationRequest
from reports.permissions import is_team


def requests_for(context: Context | None) -> QuerySet[CalculationRequest]:
    if context is None or not is_team(context):
        return CalculationRequest.objects.none()
    rows = CalculationRequest.objects.filter(authority_id=context.own_authority)
    return rows.select_related("exercise", "received_by", "calculation").order_by("-received_at")


def request_for(context: Context | None, request_id: UUID) -> CalculationRequest | None:
    return requests_for(context).filter(id=request_id).first()


def requests_under_way(context: Context | None, exercise_id: UUID) -> QuerySet[CalculationRequest]:
    """Return those of an exercise that wait or are being worked out."""
    under_way = [state for state in RequestState if state.is_under_way]
    return requests_for(context).filter(exercise_id=exercise_id, state__in=under_way)
