"""What a lab's statement is asked of: the half-minute table in PostgreSQL, or visits in DuckDB, counted where alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from markets.payment.domain.alike_lengths import AlikeColumns, length_of, planned_of, told_apart, with_rate
from markets.payment.domain.expression import Dialect
from markets.payment.domain.lab_terms import WHOLE, OutcomeTerms
from markets.payment.domain.rule import MINUTE, PaymentRule
from markets.payment.domain.rule_columns import HALF_MINUTE, SECOND, ends_columns, grain_of
from markets.payment.domain.simulation import SHORT_BY

HALF_MINUTES = "markets_halfminutes"
ALIKE = ("planned_seconds", "actual_seconds", "is_done", "is_short", "share", "rate")
IS_DONE = "outcome = 'done'"
CANCELLED = "outcome IN ('cancelled_client', 'cancelled_provider')"


def share_sql(terms: OutcomeTerms) -> str:
    """Return steps 7 and 8 as parts of 10,000, of a row with ``outcome``, ``notice`` and ``is_further``."""
    return f"CASE WHEN {IS_DONE} THEN {_done_share(terms)} ELSE {_other_share(terms)} END"


def further_sql(terms: OutcomeTerms) -> str:
    if terms.further == WHOLE:
        return str(WHOLE)
    return f"(CASE WHEN is_further THEN {int(terms.further)} ELSE {WHOLE} END)"


def _done_share(terms: OutcomeTerms) -> str:
    return f"{WHOLE} * {further_sql(terms)}"


def _other_share(terms: OutcomeTerms) -> str:
    return (
        f"(CASE WHEN outcome = 'frustrated' THEN {int(terms.frustrated)} "
        f"WHEN {CANCELLED} AND notice < {int(terms.notice)} THEN {int(terms.cancelled)} ELSE 0 END) "
        f"* {further_sql(terms)}"
    )


@dataclass(frozen=True, slots=True)
class LabSource:
    """Attendances counted where they are alike, in ``alike``; ``told`` are the columns that a rule looks at."""

    sql: str
    alike: tuple[str, ...]
    told: str = "*"


def half_minute_source(terms: OutcomeTerms, rules: Sequence[PaymentRule]) -> LabSource:
    """Return the half-minute table as a source; its values are authority, first and last day of rate periods.

    Where no rule looks closer than whole minutes, half-minutes are counted in pairs: half as many to pay. What is
    missed or unknown has no share, and so goes with all that is not paid.
    """
    step, mark = grain_of(rules, HALF_MINUTE), Dialect.POSTGRESQL.value
    pairs = step // HALF_MINUTE
    short = f"planned * {MINUTE} - delivered * {HALF_MINUTE} > {SHORT_BY}"
    shares = _done_share(terms), _other_share(terms)
    columns = AlikeColumns("planned", f"delivered / {pairs}" if pairs > 1 else "delivered", IS_DONE, short, *shares)
    odd = f"sum(count * mod(delivered, {pairs}))" if pairs > 1 else "0"
    counted = f"""
        SELECT location_id AS whose, zone, day_type, {columns.kind} AS kind, sum(count) AS number, {odd} AS odd
        FROM {HALF_MINUTES}
        WHERE authority_id = %s AND holder = 'council' AND period BETWEEN %s AND %s AND planned >= 0
        GROUP BY 1, 2, 3, 4"""
    sql = f"""
        SELECT whose, zone, minutes, day_type, {with_rate("kind", "rate")} AS kind, number, delivered
        FROM (
            SELECT whose, zone, day_type, kind, {planned_of("kind", mark)} AS minutes, number,
                {length_of("kind", mark)} * {step} * number + odd * {HALF_MINUTE} AS delivered
            FROM ({counted}) AS counted
        ) AS alike LEFT JOIN place USING (zone, minutes, day_type)"""
    return LabSource(sql, ("kind",), f"kind, {told_apart(MINUTE, step, mark)}")


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


def visit_source(terms: OutcomeTerms, relation: str, rules: Sequence[PaymentRule]) -> LabSource:
    """Return the visits as a source, counted to the second where a rule looks so closely."""
    ends = ends_columns(rules)
    if grain_of(rules, SECOND) == MINUTE:
        return _visits_by_minute(terms, relation)
    between = "".join(f", {expression} AS {name}" for name, expression in ends.items())
    counted = f"""
        SELECT whose, zone, minutes, day_type, planned_seconds, actual_seconds, is_done, is_short, share{between},
            CAST(count(*) AS BIGINT) AS number, CAST(sum(actual_seconds) AS BIGINT) AS delivered
        FROM ({attended_sql(terms, relation)}) WHERE outcome <> 'missed' GROUP BY ALL"""
    sql = f"SELECT counted.*, rate FROM ({counted}) AS counted LEFT JOIN place USING (zone, minutes, day_type)"
    return LabSource(sql, (*ALIKE, *ends))


def _visits_by_minute(terms: OutcomeTerms, relation: str) -> LabSource:
    """Return the visits counted by whole minutes delivered."""
    mark = Dialect.DUCKDB.value
    columns = AlikeColumns(
        "planned_seconds", f"actual_seconds // {MINUTE}", "is_done", "is_short", _done_share(terms), _other_share(terms)
    )
    sql = f"""
        SELECT whose, zone, minutes, day_type, {with_rate("kind", "rate")} AS kind, number, delivered
        FROM (
            SELECT whose, zone, day_type, kind, {planned_of("kind", mark)} // {MINUTE} AS minutes,
                CAST(count(*) AS BIGINT) AS number, CAST(sum(actual_seconds) AS BIGINT) AS delivered
            FROM (
                SELECT whose, zone, day_type, {columns.kind} AS kind, actual_seconds
                FROM ({attended_sql(terms, relation)})
            )
            GROUP BY ALL
        ) AS alike LEFT JOIN place USING (zone, minutes, day_type)"""
    return LabSource(sql, ("kind",), f"kind, {told_apart(1, MINUTE, mark)}")
