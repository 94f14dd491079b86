"""Turn accepted returns, and what is left out of them, into the inputs of a calculation."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from accounts.domain.refusal import Refusal
from costing.form import Form
from costing.formulas import COSTINGS
from costing.rates import rates_at
from reports.domain.exclusions import Exclusion
from reports.domain.inputs import Inputs, ReceivedReturns, ReturnInputs
from reports.domain.subgroups import breakdown_of
from reports.domain.supporting_information import appointments_in, asked_in
from reports.domain.uplift import given_in
from submissions.queries.review import AcceptedReturn


def assembled(
    exercise: Any,
    form: Form,
    accepted: list[AcceptedReturn],
    left_out: list[Exclusion],
    occupancy_target: Decimal | None = None,
    weight_in_scope: Decimal | None = None,
    received: ReceivedReturns | None = None,
) -> Inputs | Refusal:
    if occupancy_target is not None and not form.has_occupancy:
        return Refusal("What this service costs does not hang on how full its beds are.")
    if occupancy_target is not None and not 0 < occupancy_target <= 1:
        return Refusal("The occupancy to normalise to is above 0 % and at most 100 %.")
    rates = rates_at(exercise.price_date, COSTINGS[form.service].rates)
    if rates is None:
        return Refusal("The price date of the exercise lies outside the table of rates.")
    whole = {one.version for one in left_out if one.is_whole}
    lines = {one.version: one.lines for one in left_out}
    return Inputs(
        exercise=str(exercise.id),
        service=form.service,
        form_version=form.version,
        price_date=exercise.price_date,
        weeks=exercise.weeks,
        rates=rates,
        returns=tuple(_return_inputs(one, lines) for one in accepted if str(one.version_id) not in whole),
        left_out=tuple(sorted(whole)),
        occupancy_target=occupancy_target,
        weight_in_scope=weight_in_scope,
        received=received,
    )


def _return_inputs(one: AcceptedReturn, lines: Mapping[str, frozenset[str]]) -> ReturnInputs:
    if one.costs is None:
        raise ValueError("a return without costs has been let through")
    return ReturnInputs(
        version=str(one.version_id),
        location=one.location_id,
        owner=str(one.owner_id),
        costs=one.costs,
        weight=one.weight or Decimal(0),
        asked=asked_in(one.form_service, one.answers),
        lines_left_out=lines.get(str(one.version_id), frozenset()),
        breakdown=breakdown_of(one.zone, one.size_band, one.is_contracted),
        appointments=appointments_in(one.form_service, one.answers),
        given=given_in(one.form_service, one.answers),
    )
