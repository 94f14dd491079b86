"""Visits drawn out to the planned end, as SQL; the plain twin is ``drawn_out_visits``."""

from markets.measures.domain.drawn_out_visits import AT_PLAN, BESIDE_FROM, BESIDE_TO, FEWEST_A_CELL
from markets.measures.domain.sql_care import SqlLevel, here_sql

QUARTERS = 4


def stretched(relation: str, level: SqlLevel) -> str:
    """Return by ref: four times the excess, four times those that could have been shorter, and visits."""
    return f"""{here_sql(relation, level, timed=True)},
        beyond AS (
            SELECT ref, provider, planned_seconds, coalesce(actual_seconds, 0) - planned_seconds AS beyond
            FROM here WHERE is_done AND NOT by_hand AND planned_seconds IS NOT NULL
        ),
        cells AS (
            SELECT ref, count(*) AS n, count(*) FILTER (WHERE abs(beyond) <= {AT_PLAN}) AS at_plan,
                count(*) FILTER (WHERE abs(beyond) BETWEEN {BESIDE_FROM} AND {BESIDE_TO}) AS beside,
                count(*) FILTER (WHERE beyond < -{AT_PLAN}) AS shorter
            FROM beyond GROUP BY ref, provider, planned_seconds HAVING count(*) >= {FEWEST_A_CELL}
        ),
        found AS (SELECT *, greatest(0, 2 * at_plan - beside) AS twice FROM cells)
        SELECT ref, CAST(sum(2 * twice) AS BIGINT), CAST(sum(2 * twice + 4 * shorter + beside) AS BIGINT),
            CAST(sum(n) AS BIGINT)
        FROM found GROUP BY ref ORDER BY ref"""
