"""Queries of rate cards: those of the asker's own authority."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from markets.models import RateCard
from markets.permissions import can_use_fee_lab


def cards_for(context: Context | None) -> QuerySet[RateCard]:
    """Return the cards of the authority, the latest first."""
    if context is None or not can_use_fee_lab(context):
        return RateCard.objects.none()
    rows = RateCard.objects.filter(authority_id=context.own_authority)
    return rows.select_related("authority", "made_by", "changed_by")


def card_for(context: Context | None, card_id: UUID) -> RateCard | None:
    return cards_for(context).filter(id=card_id).first()
