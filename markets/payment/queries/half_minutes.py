"""What payment rules come to over the asker's half-minutes, live: one statement for all of them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet, Sum

from accounts.domain.context import Context
from markets.models import HalfMinutes
from markets.payment.domain.cell_rates import CellRate, RateKey, RatesOfLab
from markets.payment.domain.drawn_out_lengths import LengthCell, cells_of
from markets.payment.domain.expression import Dialect
from markets.payment.domain.lab_document import LabAnswer
from markets.payment.domain.lab_rates import rate_values
from markets.payment.domain.lab_result import LabLine, lines_from_rows
from markets.payment.domain.lab_sources import half_minute_source
from markets.payment.domain.lab_sql import lab_sql
from markets.payment.domain.lab_terms import OutcomeTerms, answered_by_half_minutes
from markets.payment.domain.paid_level import LevelledRule
from markets.payment.domain.rule import PaymentRule
from markets.permissions import can_use_payment_lab
from markets.visits.domain.dataset_states import VisitHolder

NOT_PAID = ("missed", "unknown")
Span = tuple[date, date]
ALL_DAYS = (date.min, date.max)


def lab_answer(
    context: Context, span: Span, rules: Sequence[LevelledRule], rates: RatesOfLab, terms: OutcomeTerms
) -> LabAnswer | None:
    """Return what rules come to over all that the council holds of some months; None if the asker may not.

    Raises TooCoarse for rules that half-minutes cannot answer.
    """
    if not can_use_payment_lab(context):
        return None
    plain = answered_by_half_minutes(rules)
    found = rate_keys(context.own_authority, span)
    keyed = rates.rates_of(found)
    priced = {rate.key for rate in keyed}
    lines = paid_lines(context.own_authority, plain, keyed, terms, span)
    unpriced = sum(number for key, number in found.items() if key not in priced)
    return LabAnswer(lines, length_cells(context.own_authority, span), *span, unpriced)


def paid_rows(authority_id: UUID, span: Span = ALL_DAYS) -> QuerySet[HalfMinutes]:
    """Return the counts that rules pay for, of rate periods that begin within the months of a span."""
    rows = HalfMinutes.objects.filter(authority_id=authority_id, holder=VisitHolder.COUNCIL, planned__gte=0)
    return rows.filter(period__range=_periods(span)).exclude(outcome__in=NOT_PAID).order_by()


def _periods(span: Span) -> Span:
    return span[0].replace(day=1), span[1]


def rate_keys(authority_id: UUID, span: Span = ALL_DAYS) -> dict[RateKey, int]:
    """Return each zone, length and kind of day that there is, with its attendances."""
    rows = paid_rows(authority_id, span).values_list("zone", "planned", "day_type").annotate(Sum("count"))
    return {(zone, planned, day): number for zone, planned, day, number in rows}


def paid_lines(
    authority_id: UUID,
    rules: Sequence[PaymentRule],
    rates: Sequence[CellRate],
    terms: OutcomeTerms,
    span: Span = ALL_DAYS,
) -> list[LabLine]:
    """Return what each rule pays, in one statement."""
    if not rates:
        return []
    statement = lab_sql(half_minute_source(terms, rules), rules, Dialect.POSTGRESQL)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*rate_values(rates), authority_id, *_periods(span)])
        return lines_from_rows(cursor.fetchall(), len(rules))


def length_cells(authority_id: UUID, span: Span = ALL_DAYS) -> list[LengthCell]:
    """Return how long visits of each provider and planned length lasted, by electronic logs."""
    rows = paid_rows(authority_id, span).filter(outcome="done", by_hand=False)
    found = rows.values_list("location_id", "planned", "delivered").annotate(Sum("count"))
    return cells_of((str(whose), planned, half, number) for whose, planned, half, number in found)
