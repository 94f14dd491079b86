"""Measures of rounds as SQL, ties in the project's order; their plain twins are in ``round_measures``.

A round is found as in ``rounds.care_rounds``: visits without those of a careworker in two places or of a day that is
off, broken where a gap is over an hour or lies across a midnight without work.
"""

from markets.measures.domain.sql_care import SqlLevel, here_sql, is_day_off_sql, local_date, marked
from markets.measures.domain.sql_spreads import picked
from markets.visits.domain.rounds import LONGEST_GAP

OF_ONE = "PARTITION BY ref, provider, carer ORDER BY actual_start, planned_start NULLS FIRST, visit, attendance"


def _rounds(relation: str, level: SqlLevel) -> str:
    """Return CTEs: ``steps``, visits with the gap before them, and ``rounds``, one row a round."""
    across = f"actual_start > before AND {local_date('before')} <> {local_date('actual_start')}"
    return f"""{here_sql(relation, level, timed=True)},
        logged AS (
            SELECT *, lag(actual_end) OVER ({OF_ONE}) AS before FROM here
            WHERE is_done AND carer IS NOT NULL AND actual_end IS NOT NULL AND NOT {marked("V14")}
                AND NOT {is_day_off_sql()}
        ),
        gaps AS (
            SELECT *, CASE WHEN before IS NULL OR actual_start - before > {LONGEST_GAP} OR ({across}) THEN NULL
                ELSE actual_start - before END AS gap
            FROM logged
        ),
        steps AS (
            SELECT *, sum(CASE WHEN gap IS NULL THEN 1 ELSE 0 END) OVER ({OF_ONE} ROWS UNBOUNDED PRECEDING) AS number
            FROM gaps
        ),
        rounds AS (
            SELECT ref, provider, carer, count(*) AS visits, CAST(sum(actual_seconds) AS BIGINT) AS contact,
                max(actual_end) - min(actual_start) AS span
            FROM steps GROUP BY ref, provider, carer, number
        )"""


def gap(relation: str, level: SqlLevel) -> str:
    values = "(SELECT ref, gap AS numerator, 1 AS denominator FROM steps WHERE gap >= 0)"
    return f"{_rounds(relation, level)}, {picked(values)}"


def round_visits(relation: str, level: SqlLevel) -> str:
    values = "(SELECT ref, visits AS numerator, 1 AS denominator FROM rounds)"
    return f"{_rounds(relation, level)}, {picked(values)}"


def round_hours(relation: str, level: SqlLevel) -> str:
    values = "(SELECT ref, span AS numerator, 1 AS denominator FROM rounds)"
    return f"{_rounds(relation, level)}, {picked(values)}"


def contact_share(relation: str, level: SqlLevel) -> str:
    """Return by ref: contact, span, rounds, careworkers, gaps below 0 and all gaps."""
    return f"""{_rounds(relation, level)},
        apart AS (
            SELECT ref, count(*) FILTER (WHERE gap < 0) AS negative, count(gap) AS gaps FROM steps GROUP BY ref
        )
        SELECT ref, CAST(sum(contact) AS BIGINT), CAST(sum(span) AS BIGINT), count(*),
            count(DISTINCT (provider, carer)), any_value(negative), any_value(gaps)
        FROM rounds JOIN apart USING (ref) GROUP BY ref ORDER BY ref"""


def round_time(relation: str, level: SqlLevel) -> str:
    """Return by ref: seconds with clients, seconds between them, gaps, and careworkers; overlaps have no gap."""
    return f"""{_rounds(relation, level)},
        waits AS (
            SELECT ref, CAST(coalesce(sum(gap) FILTER (WHERE gap >= 0), 0) AS BIGINT) AS away,
                count(*) FILTER (WHERE gap >= 0) AS ways
            FROM steps GROUP BY ref
        )
        SELECT ref, CAST(sum(contact) AS BIGINT), any_value(away), any_value(ways), count(DISTINCT (provider, carer))
        FROM rounds JOIN waits USING (ref) GROUP BY ref ORDER BY ref"""


def journeys(relation: str, level: SqlLevel) -> str:
    """Return ref, zone and class where it arrives, squared metres, seconds between, and how often; of known places."""
    east, north = (f"TRY_CAST(split_part({{}}, ' ', {part}) AS BIGINT)" for part in (1, 2))
    squared = " + ".join(f"pow({axis.format('place')} - {axis.format('from_place')}, 2)" for axis in (east, north))
    return f"""{_rounds(relation, level)},
        ways AS (
            SELECT ref, zone, ruc, gap, place,
                lag(place) OVER (PARTITION BY ref, provider, carer ORDER BY number, actual_start,
                    planned_start NULLS FIRST, visit, attendance) AS from_place
            FROM steps
        ),
        metres AS (SELECT ref, zone, ruc, CAST({squared} AS BIGINT) AS squared, gap FROM ways WHERE gap IS NOT NULL)
        SELECT ref, zone, ruc, squared, gap, count(*) FROM metres WHERE squared IS NOT NULL
        GROUP BY ref, zone, ruc, squared, gap ORDER BY ref, zone, ruc, squared, gap"""
