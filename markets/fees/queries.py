"""Queries of fee scenarios: those of the asker's own authority."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from markets.models import FeeScenario
from markets.permissions import can_use_fee_lab


def scenarios_for(context: Context | None) -> QuerySet[FeeScenario]:
    """Return the scenarios of the authority, last changed first."""
    if context is None or not can_use_fee_lab(context):
        return FeeScenario.objects.none()
    rows = FeeScenario.objects.filter(authority_id=context.own_authority)
    return rows.select_related("authority", "release", "made_by", "changed_by", "frozen_by", "copied_from")


def scenario_for(context: Context | None, scenario_id: UUID) -> FeeScenario | None:
    return scenarios_for(context).filter(id=scenario_id).first()


def scenarios_of(context: Context | None, ids: list[UUID]) -> list[FeeScenario]:
    """Return these scenarios in the order asked; those that are not the asker's are left out."""
    found = {row.id: row for row in scenarios_for(context).filter(id__in=ids)}
    return [found[one] for one in ids if one in found]
