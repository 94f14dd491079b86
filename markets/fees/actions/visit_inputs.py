"""Take into a scenario what a profile of the council's own visits measured."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from markets.fees.actions.scenarios import KIND, to_change
from markets.fees.domain.inputs_from_visits import VisitChoice, council_after, inputs_after, visit_sources
from markets.fees.domain.overtaken import overtaken
from markets.fees.queries import visit_inputs_of
from markets.models import FeeScenario

GONE = Refusal("A zone of this scenario, or of the profile, is no longer there. Look at it again.")
TOO_FEW = Refusal("The lengths that this profile shows are of too few visits. Type them.")


@transaction.atomic
def take_over(
    *, by: Context, scenario_id: UUID, run_id: UUID, edition: int, choice: VisitChoice
) -> FeeScenario | Refusal | None:
    """Keep the lengths and hours that were chosen, with where they come from; None if the asker may not.

    Refused of a frozen scenario, and if somebody else has changed it since ``edition``.
    """
    row, found = to_change(by, scenario_id), visit_inputs_of(by, run_id)
    if row is None or found is None:
        return None
    if isinstance(row, Refusal):
        return row
    if row.edition != edition:
        return overtaken(row.name, row.changed_by.full_name)
    if not (choice.hours.keys() <= row.inputs["zones"].keys() and set(choice.hours.values()) <= found.offered.keys()):
        return GONE
    if choice.with_mix and not found.mix:
        return TOO_FEW
    row.sources = visit_sources(row.sources, found, choice)
    row.inputs, row.council = inputs_after(row.inputs, found, choice), council_after(row.council, found, choice)
    row.edition, row.changed_at, row.changed_by_id = row.edition + 1, timezone.now(), by.person_id
    row.save()
    words = f"{row.name}: from visits, profile of {found.days}"
    audit.record_on(row, by=by, verb="changed a fee scenario", kind=KIND, words=words)
    return row
