"""Queries of the payment lab: what rules come to over the asker's half-minutes, own rules, and runs that were kept."""

from calendar import monthrange
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max, Min, QuerySet, Sum

from accounts.domain.context import Context
from markets.models import Dataset, HalfMinutes, OwnPaymentRule, PaymentEffect, PaymentRun, VisitRun
from markets.payment.domain.cell_rates import RateKey, RatesOfLab
from markets.payment.domain.drawn_out_lengths import LengthCell, cells_of
from markets.payment.domain.expression import Dialect
from markets.payment.domain.lab_document import LabAnswer
from markets.payment.domain.lab_result import LabLine, lines_from_rows
from markets.payment.domain.lab_sql import half_minute_source, lab_sql
from markets.payment.domain.lab_terms import OutcomeTerms, answered_by_half_minutes
from markets.payment.domain.rule import PaymentRule
from markets.permissions import can_read_payment_runs, can_see_own_profile, can_use_payment_lab
from markets.visits.domain.dataset_states import DatasetState, VisitHolder, VisitRunState

NOT_PAID = ("missed", "unknown")
Rules = dict[str, PaymentRule]


def lab_answer(
    context: Context, span: tuple[date, date], rules: Rules, rates: RatesOfLab, terms: OutcomeTerms
) -> LabAnswer | None:
    """Return what rules come to over all that the council holds, of the days of ``span``; None if the asker may not.

    Raises TooCoarse for rules that half-minutes cannot answer.
    """
    if not can_use_payment_lab(context):
        return None
    found = rate_keys(context.own_authority)
    keyed = rates.rates_of(found)
    priced = {rate.key for rate in keyed}
    lines = paid_lines(context.own_authority, rules, [rate.values for rate in keyed], terms)
    unpriced = sum(number for key, number in found.items() if key not in priced)
    return LabAnswer(lines, length_cells(context.own_authority), *span, unpriced)


def held_span(context: Context | None) -> tuple[date, date] | None:
    """Return the first and the last day of the council's visits; None without any."""
    if context is None or not can_use_payment_lab(context):
        return None
    rows = Dataset.objects.filter(
        authority_id=context.own_authority, holder=VisitHolder.COUNCIL, state=DatasetState.TAKEN_IN
    ).exclude(first_day=None)
    days = [(first, last) for first, last in rows.values_list("first_day", "last_day") if first and last]
    if not days:
        days = _without_datasets(context.own_authority)
    return (min(first for first, _ in days), max(last for _, last in days)) if days else None


def _without_datasets(authority_id: UUID) -> list[tuple[date, date]]:
    """Return the days for analysts, who do not see the council's datasets: those of its last profile of all days, else
    the whole months of what is counted.
    """
    profiles = VisitRun.objects.filter(
        authority_id=authority_id, holder=VisitHolder.COUNCIL, kind="profile", state=VisitRunState.DONE, asked__first=""
    )
    first_day, last_day = profiles.order_by("-received_at").values_list("first_day", "last_day").first() or (None, None)
    ends = _paid_rows(authority_id).aggregate(first=Min("period"), last=Max("period"))
    if ends["first"] is None:
        return []
    if first_day and last_day:
        return [(first_day, last_day)]
    last = ends["last"]
    return [(ends["first"], last.replace(day=monthrange(last.year, last.month)[1]))]


def _paid_rows(authority_id: UUID) -> QuerySet[HalfMinutes]:
    rows = HalfMinutes.objects.filter(authority_id=authority_id, holder=VisitHolder.COUNCIL, planned__gte=0)
    return rows.exclude(outcome__in=NOT_PAID).order_by()


def rate_keys(authority_id: UUID) -> dict[RateKey, int]:
    """Return each zone, length and kind of day that there is, with its attendances."""
    rows = _paid_rows(authority_id).values_list("zone", "planned", "day_type").annotate(Sum("count"))
    return {(zone, planned, day): number for zone, planned, day, number in rows}


def paid_lines(authority_id: UUID, rules: Rules, rates: list[Any], terms: OutcomeTerms) -> list[LabLine]:
    """Return what each rule pays, in one statement; raise for rules that need the visits."""
    answered_by_half_minutes(rules)
    if not rates:
        return []
    statement = lab_sql(half_minute_source(terms, len(rates)), list(rules.values()), Dialect.POSTGRESQL)
    values = [value for rate in rates for value in rate]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, authority_id])
        return lines_from_rows(cursor.fetchall(), len(rules))


def length_cells(authority_id: UUID) -> list[LengthCell]:
    """Return how long visits of each provider and planned length lasted, by electronic logs."""
    rows = _paid_rows(authority_id).filter(outcome="done", by_hand=False)
    found = rows.values_list("location_id", "planned", "delivered").annotate(Sum("count"))
    return cells_of((str(whose), planned, half, number) for whose, planned, half, number in found)


def own_rules(context: Context | None) -> QuerySet[OwnPaymentRule]:
    if context is None or not can_use_payment_lab(context):
        return OwnPaymentRule.objects.none()
    return OwnPaymentRule.objects.filter(authority_id=context.own_authority)


def runs_kept(context: Context | None) -> QuerySet[PaymentRun]:
    """Return the runs of the asker's authority, the latest first."""
    if context is None or not can_read_payment_runs(context):
        return PaymentRun.objects.none()
    rows = PaymentRun.objects.filter(authority_id=context.own_authority)
    return rows.select_related("authority", "made_by", "shared_by")


def payment_run_for(context: Context | None, run_id: UUID) -> PaymentRun | None:
    return runs_kept(context).filter(id=run_id).first()


def own_effects(context: Context | None) -> QuerySet[PaymentEffect]:
    """Return what shared runs do to the asker's own locations."""
    if context is None or context.provider_id is None or not can_see_own_profile(context):
        return PaymentEffect.objects.none()
    rows = PaymentEffect.objects.filter(provider_id=context.provider_id)
    return rows.select_related("authority", "location").order_by("-shared_at", "location__name")
