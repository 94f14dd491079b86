"""Measures of continuity as SQL; their plain twins are in ``continuity``."""

from markets.measures.domain.continuity import (
    EIGHT_WEEKS,
    FEWEST_FOR_CONTINUITY,
    FEWEST_OF_FOUR_WEEKS,
    FOUR_WEEKS,
)
from markets.measures.domain.sql_care import SqlLevel, here_sql
from markets.measures.domain.sql_spreads import picked

KNOWN = "is_done AND carer IS NOT NULL"


def carers_4w(relation: str, level: SqlLevel) -> str:
    return f"""{here_sql(relation, level, timed=False)},
        ends AS (SELECT ref, max(local_day) AS last FROM here WHERE is_done GROUP BY ref),
        faces AS (
            SELECT ref, count(DISTINCT carer) AS numerator, 1 AS denominator FROM here JOIN ends USING (ref)
            WHERE {KNOWN} AND local_day > last - {FOUR_WEEKS}
            GROUP BY ref, provider, client HAVING count(*) >= {FEWEST_OF_FOUR_WEEKS}
        ), {picked("faces")}"""


def coc(relation: str, level: SqlLevel) -> str:
    return _of_clients(relation, level, "CAST(sum(times * times) - sum(times) AS BIGINT)", "total * (total - 1)")


def usual_carer(relation: str, level: SqlLevel) -> str:
    return _of_clients(relation, level, "max(times)", "total")


def _of_clients(relation: str, level: SqlLevel, numerator: str, denominator: str) -> str:
    """Return a figure of each client from how often each careworker came."""
    return f"""{here_sql(relation, level, timed=False)},
        times AS (
            SELECT ref, provider, client, carer, count(*) AS times FROM here WHERE {KNOWN}
            GROUP BY ref, provider, client, carer
        ),
        clients AS (
            SELECT ref, {numerator} AS numerator, CAST(sum(times) AS BIGINT) AS total,
                {denominator.replace("total", "CAST(sum(times) AS BIGINT)")} AS denominator
            FROM times GROUP BY ref, provider, client HAVING sum(times) >= {FEWEST_FOR_CONTINUITY}
        ), {picked("clients")}"""


def new_faces(relation: str, level: SqlLevel) -> str:
    """Return by ref: attendances by somebody new, all that could have been, and of how many clients."""
    return f"""{here_sql(relation, level, timed=False)},
        begins AS (SELECT ref, min(local_day) AS first FROM here GROUP BY ref),
        seen AS (
            SELECT ref, provider, client, local_day - first >= {EIGHT_WEEKS} AS counts,
                coalesce(local_day - lag(local_day) OVER (
                    PARTITION BY ref, provider, client, carer ORDER BY actual_start, planned_start, visit, attendance
                ) > {EIGHT_WEEKS}, TRUE) AS is_new
            FROM here JOIN begins USING (ref) WHERE {KNOWN}
        )
        SELECT ref, count(*) FILTER (WHERE is_new), count(*), count(DISTINCT (provider, client))
        FROM seen WHERE counts GROUP BY ref ORDER BY ref"""
