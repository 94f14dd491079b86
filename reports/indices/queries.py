"""Queries of the price indices of an authority, for its independent team."""

from django.db.models import QuerySet

from accounts.domain.context import Context
from reports.indices.domain.price_index import PriceIndex, key_of, values_from
from reports.models import PriceIndexEdition
from reports.permissions import is_team


def editions_for(context: Context | None) -> QuerySet[PriceIndexEdition]:
    """Return every edition of every index, by index, the newest first."""
    if context is None or not is_team(context):
        return PriceIndexEdition.objects.none()
    rows = PriceIndexEdition.objects.filter(authority_id=context.own_authority)
    return rows.select_related("made_by", "undone_by").order_by("key", "-number")


def standing_editions(context: Context | None) -> QuerySet[PriceIndexEdition]:
    """Return the edition that stands of each index, by name."""
    return editions_for(context).filter(undone_at=None).distinct("key")


def standing_edition(context: Context | None, name: str) -> PriceIndexEdition | None:
    return standing_editions(context).filter(key=key_of(name)).first()


def indices_for(context: Context | None) -> dict[str, PriceIndex]:
    """Return the indices by their key."""
    return {row.key: PriceIndex(row.name, values_from(row.values)) for row in standing_editions(context)}
