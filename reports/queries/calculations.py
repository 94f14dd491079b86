"""Queries of calculations, which are exact and therefore for the independent team of their authority alone."""

from decimal import Decimal
from uuid import UUID

from django.db.models import F, QuerySet

from accounts.domain.context import Context
from costing.formulas.costs import Costs
from costing.serialisation import costs_from
from reports.domain.comparison import Calculated, Since
from reports.domain.inputs import Inputs, ReceivedReturns, ReturnInputs
from reports.domain.scenarios import scenarios_from
from reports.domain.supporting_information import appointments_in, asked_in
from reports.domain.uplift import given_in
from reports.domain.uplift_terms import uplift_from
from reports.models import Calculation, CalculationReturn
from reports.permissions import is_team
from submissions import queries as submissions
from submissions.queries.accepted_list import AcceptedListing

NOTHING = Costs(columns={}, drivers={})
NOT_DECIDED: tuple[frozenset[tuple[str, str]], frozenset[str]] = (frozenset(), frozenset())


def calculations_for(context: Context | None, exercise_id: UUID | None = None) -> QuerySet[Calculation]:
    """Return the calculations, the newest first; their many figures are read when they are asked for."""
    if context is None or not is_team(context):
        return Calculation.objects.none()
    rows = Calculation.objects.filter(authority_id=context.own_authority).defer("table")
    rows = rows.select_related("exercise", "made_by")
    rows = rows.filter(exercise_id=exercise_id) if exercise_id else rows
    return rows.order_by("-made_at", "-number")


def listed_calculations(context: Context | None, exercise_id: UUID) -> QuerySet[Calculation]:
    """Return the calculations of an exercise for a list: of their figures with the sums alone."""
    return calculations_for(context, exercise_id).annotate(totals=F("table__totals"))


def calculation_for(context: Context | None, calculation_id: UUID) -> Calculation | None:
    return calculations_for(context).defer(None).filter(id=calculation_id).first()


def latest_calculation(
    context: Context | None, exercise_id: UUID, before: Calculation | None = None
) -> Calculation | None:
    """Return the last calculation of an exercise, or the last before another one."""
    rows = calculations_for(context, exercise_id)
    return (rows.filter(number__lt=before.number) if before else rows).order_by("-number").first()


def inputs_of(context: Context | None, calculation: Calculation) -> Inputs:
    """Return the inputs, put together again from the versions: their digest tells whether anything has changed.

    What was erased on request is none any more: the digest is another then.
    """
    rows = list(_returns(context, calculation).filter(is_erased=False))
    return Inputs(
        exercise=str(calculation.exercise_id),
        service=calculation.exercise.service,
        form_version=calculation.form_version,
        price_date=calculation.price_date,
        weeks=calculation.weeks,
        rates={name: Decimal(rate) for name, rate in calculation.rates.items()},
        returns=tuple(_return_inputs(calculation.exercise.service, row) for row in rows if row.is_used),
        left_out=tuple(str(row.version_id) for row in rows if not row.is_used),
        method=calculation.method_version,
        occupancy_target=calculation.occupancy_target,
        weight_in_scope=calculation.weight_in_scope,
        received=_received(calculation),
        uplift=uplift_from(calculation.terms.get("uplift")),
        scenarios=scenarios_from(calculation.terms.get("scenarios", ())),
    )


def _received(calculation: Calculation) -> ReceivedReturns | None:
    number = calculation.returns_received
    return None if number is None else ReceivedReturns(number, calculation.weight_received)


def calculated(context: Context | None, calculation: Calculation) -> Calculated:
    """Return the calculation as a value to compare with another."""
    rows = list(_returns(context, calculation).select_related(None).defer("adjusted_costs", "breakdown"))
    return Calculated(
        number=calculation.number,
        sha256=calculation.inputs_sha256,
        used={row.location_id: str(row.version_id) for row in rows if row.is_used},
        left_out={row.location_id: str(row.version_id) for row in rows if not row.is_used},
        lines_left_out={row.location_id: frozenset(row.lines_left_out) for row in rows if row.lines_left_out},
        table=calculation.table,
        adjusted={row.location_id: _adjusted(row) for row in rows if row.is_used and row.adjustments},
    )


def _adjusted(row: CalculationReturn) -> frozenset[tuple[str, str]]:
    return frozenset((each["key"], each["adjusted"]) for each in row.adjustments)


def _returns(context: Context | None, calculation: Calculation, at_review: bool = False) -> QuerySet[CalculationReturn]:
    if context is None or not is_team(context):
        return CalculationReturn.objects.none()
    rows = CalculationReturn.objects.filter(calculation=calculation, authority_id=context.own_authority)
    return rows.filter(left_out_at_review=at_review).select_related("version", "provider", "left_out_by")


def _return_inputs(service: str, row: CalculationReturn) -> ReturnInputs:
    answers = {key: answer["value"] for key, answer in row.version.answers.items()}
    answers |= {each["key"]: each["adjusted"] for each in row.adjustments}
    return ReturnInputs(
        version=str(row.version_id),
        location=row.location_id,
        owner=row.owner,
        costs=costs_from(row.adjusted_costs or row.version.costs) or NOTHING,
        weight=row.weight,
        asked=asked_in(service, answers),
        lines_left_out=frozenset(row.lines_left_out),
        breakdown=row.breakdown,
        appointments=appointments_in(service, answers),
        given=given_in(service, answers),
    )


def returns_of(context: Context | None, calculation: Calculation) -> QuerySet[CalculationReturn]:
    """Return every accepted return of a calculation, used or left out, by location."""
    return _returns(context, calculation).order_by("location_name", "location_id")


def noteworthy_returns(context: Context | None, calculation: Calculation) -> QuerySet[CalculationReturn]:
    """Return those of ``returns_of`` of which anything is left out, decided or adjusted: few of many."""
    rows = returns_of(context, calculation).exclude(left_out_because="", line_decisions=[], adjustments=[])
    return without_answers(rows)


def without_answers(rows: QuerySet[CalculationReturn]) -> QuerySet[CalculationReturn]:
    """Leave what is large in the database: the answers and costs of each return."""
    return rows.defer("version__answers", "version__notes", "version__costs", "adjusted_costs")


def erased_since(context: Context | None, calculation: Calculation) -> int:
    """Return how many of its returns were erased on request since; with any, it can no longer be repeated."""
    return _returns(context, calculation).filter(is_erased=True).count()


def left_out_at_review(context: Context | None, calculation: Calculation) -> QuerySet[CalculationReturn]:
    """Return what was not accepted but left out at review when a calculation was made, by location."""
    return _returns(context, calculation, at_review=True).order_by("location_name", "location_id")


def changed_since(context: Context | None, calculation: Calculation) -> Since:
    """Return how many versions were accepted, are no longer, or are decided otherwise, since a calculation was made."""
    rows = _returns(context, calculation).select_related(None)
    then = set(rows.values_list("version_id", flat=True))
    noted = rows.exclude(line_decisions=[], adjustments=[]).only("version_id", "adjustments", "line_decisions")
    decided = {row.version_id: _decisions(row) for row in noted}
    now = {one.version_id: one for one in submissions.listed_as_accepted(context, calculation.exercise_id)}
    stayed = now.keys() & then
    return Since(
        calculation.number,
        accepted=len(now.keys() - then),
        gone=len(then - now.keys()),
        decided=sum(decided.get(one, NOT_DECIDED) != _decisions_now(now[one]) for one in stayed),
    )


def _decisions(row: CalculationReturn) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
    return _adjusted(row), frozenset(each["line"] for each in row.line_decisions)


def _decisions_now(one: AcceptedListing) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
    adjusted = frozenset((each.key, each.adjusted) for each in one.adjustments)
    return adjusted, frozenset(each.line for each in one.lines_left_out)
