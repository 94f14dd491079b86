"""Make calculations: frozen figures of the returns of an exercise that are accepted at one moment."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costing.form import Form
from costing.forms import CURRENT
from costing.serialisation import costs_document
from reports import queries
from reports.actions.calculation_inputs import assembled
from reports.actions.exercise_lock import take_turn
from reports.actions.left_out_at_review import keep_left_out_at_review
from reports.actions.price_terms import with_prices
from reports.domain import cohort
from reports.domain.exact_document import exact_document
from reports.domain.exclusions import Exclusion, first_fault
from reports.domain.inputs import Inputs, price_terms
from reports.domain.price_document import price_parts
from reports.domain.scenarios import ReturnScenario
from reports.domain.subgroups import breakdown_of
from reports.domain.uplift_choice import UpliftChoice
from reports.models import Calculation, CalculationReturn
from reports.permissions import can_calculate
from submissions import queries as submissions
from submissions.domain.states import ReturnState
from submissions.queries.review import AcceptedReturn


@transaction.atomic
def make(
    *,
    by: Context,
    exercise_id: UUID,
    exclusions: Iterable[Exclusion] = (),
    note: str = "",
    occupancy_target: Decimal | None = None,
    uplift: UpliftChoice | None = None,
    scenarios: Sequence[ReturnScenario] = (),
    key: UUID | None = None,
) -> Calculation | Refusal | None:
    """Calculate over all returns accepted now; None if the asker may not calculate this exercise.

    ``occupancy_target`` is a share of beds; homes below it are costed as if they were as full (DOMAIN.md §4.2).
    An ``uplift`` to another price date and ``scenarios`` of returns make figures beside those of the returns. ``key``
    is that of the page, so that a calculation is made once.
    """
    exercise = queries.exercise_for(by, exercise_id) if can_calculate(by) else None
    if exercise is None:
        return None
    take_turn(exercise_id)
    already = made_before(Calculation.objects.filter(exercise_id=exercise_id, made_by_id=by.person_id), key)
    if already is not None:
        return already
    accepted, left_out = _held(by, exercise_id), list(exclusions)
    form = CURRENT.get(exercise.service)
    refusal = _first_refusal(form, accepted, left_out)
    if refusal is not None or form is None:
        return refusal
    in_scope, received = queries.weight_in(by, exercise_id), queries.received_in(by, exercise_id)
    inputs = assembled(exercise, form, accepted, left_out, occupancy_target, in_scope, received)
    inputs = inputs if isinstance(inputs, Refusal) else with_prices(by, form, inputs, uplift, scenarios)
    if isinstance(inputs, Refusal):
        return inputs
    table = _document(form, inputs, queries.eligible_in(by, exercise_id))
    if isinstance(table, cohort.CohortFault):
        return Refusal(f"The calculation was stopped: {table.message}.")
    calculation = _kept(by, exercise, inputs, table, note, key)
    _keep_returns(by, calculation, accepted, left_out)
    keep_left_out_at_review(by, calculation)
    words = f"Calculation {calculation.number} of {exercise.name}"
    audit.record(by=by, verb="calculated", kind="calculation", id=calculation.id, words=words, exercise_id=exercise_id)
    return calculation


def _document(form: Form, inputs: Inputs, eligible: int) -> dict[str, Any] | cohort.CohortFault:
    """Return the figures of the returns, and beside them those of another price date and of scenarios."""
    table = exact_document(form, inputs.as_calculated(form), eligible, seed=inputs.sha256)
    if isinstance(table, cohort.CohortFault):
        return table
    parts = price_parts(form, inputs)
    return parts if isinstance(parts, cohort.CohortFault) else {**table, **parts}


def _held(by: Context, exercise_id: UUID) -> list[AcceptedReturn]:
    """Hold and return the accepted returns, so that one that is taken back meanwhile is either in whole or out.

    Rows are held before they are read, so that what is read stays; with them those that were left out at review.
    """
    decided = (ReturnState.ACCEPTED, ReturnState.EXCLUDED)
    rows = submissions.returns_for(by).filter(exercise_id=exercise_id, state__in=decided)
    held = set(rows.select_for_update(of=("self",)).values_list("id", flat=True))
    return [one for one in submissions.accepted_returns(by, exercise_id) if one.return_id in held]


def _first_refusal(form: Form | None, accepted: list[AcceptedReturn], left_out: list[Exclusion]) -> Refusal | None:
    if form is None:
        return Refusal("There is no form for this service yet.")
    words = first_fault(form, left_out, {str(one.version_id) for one in accepted})
    if words:
        return Refusal(words)
    if len([one for one in left_out if one.is_whole]) >= len(accepted):
        return Refusal("There is no accepted return to calculate from.")
    other = next((one for one in accepted if one.costs is None or one.form_version != form.version), None)
    if other is not None:
        return Refusal(f"The return of {other.location_name} has no costs on the form in use; it cannot be calculated.")
    return None


def _kept(
    by: Context, exercise: Any, inputs: Inputs, table: dict[str, Any], note: str, key: UUID | None
) -> Calculation:
    latest = queries.latest_calculation(by, exercise.id)
    return Calculation.objects.create(
        id=key or uuid4(),
        exercise_id=exercise.id,
        authority_id=exercise.authority_id,
        number=latest.number + 1 if latest else 1,
        method_version=inputs.method,
        form_version=inputs.form_version,
        price_date=inputs.price_date,
        weeks=inputs.weeks,
        rates={name: str(rate) for name, rate in inputs.rates.items()},
        occupancy_target=inputs.occupancy_target,
        weight_in_scope=inputs.weight_in_scope,
        returns_received=inputs.received.number if inputs.received else None,
        weight_received=inputs.received.weight if inputs.received else None,
        terms=price_terms(inputs.uplift, inputs.scenarios),
        inputs_sha256=inputs.sha256,
        returns_used=len(inputs.returns),
        table=table,
        note=note.strip()[:500],
        made_at=timezone.now(),
        made_by_id=by.person_id,
    )


def _keep_returns(
    by: Context, calculation: Calculation, accepted: list[AcceptedReturn], left_out: list[Exclusion]
) -> None:
    why = {one.version: one for one in left_out}
    CalculationReturn.objects.bulk_create(
        _return_row(by, calculation, one, why.get(str(one.version_id))) for one in accepted
    )


def _return_row(by: Context, calculation: Calculation, one: AcceptedReturn, why: Exclusion | None) -> CalculationReturn:
    return CalculationReturn(
        calculation=calculation,
        exercise_id=calculation.exercise_id,
        authority_id=calculation.authority_id,
        provider_id=one.provider_id,
        version_id=one.version_id,
        location_id=one.location_id,
        location_name=one.location_name,
        owner=str(one.owner_id),
        weight=one.weight or Decimal(0),
        breakdown=breakdown_of(one.zone, one.size_band, one.is_contracted),
        is_used=why is None or not why.is_whole,
        lines_left_out=sorted(why.lines) if why else [],
        left_out_because=why.reason.strip() if why else "",
        left_out_by_id=by.person_id if why else None,
        left_out_at=calculation.made_at if why else None,
        adjustments=[asdict(each) for each in one.adjustments],
        adjusted_costs=costs_document(one.costs) if one.adjustments else None,
        line_decisions=[asdict(each) for each in one.lines_left_out],
    )
