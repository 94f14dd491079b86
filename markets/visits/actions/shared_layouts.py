"""Share how a layout is read with every authority: columns and what they hold, nothing of a file."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from markets.models import VisitMapping
from markets.visits import queries
from markets.visits.actions.datasets import KIND

NO_LAYOUT = Refusal("This file’s columns are not mapped yet. There is nothing to share.")
NOT_SHARED = Refusal("This layout is not shared.")


@transaction.atomic
def share(*, by: Context, dataset_id: UUID) -> VisitMapping | Refusal | None:
    """Let every authority be proposed the columns of a dataset's layout; again, what was shared is renewed."""
    row = queries.dataset_for(by, dataset_id)
    if row is None:
        return None
    if row.mapping is None:
        return NO_LAYOUT
    own = row.mapping
    shared, _ = VisitMapping.objects.update_or_create(
        authority_id=own.authority_id,
        holder=own.holder,
        fingerprint=own.fingerprint,
        is_shared=True,
        defaults={
            "name": own.name,
            "header": own.header,
            "columns": own.columns,
            "zone": own.zone,
            "dates": own.dates,
            "made_at": timezone.now(),
            "made_by_id": by.person_id,
        },
    )
    audit.record_on(shared, by=by, verb="shared a layout of visits", kind=KIND, words=shared.name)
    return shared


@transaction.atomic
def stop(*, by: Context, dataset_id: UUID) -> VisitMapping | Refusal | None:
    """Propose a layout to nobody else any more; who has taken it over keeps it."""
    row = queries.dataset_for(by, dataset_id)
    if row is None:
        return None
    shared = queries.shared_layout(by, row)
    if shared is None:
        return NOT_SHARED
    audit.record_on(shared, by=by, verb="stopped sharing a layout of visits", kind=KIND, words=shared.name)
    VisitMapping.objects.filter(id=shared.id).delete()
    return shared
