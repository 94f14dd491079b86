"""Shares as SQL: each a numerator, a denominator and a count over attendances, worked out in one pass.

Their plain twins are in ``minutes``, ``reliability`` and ``double_handed``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markets.measures.domain.minutes import HALF_HOUR, NOT_DELIVERED, QUARTER, SHORT_BY, SHORT_OF_PLAN
from markets.measures.domain.reliability import ON_TIME
from markets.measures.domain.sql_care import SqlLevel, here_sql, marked
from markets.visits.domain.attendance import MINUTE

DONE_WITH_PLAN = "is_done AND planned_seconds IS NOT NULL"
DELIVERED = "coalesce(actual_seconds, 0)"


@dataclass(frozen=True, slots=True)
class ShareSql:
    """Aggregates over ``here``, whole numbers; both sides are counted in ``unit``: seconds in minutes."""

    numerator: str
    denominator: str
    n: str
    unit: int = 1


def counted(condition: str) -> str:
    return f"count(*) FILTER (WHERE {condition})"


def summed(what: str, condition: str) -> str:
    return f"CAST(coalesce(sum({what}) FILTER (WHERE {condition}), 0) AS BIGINT)"


def of(which: str, all_of: str) -> ShareSql:
    return ShareSql(counted(f"{all_of} AND {which}"), counted(all_of), counted(all_of))


def delivered_of_done() -> ShareSql:
    delivered, planned = (summed(what, DONE_WITH_PLAN) for what in (DELIVERED, "planned_seconds"))
    return ShareSql(delivered, planned, counted(DONE_WITH_PLAN), MINUTE)


def delivered_of_commissioned() -> ShareSql:
    not_delivered = ", ".join(f"'{outcome}'" for outcome in NOT_DELIVERED)
    all_of = f"(({DONE_WITH_PLAN}) OR (outcome IN ({not_delivered}) AND planned_seconds > 0))"
    return ShareSql(
        summed(DELIVERED, DONE_WITH_PLAN), summed("planned_seconds", all_of), counted(all_of), MINUTE
    )  # fmt: skip


def short() -> ShareSql:
    times, of_plan = SHORT_OF_PLAN.denominator, SHORT_OF_PLAN.numerator
    is_short = f"{DELIVERED} * {times} < planned_seconds * {of_plan} AND planned_seconds - {DELIVERED} > {SHORT_BY}"
    return of(is_short, DONE_WITH_PLAN)


def under_15() -> ShareSql:
    return of(f"{DELIVERED} < {QUARTER}", "is_done")


def under_30() -> ShareSql:
    return of(f"{DELIVERED} < {HALF_HOUR}", "is_done")


def punctual_15() -> ShareSql:
    known = f"is_done AND NOT by_hand AND lateness IS NOT NULL AND NOT {marked('V06')} AND NOT {marked('V16')}"
    return of(f"abs(lateness) <= {ON_TIME}", known)


def missed() -> ShareSql:
    return of("outcome = 'missed'", "(is_done OR outcome = 'missed')")


def manual() -> ShareSql:
    return of("by_hand", "is_done")


def exactly_planned() -> ShareSql:
    return of("coalesce(actual_seconds = planned_seconds, FALSE)", DONE_WITH_PLAN)


SHARES: Mapping[str, Callable[[], ShareSql]] = {
    "delivered_of_done": delivered_of_done,
    "delivered_of_commissioned": delivered_of_commissioned,
    "short": short,
    "under_15": under_15,
    "under_30": under_30,
    "punctual_15": punctual_15,
    "missed": missed,
    "manual": manual,
    "exactly_planned": exactly_planned,
}


def share_statement(relation: str, level: SqlLevel, keys: list[str], *, timed: bool) -> str:
    """Return one statement for several shares: ``ref``, then three columns each."""
    found = [SHARES[key]() for key in keys]
    columns = ", ".join(part for each in found for part in (each.numerator, each.denominator, each.n))
    return f"{here_sql(relation, level, timed=timed)} SELECT ref, {columns} FROM here GROUP BY ref ORDER BY ref"
