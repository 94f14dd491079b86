"""Measures of double-handed care as SQL; their plain twins are in ``double_handed``."""

from markets.measures.domain.sql_care import SqlLevel, here_sql


def _double(relation: str, level: SqlLevel, *, timed: bool) -> str:
    """Return CTEs: ``pairs`` are visits for which two careworkers were planned or came."""
    return f"""{here_sql(relation, level, timed=timed)},
        pairs AS (
            SELECT ref, provider, visit, count(*) AS attendances, arg_min(client, attendance) AS client,
                arg_min(zone, attendance) AS zone,
                arg_min(coalesce(planned_seconds, 0), attendance) AS planned, count(actual_end) AS logged
            FROM here GROUP BY ref, provider, visit HAVING count(*) > 1 OR max(carers_planned) > 1
        )"""


# CTEs upon ``pairs``: ``together`` are the seconds in which at least two were there, by visit.
_TOGETHER = """steps AS (
            SELECT ref, provider, visit, actual_start AS moment, 1 AS change FROM here WHERE actual_end IS NOT NULL
            UNION ALL
            SELECT ref, provider, visit, actual_end, -1 FROM here WHERE actual_end IS NOT NULL
        ),
        walked AS (
            SELECT ref, provider, visit, lead(moment) OVER one - moment AS seconds,
                sum(change) OVER (one ROWS UNBOUNDED PRECEDING) AS there
            FROM steps SEMI JOIN pairs USING (ref, provider, visit)
            WINDOW one AS (PARTITION BY ref, provider, visit ORDER BY moment, change)
        ),
        together AS (
            SELECT ref, provider, visit, coalesce(sum(seconds) FILTER (WHERE there > 1), 0) AS seconds
            FROM walked GROUP BY ref, provider, visit
        )"""


def double_share(relation: str, level: SqlLevel) -> str:
    """Return by ref: attendances of double-handed visits, all, and clients."""
    return f"""{_double(relation, level, timed=False)},
        wholes AS (SELECT ref, count(*) AS attendances FROM here GROUP BY ref)
        SELECT wholes.ref, CAST(coalesce(sum(pairs.attendances), 0) AS BIGINT), any_value(wholes.attendances),
            count(DISTINCT (provider, client)) FILTER (WHERE visit IS NOT NULL)
        FROM wholes LEFT JOIN pairs ON wholes.ref = pairs.ref GROUP BY wholes.ref ORDER BY wholes.ref"""


def overlap(relation: str, level: SqlLevel) -> str:
    """Return by ref: seconds of two together, seconds planned, visits, and visits with under half of their plan."""
    return f"""{_double(relation, level, timed=True)},
        {_TOGETHER}
        SELECT here.ref, CAST(coalesce(sum(seconds), 0) AS BIGINT), CAST(coalesce(sum(planned), 0) AS BIGINT),
            count(visit), count(*) FILTER (WHERE 2 * seconds < planned)
        FROM (SELECT DISTINCT ref FROM here) AS here
        LEFT JOIN (SELECT * FROM pairs JOIN together USING (ref, provider, visit) WHERE planned > 0 AND logged > 1)
            AS found ON here.ref = found.ref
        GROUP BY here.ref ORDER BY here.ref"""


def planned_hours(relation: str, level: SqlLevel) -> str:
    """Return by ref, zone and planned minutes: planned seconds of double-handed visits, each visit once, and visits."""
    return f"""{_double(relation, level, timed=False)}
        SELECT ref, zone, (planned + 59) // 60 AS minutes, CAST(sum(planned) AS BIGINT), count(*)
        FROM pairs WHERE planned > 0 GROUP BY ref, zone, minutes ORDER BY ref, zone, minutes"""


def clients_by_two(relation: str, level: SqlLevel) -> str:
    """Return by provider and client: zone, visits with a log, those with one careworker's alone, seconds of two
    together, and seconds planned.
    """
    return f"""{_double(relation, level, timed=True)},
        {_TOGETHER}
        SELECT provider, client, max(zone), count(*), count(*) FILTER (WHERE logged = 1),
            CAST(sum(coalesce(seconds, 0)) AS BIGINT), CAST(sum(planned) AS BIGINT)
        FROM pairs LEFT JOIN together USING (ref, provider, visit)
        WHERE planned > 0 AND logged > 0 AND client IS NOT NULL
        GROUP BY provider, client ORDER BY provider, client"""


def clients_of_two(relation: str, level: SqlLevel) -> str:
    """Return provider, zone and place of each client to whom two careworkers come: where they live last."""
    return f"""{_double(relation, level, timed=False)}
        SELECT provider, arg_max(zone, planned_start), arg_max(place, planned_start)
        FROM here SEMI JOIN pairs USING (ref, provider, client) WHERE place IS NOT NULL
        GROUP BY provider, client ORDER BY provider, client"""
