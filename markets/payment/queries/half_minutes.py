"""What payment rules come to over the asker's half-minutes, live: one statement for all of them."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from accounts.domain.context import Context
from markets.payment.domain.cell_rates import CellRate, RateKey, RatesOfLab
from markets.payment.domain.counted_lengths import COUNTED_LENGTHS, IN_SPAN
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


def _within(authority_id: UUID, span: Span) -> dict[str, Any]:
    """Return the values of ``IN_SPAN``: rate periods that begin within the months of a span."""
    return {"authority": authority_id, "first": span[0].replace(day=1), "last": span[1]}


def _rows(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def rate_keys(authority_id: UUID, span: Span = ALL_DAYS) -> dict[RateKey, int]:
    """Return each zone, length and kind of day that there is, with its attendances."""
    asked = f"SELECT zone, planned, day_type, sum(number) FROM {COUNTED_LENGTHS} WHERE {IN_SPAN} GROUP BY 1, 2, 3"
    return {(zone, planned, day): number for zone, planned, day, number in _rows(asked, _within(authority_id, span))}


def counted_ends(authority_id: UUID) -> Span | None:
    """Return the first and the last rate period of which something is counted."""
    asked = f"SELECT min(first_period), max(last_period) FROM {COUNTED_LENGTHS} WHERE {IN_SPAN}"
    [(first, last)] = _rows(asked, _within(authority_id, ALL_DAYS))
    return (first, last) if first else None


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
    return lines_from_rows(_rows(statement, {**rate_values(rates), **_within(authority_id, span)}), len(rules))


def length_cells(authority_id: UUID, span: Span = ALL_DAYS) -> list[LengthCell]:
    """Return how long visits of each provider and planned length lasted, by electronic logs."""
    each = f"""SELECT location_id, planned, unnest(delivered) AS half, unnest(counts) AS number FROM {COUNTED_LENGTHS}
        WHERE {IN_SPAN} AND outcome = 'done' AND NOT by_hand"""
    asked = f"SELECT location_id, planned, half, sum(number) FROM ({each}) AS each GROUP BY 1, 2, 3"
    rows = _rows(asked, _within(authority_id, span))
    return cells_of((str(whose), planned, half, number) for whose, planned, half, number in rows)
