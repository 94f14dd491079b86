"""Look after remembered layouts: give one another name, or forget it."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal, no_words
from submissions.intake import queries as intake
from submissions.models import RememberedLayout
from submissions.permissions import can_look_after_layout

_UNKNOWN = Refusal("This layout is not known.")


@transaction.atomic
def rename(*, by: Context, layout_id: UUID, name: str) -> RememberedLayout | Refusal:
    layout = intake.layout_for(by, layout_id)
    if layout is None or not can_look_after_layout(by, layout):
        return _UNKNOWN
    refusal = no_words(name, "Give the layout a name.")
    if refusal:
        return refusal
    RememberedLayout.objects.filter(id=layout.id).update(name=" ".join(name.split())[:200])
    audit.record_on(layout, by=by, verb="renamed a layout", kind="layout")
    return layout


@transaction.atomic
def forget(*, by: Context, layout_id: UUID) -> RememberedLayout | Refusal:
    """Forget a layout; workbooks that were read by it stay as they are."""
    layout = intake.layout_for(by, layout_id)
    if layout is None or not can_look_after_layout(by, layout):
        return _UNKNOWN
    RememberedLayout.objects.filter(id=layout.id, forgotten_at=None).update(forgotten_at=timezone.now())
    audit.record_on(layout, by=by, verb="forgot a layout", kind="layout", words=layout.name)
    return layout
