"""Planned hours as SQL: by provider and zone, by class of place, by length and by week; what a market is made of."""

from markets.measures.domain.sql_care import SqlLevel, here_sql

WEEK = 7
# The first Monday of 1970 was the fifth day of that year.
MONDAY = 3
# Slots of a day, each until its hour; the night goes on after the last.
NIGHT = "night"
SLOT_ENDS = ((NIGHT, 6), ("morning", 11), ("midday", 15), ("tea", 18), ("evening", 23))


def provider_hours(relation: str, level: SqlLevel) -> str:
    """Return ref, provider, zone and planned seconds: concentration and resilience are worked out of these."""
    return f"""{here_sql(relation, level, timed=False)}
        SELECT ref, provider, zone, CAST(sum(coalesce(planned_seconds, 0)) AS BIGINT) FROM here
        GROUP BY ref, provider, zone ORDER BY ref, provider, zone"""


def slots(relation: str, level: SqlLevel) -> str:
    """Return ref, zone, the slot of the day on England's clocks, planned seconds, and clients of the slot."""
    hour = "extract(hour FROM timezone('Europe/London', to_timestamp(planned_start)))"
    cases = " ".join(f"WHEN {hour} < {until} THEN '{name}'" for name, until in SLOT_ENDS)
    return f"""{here_sql(relation, level, timed=False)}
        SELECT ref, zone, CASE {cases} ELSE '{NIGHT}' END AS slot,
            CAST(sum(coalesce(planned_seconds, 0)) AS BIGINT), count(DISTINCT (provider, client))
        FROM here WHERE planned_start IS NOT NULL GROUP BY ref, zone, slot ORDER BY ref, zone, slot"""


def ruc_hours(relation: str, level: SqlLevel) -> str:
    """Return ref, class of place, planned seconds, and clients of the class."""
    return f"""{here_sql(relation, level, timed=False)}
        SELECT ref, ruc, CAST(sum(coalesce(planned_seconds, 0)) AS BIGINT), count(DISTINCT (provider, client))
        FROM here WHERE ruc <> '' GROUP BY ref, ruc ORDER BY ref, ruc"""


def ruc_clients(relation: str, level: SqlLevel) -> str:
    """Return ref and the clients who live at a known class of place."""
    return f"""{here_sql(relation, level, timed=False)}
        SELECT ref, count(DISTINCT (provider, client)) FROM here WHERE ruc <> '' GROUP BY ref ORDER BY ref"""


def lengths(relation: str, level: SqlLevel) -> str:
    """Return ref, planned minutes (begun ones whole), attendances, planned seconds, and clients."""
    return f"""{here_sql(relation, level, timed=False)}
        SELECT ref, (planned_seconds + 59) // 60 AS minutes, count(*), CAST(sum(planned_seconds) AS BIGINT),
            count(DISTINCT (provider, client))
        FROM here WHERE planned_seconds IS NOT NULL GROUP BY ref, minutes ORDER BY ref, minutes"""


def weeks(relation: str, level: SqlLevel) -> str:
    """Return ref, the Monday of the week (days since 1970), planned seconds, delivered seconds, and clients."""
    return f"""{here_sql(relation, level, timed=False)}
        SELECT ref, local_day - (local_day + {MONDAY}) % {WEEK} AS monday,
            CAST(sum(coalesce(planned_seconds, 0)) AS BIGINT),
            CAST(coalesce(sum(actual_seconds) FILTER (WHERE is_done), 0) AS BIGINT), count(DISTINCT (provider, client))
        FROM here GROUP BY ref, monday ORDER BY ref, monday"""


def clients(relation: str, level: SqlLevel) -> str:
    """Return ref, clients, and the careworkers who are known."""
    return f"""{here_sql(relation, level, timed=False)}
        SELECT ref, count(DISTINCT (provider, client)), count(DISTINCT (provider, carer)) FILTER (
            WHERE carer IS NOT NULL), count(*) FROM here GROUP BY ref ORDER BY ref"""


def paid_hours(relation: str, level: SqlLevel) -> str:
    """Return zone, provider, planned minutes and planned seconds: what a rate card is weighted by."""
    return f"""{here_sql(relation, level, timed=False)}
        SELECT zone, provider, (planned_seconds + 59) // 60 AS minutes, CAST(sum(planned_seconds) AS BIGINT)
        FROM here WHERE planned_seconds IS NOT NULL GROUP BY zone, provider, minutes ORDER BY zone, provider, minutes"""
