"""Queries of double-handed care: packages to review, and what a scenario asks for a specialist pair."""

from decimal import Decimal
from uuid import UUID

from django.conf import settings

from accounts.domain.context import Context
from markets.doublecare.domain.double_page import PairPrice
from markets.doublecare.domain.review_list import FoundPackage
from markets.fees.domain.pair_terms import kept_pair_rate
from markets.fees.domain.result import scenario_result
from markets.fees.domain.saved_scenario import council_of, inputs_of
from markets.models import FeeScenario, PackageToReview, VisitRun
from markets.permissions import can_see_call_sheet
from markets.profiles.queries import run_for
from markets.visits.domain.dataset_states import VisitHolder, VisitRunState
from markets.visits.domain.pseudonyms import authority_key, own_references


def done_run_for(context: Context | None, run_id: UUID) -> VisitRun | None:
    """Return a profile that is made."""
    run = run_for(context, run_id)
    return run if run is not None and run.state == VisitRunState.DONE else None


def own_run_for(context: Context | None, run_id: UUID) -> VisitRun | None:
    """Return a profile of the council's own visits, for whoever sees single packages."""
    run = done_run_for(context, run_id) if can_see_call_sheet(context) else None
    return run if run is not None and run.holder == VisitHolder.COUNCIL else None


def packages_to_review(context: Context | None, run: VisitRun) -> list[FoundPackage]:
    if own_run_for(context, run.id) is None:
        return []
    rows = PackageToReview.objects.filter(run=run).values_list(
        "client_ref", "provider_ref", "zone", "visits", "alone", "together_minutes", "planned_minutes"
    )
    nothing = Decimal(0)
    return [
        FoundPackage(client, provider, zone, visits, alone, together or nothing, planned or nothing)
        for client, provider, zone, visits, alone, together, planned in rows
    ]


def typed_clients(authority_id: UUID, text: str) -> dict[str, str]:
    """Return typed references by the pseudonyms that visits have for them."""
    master = settings.VISITS_KEY or settings.LEDGER_KEY
    if not master:
        return {}
    key = authority_key(str(master), authority_id)
    return own_references(text, lambda reference: str(key.of_client(reference)))


def pair_price(row: FeeScenario | None) -> PairPrice | None:
    """Return what a specialist pair costs by a scenario and what was typed for it there, else the usual."""
    inputs = inputs_of(row.inputs) if row else None
    if row is None or inputs is None:
        return None
    result = scenario_result(inputs, council_of(row.council))
    return PairPrice(row.name, kept_pair_rate(result, row.further.get("special")))
