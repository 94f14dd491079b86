"""Queries of datasets and mappings: those of the holder and authority that the asker looks after."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import NOBODY, Context
from markets.models import Dataset, VisitMapping
from markets.permissions import can_send_own_visits, holders_looked_after
from markets.visits.domain.dataset_states import STATE_GROUPS, DatasetState, VisitHolder
from register.queries import Authority, authorities_of_homecare


def datasets_for(context: Context | None) -> QuerySet[Dataset]:
    """Return the datasets that the asker looks after, the latest first."""
    holders = holders_looked_after(context)
    if context is None or not holders:
        return Dataset.objects.none()
    rows = Dataset.objects.filter(authority_id=context.own_authority, holder__in=sorted(holders))
    return rows.select_related("mapping", "received_by", "authority")


def datasets_like(context: Context | None, wanted: Mapping[str, str]) -> QuerySet[Dataset]:
    """Return those of the asker's datasets that a filter asks for: by a group of states, and by the file's name."""
    rows = datasets_for(context)
    states = {name: found for name, _, found in STATE_GROUPS}.get(wanted.get("state", ""))
    if states is not None:
        rows = rows.filter(state__in=states)
    return rows.filter(file_name__icontains=wanted["q"]) if wanted.get("q") else rows


def dataset_for(context: Context | None, dataset_id: UUID) -> Dataset | None:
    return datasets_for(context).filter(id=dataset_id).first()


def own_datasets(context: Context | None) -> QuerySet[Dataset]:
    """Return the files of its own visits that the asker's provider gave to the independent team, the latest first."""
    if context is None or not can_send_own_visits(context):
        return Dataset.objects.none()
    rows = Dataset.objects.filter(holder=VisitHolder.INDEPENDENT, provider_id=context.provider_id or NOBODY)
    return rows.select_related("authority", "received_by")


def own_dataset(context: Context | None, dataset_id: UUID) -> Dataset | None:
    return own_datasets(context).filter(id=dataset_id).first()


def own_authorities(context: Context | None) -> list[Authority]:
    """Return the authorities in which the asker's provider has home-care locations, by name."""
    if context is None or context.provider_id is None or not can_send_own_visits(context):
        return []
    return authorities_of_homecare(context.provider_id)


def taken_in_for(context: Context | None) -> QuerySet[Dataset]:
    return datasets_for(context).filter(state=DatasetState.TAKEN_IN)


def held_by_month(context: Context | None) -> list[dict[str, dict[str, int]]]:
    """Return of each file taken in how many visits it holds by month and location."""
    return list(taken_in_for(context).values_list("by_month", flat=True))


def mappings_for(context: Context | None) -> QuerySet[VisitMapping]:
    holders = holders_looked_after(context)
    if context is None or not holders:
        return VisitMapping.objects.none()
    return VisitMapping.objects.filter(authority_id=context.own_authority, holder__in=sorted(holders), is_shared=False)


def shared_layout(context: Context | None, row: Dataset) -> VisitMapping | None:
    """Return what the asker's authority shares of a dataset's layout."""
    holders = holders_looked_after(context)
    if context is None or not holders or row.mapping is None:
        return None
    held = VisitMapping.objects.filter(authority_id=context.own_authority, holder__in=sorted(holders), is_shared=True)
    return held.filter(fingerprint=row.mapping.fingerprint, holder=row.holder).first()
