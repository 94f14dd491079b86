"""What a lab's statement is asked of: half-minutes in PostgreSQL, counted where alike, and visits as rules see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from markets.payment.domain.alike_lengths import base_of, done_kind, told_apart
from markets.payment.domain.counted_lengths import COUNTED_LENGTHS, IN_SPAN
from markets.payment.domain.expression import Dialect
from markets.payment.domain.lab_terms import WHOLE, OutcomeTerms
from markets.payment.domain.rule import MINUTE, PaymentRule
from markets.payment.domain.rule_columns import HALF_MINUTE, grain_of
from markets.payment.domain.simulation import SHORT_BY

IS_DONE = "outcome = 'done'"
CANCELLED = "outcome IN ('cancelled_client', 'cancelled_provider')"


def share_sql(terms: OutcomeTerms) -> str:
    """Return steps 7 and 8 as parts of 10,000, of a row with ``outcome``, ``notice`` and ``is_further``."""
    return f"(CASE WHEN {IS_DONE} THEN {WHOLE} * {further_sql(terms)} ELSE {_other_share(terms)} END)"


def further_sql(terms: OutcomeTerms) -> str:
    if terms.further == WHOLE:
        return str(WHOLE)
    return f"(CASE WHEN is_further THEN {int(terms.further)} ELSE {WHOLE} END)"


def _other_share(terms: OutcomeTerms) -> str:
    return (
        f"(CASE WHEN outcome = 'frustrated' THEN {int(terms.frustrated)} "
        f"WHEN {CANCELLED} AND notice < {int(terms.notice)} THEN {int(terms.cancelled)} ELSE 0 END) "
        f"* {further_sql(terms)}"
    )


@dataclass(frozen=True, slots=True)
class LabSource:
    """The relations ``spots`` and ``counted``; in the latter, attendances are told apart by the columns ``alike``.

    ``told`` are the columns that a rule looks at.
    """

    relations: tuple[str, ...]
    alike: tuple[str, ...]
    told: str = "*"


def half_minute_source(terms: OutcomeTerms, rules: Sequence[PaymentRule]) -> LabSource:
    """Return the half-minute table as a source; its values are those of ``IN_SPAN``.

    Where no rule looks closer than whole minutes, half-minutes are counted in pairs: half as many to pay. What is
    missed or unknown has no share, and so goes with all that is not paid.
    """
    step, mark = grain_of(rules, HALF_MINUTE), Dialect.POSTGRESQL.value
    pairs = step // HALF_MINUTE
    # What has no rate is left out at the end: a database expects next to no rows of a join by three columns.
    packed = f"""
        SELECT dense_rank() OVER (ORDER BY location_id, zone, day_type, planned) AS cell, location_id AS whose, zone,
            planned AS minutes, day_type, {IS_DONE} AS is_done, delivered, counts,
            {base_of("planned", share_sql(terms), "rate")} AS base,
            (planned * {MINUTE} - {SHORT_BY}) {mark} {HALF_MINUTE} AS short_below
        FROM (SELECT *, planned AS minutes FROM {COUNTED_LENGTHS} WHERE {IN_SPAN}) AS held
        LEFT JOIN place USING (zone, minutes, day_type)"""
    each = "SELECT cell, base, is_done, short_below, unnest(delivered) AS half, unnest(counts) AS number FROM packed"
    length = f"half {mark} {pairs}" if pairs > 1 else "half"
    counted = f"""
        SELECT cell, CASE WHEN is_done THEN {done_kind("base", length, "half < short_below")} ELSE base END AS kind,
            sum(number) AS number, sum(number * half) * {HALF_MINUTE} AS delivered
        FROM ({each}) AS each GROUP BY 1, 2"""
    relations = (
        f"packed AS MATERIALIZED ({packed})",
        "spots AS MATERIALIZED (SELECT DISTINCT cell, whose, zone, minutes, day_type FROM packed)",
        f"counted AS MATERIALIZED ({counted})",
    )
    return LabSource(relations, ("kind",), f"kind, {told_apart(MINUTE, step, mark)}")


def attended_sql(terms: OutcomeTerms, relation: str) -> str:
    """Return the visits that have a plan, in DuckDB, a row an attendance; ``start`` is seconds since midnight."""
    return f"""
        SELECT *, {share_sql(terms)} AS share, {further_sql(terms)} AS further,
            is_done AND planned_seconds - actual_seconds > {SHORT_BY} AS is_short
        FROM (
            SELECT provider_ref AS whose, CAST(client_ref AS VARCHAR) AS client, (local_day + 3) // 7 AS week,
                coalesce(zone_key, '') AS zone, CAST(planned_seconds // {MINUTE} AS INTEGER) AS minutes, day_type,
                CAST(planned_seconds AS BIGINT) AS planned_seconds, outcome = 'done' AS is_done, outcome,
                CAST(CASE WHEN outcome = 'done' THEN coalesce(actual_seconds, 0) ELSE 0 END AS BIGINT)
                    AS actual_seconds,
                coalesce(attendance > 1, false) AS is_further,
                {_since_midnight("coalesce(actual_start, planned_start)")} AS start,
                CASE WHEN {CANCELLED} AND cancelled_at IS NOT NULL
                    THEN (planned_start - cancelled_at) // 3600 END AS notice
            FROM {relation} WHERE planned_seconds IS NOT NULL AND outcome <> 'unknown'
        )"""


def _since_midnight(instant: str) -> str:
    return f"({instant} + england({instant})) % 86400"
