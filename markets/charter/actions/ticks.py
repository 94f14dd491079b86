"""Keep the council's ticks on the charter with a scenario."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.held_rows import held
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from markets.fees.domain.overtaken import overtaken
from markets.fees.queries import scenarios_for
from markets.models import FeeScenario
from markets.permissions import can_change_scenario

FROZEN = "This scenario is frozen and never changes. Copy it, and tick the copy."


@transaction.atomic
def keep(*, by: Context, scenario_id: UUID, edition: int, ticks: Mapping[str, str]) -> FeeScenario | Refusal | None:
    """Keep the ticks; refused on a frozen scenario, and if somebody else has changed it since ``edition``."""
    row = held(scenarios_for(by), scenario_id)
    if row is None:
        return None
    if not can_change_scenario(by, row):
        return Refusal(FROZEN)
    if row.edition != edition:
        return overtaken(row.name, row.changed_by.full_name)
    row.charter, row.edition = dict(ticks), row.edition + 1
    row.changed_at, row.changed_by_id = timezone.now(), by.person_id
    row.save()
    audit.record_on(row, by=by, verb="ticked the charter of a fee scenario", kind="fee scenario", words=row.name)
    return row
