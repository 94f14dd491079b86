"""The visits as what a lab's statement is asked of, in DuckDB: counted where alike, then told what their numbers mean.

Places stand by their place in a list (``PLACE_LISTS``), which the engine looks up once for each text that it holds
rather than once a row. What is in no list, as no rate is known or no rule pays for it, is not counted.
"""

from collections.abc import Mapping, Sequence

from markets.payment.domain.lab_sources import LabSource, attended_sql, share_sql
from markets.payment.domain.lab_terms import WHOLE, OutcomeTerms
from markets.payment.domain.rule import MINUTE, PaymentRule
from markets.payment.domain.rule_columns import SECOND, ends_columns, grain_of
from markets.payment.domain.simulation import SHORT_BY

ALIKE = ("planned_seconds", "actual_seconds", "is_done", "is_short", "share", "rate")
PAID_OUTCOMES = ("done", "frustrated", "cancelled_client", "cancelled_provider")
# Variables of the connection, each a list of texts; set before.
PLACE_LISTS = ("paid_whose", "paid_zone", "paid_day", "paid_outcome")
ZONES, DAYS, MINUTES = 1 << 16, 1 << 5, 1 << 12
# As a file's rows have them; of ``attended_sql``'s where a rule looks at start and end.
STORED = {
    "whose": "provider_ref",
    "zone": "coalesce(zone_key, '')",
    "seconds": "coalesce(actual_seconds, 0)",
    "is_further": "coalesce(attendance > 1, false)",
    "notice": "(planned_start - cancelled_at) // 3600",
}
ATTENDED = {
    "whose": "whose",
    "zone": "zone",
    "seconds": "actual_seconds",
    "is_further": "is_further",
    "notice": "notice",
}


def visit_source(terms: OutcomeTerms, relation: str, rules: Sequence[PaymentRule]) -> LabSource:
    """Return the visits as a source, counted to the second where a rule looks so closely."""
    ends, step = ends_columns(rules), grain_of(rules, SECOND)
    between = "".join(f", {name}" for name in ends)
    spots = f"""
        SELECT cell, whose, zone, minutes, day_type, rate
        FROM (SELECT DISTINCT cell, {_named("whose")} AS whose, {_named("zone")} AS zone, minutes,
            {_named("day")} AS day_type FROM numbered)
        JOIN place USING (zone, minutes, day_type)"""
    counted = f"""
        SELECT cell, planned_seconds, CASE WHEN is_done THEN length * {step} ELSE 0 END AS actual_seconds, is_done,
            is_done AND is_shorter AS is_short, {share_sql(terms)} AS share, rate{between}, number, delivered
        FROM (SELECT *, {_named("outcome")} AS outcome, outcome_at = 1 AS is_done FROM numbered)
        JOIN spots USING (cell)"""
    relations = (
        f"numbered AS MATERIALIZED ({_numbered(terms, relation, ends, step)})",
        f"spots AS MATERIALIZED ({spots})",
        f"counted AS MATERIALIZED ({counted})",
    )
    return LabSource(relations, (*ALIKE, *ends))


def _named(name: str) -> str:
    return f"getvariable('paid_{name}')[{name}_at]"


def _numbered(terms: OutcomeTerms, relation: str, ends: Mapping[str, str], step: int) -> str:
    """Return the attendances that are alike with their number, and the number of their cell."""
    columns, source = (ATTENDED, f"({attended_sql(terms, relation)})") if ends else (STORED, relation)
    places = {"whose": columns["whose"], "zone": columns["zone"], "day": "day_type", "outcome": "outcome"}
    seconds = columns["seconds"]
    kinds = {
        **{f"{name}_at": f"list_position(getvariable('paid_{name}'), {column})" for name, column in places.items()},
        "planned_seconds": "planned_seconds",
        "length": f"{seconds} // {step}" if step > 1 else seconds,
        "is_shorter": f"planned_seconds - {seconds} > {SHORT_BY}",
        **_asked_at_times(terms, columns),
        **ends,
    }
    # What nobody pays by tells no attendance from another.
    others = {"is_further": "false", "notice": "CAST(NULL AS INTEGER)"}
    never = "".join(f", {sql} AS {name}" for name, sql in others.items() if name not in kinds)
    listed = ", ".join(f"{sql} AS {name}" for name, sql in kinds.items())
    return f"""
        SELECT *, ((CAST(whose_at AS BIGINT) * {ZONES} + zone_at) * {DAYS} + day_at) * {MINUTES} + minutes AS cell
        FROM (
            SELECT *, CAST(planned_seconds // {MINUTE} AS INTEGER) AS minutes{never} FROM (
                SELECT {listed}, CAST(count(*) AS BIGINT) AS number, CAST(sum(actual_seconds) AS BIGINT) AS delivered
                FROM {source} WHERE planned_seconds IS NOT NULL GROUP BY ALL
            ) WHERE outcome_at IS NOT NULL
        )"""


def _asked_at_times(terms: OutcomeTerms, columns: Mapping[str, str]) -> dict[str, str]:
    found = {}
    if terms.further != WHOLE:
        found["is_further"] = columns["is_further"]
    if terms.cancelled:
        is_late = f"coalesce({columns['notice']} < {int(terms.notice)}, false)"
        found["notice"] = f"CASE WHEN {is_late} THEN {int(terms.notice) - 1} END"
    return found
