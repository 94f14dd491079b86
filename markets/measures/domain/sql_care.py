"""Attendances of a store as measures look at them: which columns, at which level, and whose minutes are left out."""

from dataclasses import dataclass

from markets.measures.domain.visit_set import APART
from markets.visits.domain.marks import DAY_OFF

# The bit of each mark in the column of a row's marks.
MARK_BITS = {code: 1 << place for place, code in enumerate(("V06", "V07", "V08", "V14", "V15", "V16", "V19", "V20"))}
# Providers whose minutes are hand-filled are the one parameter of whatever leaves them out.
PARAMETER = "?"


@dataclass(frozen=True, slots=True)
class SqlLevel:
    """What figures are made for: ``ref`` is the column that says which one; the market is one alone."""

    key: str
    ref: str


MARKET, PROVIDERS, ZONES = (
    SqlLevel("market", "''"),
    SqlLevel("provider", "provider"),
    SqlLevel("zone", "zone"),
)
LEVELS = (MARKET, PROVIDERS, ZONES)
# A provider's own in one zone: what protected figures of a zone are made of.
BETWEEN = "|"
OWN_ZONES = SqlLevel("own_zone", f"provider || '{BETWEEN}' || zone")


def care_sql(relation: str) -> str:
    """Return attendances of home care in the columns of ``CareAttendance``; nights and live-in care are left out."""
    apart = ", ".join(f"'{service}'" for service in APART)
    return f"""
        SELECT CAST(provider_ref AS VARCHAR) AS provider, client_ref AS client, carer_ref AS carer,
            visit_ref AS visit, attendance, carers_planned, outcome, outcome = 'done' AS is_done,
            planned_start, planned_seconds, actual_start,
            actual_seconds, actual_start + actual_seconds AS actual_end, coalesce(zone_key, '') AS zone,
            coalesce(ruc, '') AS ruc, place_ref AS place, local_day, quality,
            coalesce(start_method = 'manual', FALSE) OR coalesce(end_method = 'manual', FALSE) AS by_hand,
            actual_start - planned_start AS lateness
        FROM {relation} WHERE coalesce(service, '') NOT IN ({apart})"""


def here_sql(relation: str, level: SqlLevel, *, timed: bool) -> str:
    """Return the beginning of a statement: ``here`` are attendances with the ``ref`` of a level.

    ``timed`` leaves providers out whose minutes say nothing, but for figures of themselves.
    """
    where = f"WHERE NOT list_contains({PARAMETER}::VARCHAR[], provider)" if timed else f"WHERE {PARAMETER} IS NOT NULL"
    return f"WITH care AS ({care_sql(relation)}), here AS (SELECT {level.ref} AS ref, * FROM care {where})"


def marked(code: str) -> str:
    return f"coalesce(quality & {MARK_BITS[code]} > 0, FALSE)"


def is_day_off_sql() -> str:
    return f"coalesce(abs(lateness) >= {DAY_OFF}, FALSE)"


def local_date(instant: str) -> str:
    """Return the date on England's clocks of an instant."""
    return f"CAST(timezone('Europe/London', to_timestamp({instant})) AS DATE)"


def filled_in_sql(relation: str) -> str:
    """Return the providers whose minutes are hand-filled, by the mark of their rows."""
    return f"WITH care AS ({care_sql(relation)}) SELECT DISTINCT provider FROM care WHERE {marked('V15')} ORDER BY 1"
