"""The payment lab's question as one statement: what rules pay for attendances, by provider, zone, length and day.

The same text but for whole division serves PostgreSQL over the half-minute table and DuckDB over the visits. Its source
has a row for each kind of attendance: ``whose``, ``zone``, ``planned_minutes``, ``day_type``, ``planned_seconds``,
``actual_seconds``, ``is_done``, ``share`` (of 10,000), ``number`` alike, and ``num`` / ``per``, pence a second.
"""

from collections.abc import Sequence

from markets.payment.domain.expression import Dialect
from markets.payment.domain.lab_terms import WHOLE, OutcomeTerms
from markets.payment.domain.paid_seconds import paid_sql
from markets.payment.domain.rule import PaymentRule
from markets.payment.domain.simulation import SHORT_BY

KEYS = ("whose", "zone", "planned_minutes", "day_type")
PARTS = WHOLE * WHOLE
# Of each rule: paid seconds, pence, attendances whose pay is another than by the first rule, the least and most of it.
EACH = ("seconds", "pence", "changed", "least", "most", "stay")


def share_sql(terms: OutcomeTerms) -> str:
    """Return steps 7 and 8 as parts of 10,000, of a row with ``outcome``, ``notice`` and ``is_further``."""
    of_outcome = (
        f"CASE WHEN outcome = 'done' THEN {WHOLE} WHEN outcome = 'frustrated' THEN {int(terms.frustrated)} "
        f"WHEN outcome IN ('cancelled_client', 'cancelled_provider') AND notice < {int(terms.notice)} "
        f"THEN {int(terms.cancelled)} ELSE 0 END"
    )
    return f"({of_outcome}) * (CASE WHEN is_further THEN {int(terms.further)} ELSE {WHOLE} END)"


def lab_sql(source: str, rules: Sequence[PaymentRule], dialect: Dialect) -> str:
    """Return a row for the whole, and for each provider, zone, length and kind of day.

    Columns: which of ``KEYS`` is not summed over (a bit each), the four keys, attendances done, their seconds, those
    more than five minutes short, then ``EACH`` of every rule.
    """
    keys = ", ".join(KEYS)
    paid = ", ".join(_paid(rule, number, dialect) for number, rule in enumerate(rules))
    priced = ", ".join(_priced(number, dialect) for number in range(len(rules)))
    each = ", ".join(_sums(number) for number in range(len(rules)))
    again = ", ".join(_summed(number) for number in range(len(rules)))
    sets = ", ".join(f"({key})" for key in KEYS)
    short = f"is_done AND planned_seconds - actual_seconds > {SHORT_BY}"
    return f"""
        WITH source AS ({source}),
        paid AS (SELECT *, {short} AS is_short, {paid} FROM source WHERE share > 0),
        priced AS (SELECT *, {priced} FROM paid),
        cells AS (
            SELECT {keys}, {_whole("sum(CASE WHEN is_done THEN number ELSE 0 END)")} AS visits,
                {_whole("sum(CASE WHEN is_done THEN number * actual_seconds ELSE 0 END)")} AS delivered,
                {_whole("sum(CASE WHEN is_short THEN number ELSE 0 END)")} AS short, {each}
            FROM priced GROUP BY {keys}
        )
        SELECT grouping({keys}), {keys}, {_whole("sum(visits)")}, {_whole("sum(delivered)")}, {_whole("sum(short)")},
            {again}
        FROM cells GROUP BY GROUPING SETS ((), {sets}) ORDER BY 1, 2, 3, 4, 5"""


def _whole(expression: str) -> str:
    return f"CAST(coalesce({expression}, 0) AS BIGINT)"


def _paid(rule: PaymentRule, number: int, dialect: Dialect) -> str:
    """Return the paid seconds, and those had it lasted as planned; what was not done is paid a share of planned."""
    pays = paid_sql(rule, dialect)
    full = pays.replace("actual_seconds", "planned_seconds")
    return (
        f"CAST(CASE WHEN is_done THEN {pays} ELSE planned_seconds END AS BIGINT) AS s{number}, "
        f"CAST({full} AS BIGINT) AS f{number}"
    )


def _priced(number: int, dialect: Dialect) -> str:
    return f"{_pence(f's{number}', dialect)} AS p{number}, {_pence(f'f{number}', dialect)} AS q{number}"


def _pence(seconds: str, dialect: Dialect) -> str:
    """Return pence, half up, once an attendance."""
    return f"((2 * {seconds} * share * num + per * {PARTS}) {dialect.value} (2 * per * {PARTS}))"


def _sums(number: int) -> str:
    k = number
    return ", ".join(
        (
            f"sum(number * s{k} * share) AS seconds{k}",
            f"sum(number * p{k}) AS pence{k}",
            f"sum(CASE WHEN p{k} <> p0 THEN number ELSE 0 END) AS changed{k}",
            f"min(p{k} - p0) AS least{k}",
            f"max(p{k} - p0) AS most{k}",
            f"sum(CASE WHEN is_short THEN number * (q{k} - p{k}) ELSE 0 END) AS stay{k}",
        )
    )


def _summed(number: int) -> str:
    how = {"least": "min", "most": "max"}
    return ", ".join(_whole(f"{how.get(name, 'sum')}({name}{number})") for name in EACH)


# Beside the half-minute table stand rates by zone, length and kind of day, and whoever asks names authority and days.
HALF_MINUTES = "markets_halfminutes"


def half_minute_source(terms: OutcomeTerms, rates: int) -> str:
    """Return the half-minute table as a source; ``rates`` are so many rows of (zone, minutes, day type, num, per)."""
    values = ", ".join(["(%s, %s::int, %s, %s::bigint, %s::bigint)"] * rates)
    return f"""
        SELECT location_id AS whose, cell.zone, planned AS planned_minutes, cell.day_type,
            planned * 60 AS planned_seconds, delivered * 30 AS actual_seconds, outcome = 'done' AS is_done,
            {share_sql(terms)} AS share, CAST(count AS BIGINT) AS number, num, per
        FROM {HALF_MINUTES} AS cell
        JOIN (VALUES {values}) AS rate (zone, minutes, day_type, num, per)
            ON rate.zone = cell.zone AND rate.minutes = cell.planned AND rate.day_type = cell.day_type
        WHERE authority_id = %s AND holder = 'council' AND planned >= 0 AND outcome NOT IN ('missed', 'unknown')"""


def visit_source(terms: OutcomeTerms, relation: str, num: int, per: int) -> str:
    """Return the visits as a source, all at one rate: what DuckDB is asked."""
    cancelled = "outcome IN ('cancelled_client', 'cancelled_provider') AND cancelled_at IS NOT NULL"
    return f"""
        SELECT whose, zone, planned_minutes, day_type, planned_seconds, actual_seconds, is_done,
            {share_sql(terms)} AS share, CAST(1 AS BIGINT) AS number, CAST({int(num)} AS BIGINT) AS num,
            CAST({int(per)} AS BIGINT) AS per
        FROM (
            SELECT provider_ref AS whose, zone_key AS zone, planned_seconds // 60 AS planned_minutes, day_type,
                planned_seconds, coalesce(actual_seconds, 0) AS actual_seconds, outcome = 'done' AS is_done, outcome,
                attendance > 1 AS is_further,
                CASE WHEN {cancelled} THEN (planned_start - cancelled_at) // 3600 END AS notice
            FROM {relation}
            WHERE planned_seconds IS NOT NULL AND outcome NOT IN ('missed', 'unknown')
        )"""
