"""Sets of questions to people who use care."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from markets.models import MarketProgramme, ServiceUserQuestions
from markets.permissions import can_read_options
from markets.programme.queries.programmes import programme_for


def question_sets_of(context: Context | None, row: MarketProgramme) -> QuerySet[ServiceUserQuestions]:
    rows = ServiceUserQuestions.objects.select_related("programme", "changed_by")
    if not can_read_options(context) or programme_for(context, row.id) is None:
        return rows.none()
    return rows.filter(programme=row)


def question_set_for(context: Context | None, question_set_id: UUID) -> ServiceUserQuestions | None:
    rows = ServiceUserQuestions.objects.select_related("programme__zone_plan__ground", "programme__authority")
    if context is None or not can_read_options(context):
        return None
    return rows.filter(id=question_set_id, authority_id=context.own_authority).first()
