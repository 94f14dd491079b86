"""Marks that rows only show together, worked out by provider and careworker; few rows go to the plain steps.

The plain steps in ``visits/domain/marks.py`` are the twins; thresholds are theirs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from markets.store.engine import Connection
from markets.store.taken_rows import attendances
from markets.visits.domain.marks import (
    DAY_OFF,
    FEWEST_STARTS,
    HALF_AN_HOUR,
    HAND_FILLED_SHARE,
    HOUR_EARLY,
    PAID_BY_OTHERS,
    TWO_PLACES,
    in_two_places,
    is_clock_off,
)

BY_HAND = "by_hand"
TIMED = "planned_start IS NOT NULL AND actual_start IS NOT NULL"
EXACT = "actual_seconds = planned_seconds"
# One bit each in the column of marks.
BITS = {code: 1 << place for place, code in enumerate(("V06", "V07", "V08", "V14", "V15", "V16", "V19", "V20"))}
DAYS_AROUND = 4
OTHERS = ", ".join(f"'{funder}'" for funder in PAID_BY_OTHERS)


@dataclass(slots=True)
class MarkedPeople:
    """Providers and careworkers whose rows are marked, by their numbers, and the rows of careworkers in two places."""

    hand_filled: list[int] = field(default_factory=list)
    universal: list[int] = field(default_factory=list)
    clocks: list[int] = field(default_factory=list)
    two_places: list[int] = field(default_factory=list)

    @property
    def in_universal(self) -> str:
        return f"({TIMED} AND {among('provider', self.universal)} AND england(planned_start) > 0)"

    @property
    def off(self) -> str:
        by_clock = f"({among('carer_ref', self.clocks)} AND NOT {BY_HAND})"
        return f"({TIMED} AND (abs(actual_start - planned_start) >= {DAY_OFF} OR {by_clock}))"


def marks_together(connection: Connection) -> MarkedPeople:
    """Return what is marked in the table ``read``."""
    found = MarkedPeople(_hand_filled(connection), _universal(connection))
    connection.execute(f"CREATE TABLE opened AS {_openings(found)}")
    found.clocks = _clocks(connection)
    found.two_places = _two_places(connection, found)
    connection.execute("DROP TABLE opened")
    return found


def quality(found: MarkedPeople) -> str:
    """Return the expression of a row's marks, as bits."""
    conditions = {
        "V06": found.in_universal,
        "V07": "uncertain",
        "V08": "over",
        "V14": among("line", found.two_places),
        "V15": f"outcome = 'done' AND ({BY_HAND} OR {EXACT}) AND {among('provider', found.hand_filled)}",
        "V16": f"{found.off} AND NOT coalesce({found.in_universal}, false)",
        "V19": f"funder IN ({OTHERS})",
        "V20": "planned_seconds IS NULL AND outcome = 'done'",
    }
    return " + ".join(f"CASE WHEN {condition} THEN {BITS[code]} ELSE 0 END" for code, condition in conditions.items())


def among(column: str, numbers: Sequence[int]) -> str:
    """Return whether a column is one of these numbers of our own: of none, nothing is looked at."""
    return f"{column} IN ({', '.join(map(str, numbers))})" if numbers else "false"


def _hand_filled(connection: Connection) -> list[int]:
    asked = f"""
        SELECT provider, count(*), count(*) FILTER ({BY_HAND}), count(*) FILTER ({EXACT})
        FROM read WHERE outcome = 'done' GROUP BY 1 ORDER BY 1
    """
    rows = connection.execute(asked).fetchall()
    return [code for code, n, by_hand, exact in rows if max(by_hand, exact) * 100 > HAND_FILLED_SHARE * n]


def _universal(connection: Connection) -> list[int]:
    asked = f"""
        SELECT provider, count(*) FILTER (summer), median(late) FILTER (summer), count(*) FILTER (NOT summer),
            median(late) FILTER (NOT summer)
        FROM (SELECT provider, actual_start - planned_start AS late, england(planned_start) > 0 AS summer FROM read
            WHERE {TIMED}) GROUP BY 1 ORDER BY 1
    """
    return [
        code
        for code, summers, early, winters, usual in connection.execute(asked).fetchall()
        if summers >= FEWEST_STARTS
        and int(early) in HOUR_EARLY
        and (winters < FEWEST_STARTS or usual >= HOUR_EARLY.stop)
    ]


def _openings(found: MarkedPeople) -> str:
    """Return each timed visit of a careworker that is no day off its plan, with what was before it on its day.

    Rows are sorted once and told the row before them as they pass, which takes less than a window of each careworker;
    what was before is the careworker's own where ``same`` says so.
    """
    return f"""
        SELECT carer, day, late, by_hand, NOT coalesce(same AND before_day = day, false) AS is_first,
            same AND planned_start - before_plan >= {HALF_AN_HOUR} AS has_time,
            CASE WHEN same THEN before_end - before_plan END AS slack,
            CASE WHEN same THEN before_by_hand END AS before_by_hand,
            logged_carer = carer AND logged_end - start > {TWO_PLACES} AND NOT by_hand AS is_elsewhere
        FROM (
            SELECT carer, day, late, by_hand, start, planned_start, lag(carer) OVER () = carer AS same,
                lag(planned_end) OVER () AS before_plan, lag(ended) OVER () AS before_end,
                lag(by_hand) OVER () AS before_by_hand, lag(day) OVER () AS before_day,
                lag(logged) OVER () AS logged_end, lag(logger) OVER () AS logged_carer
            FROM (
                SELECT *, last_value(CASE WHEN NOT by_hand THEN ended END IGNORE NULLS) OVER so_far AS logged,
                    last_value(CASE WHEN NOT by_hand AND ended IS NOT NULL THEN carer END IGNORE NULLS) OVER so_far
                        AS logger
                FROM ({_timed(found)}) WINDOW so_far AS (ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
            )
        )
    """


def _timed(found: MarkedPeople) -> str:
    return f"""
        SELECT carer_ref AS carer, line, planned_start, actual_start AS start, actual_start - planned_start AS late,
            actual_start + actual_seconds AS ended, {BY_HAND} AS by_hand,
            planned_start + coalesce(planned_seconds, 0) AS planned_end, local_day AS day
        FROM read WHERE {TIMED} AND carer_ref IS NOT NULL AND abs(actual_start - planned_start) < {DAY_OFF}
            AND NOT {found.in_universal}
        ORDER BY carer, start, line
    """


def _clocks(connection: Connection) -> list[int]:
    """Return careworkers whose clocks are off."""
    opening = "NOT by_hand AND (is_first OR has_time)"
    usual = connection.execute(f"SELECT median(late) FROM opened WHERE {opening}").fetchone()
    middle = float(usual[0]) if usual and usual[0] is not None else 0.0
    connection.execute(
        f"""
        CREATE TABLE unhurried AS SELECT carer, late FROM opened JOIN (
            SELECT carer, coalesce(median(late) FILTER ({opening}), $1) - $1 AS clock FROM opened GROUP BY carer
        ) USING (carer) WHERE {opening} OR (NOT by_hand AND NOT before_by_hand AND slack <= clock)
        """,
        [middle],
    )
    again = connection.execute("SELECT median(late) FROM unhurried").fetchone()
    free = float(again[0]) if again and again[0] is not None else 0.0
    asked = """SELECT carer, count(*), quantile_cont(late, 0.25), median(late), quantile_cont(late, 0.75)
        FROM unhurried GROUP BY carer ORDER BY carer"""
    rows = connection.execute(asked).fetchall()
    connection.execute("DROP TABLE unhurried")
    return [carer for carer, n, low, mid, high in rows if is_clock_off(n, low - free, mid - free, high - free)]


def _two_places(connection: Connection, found: MarkedPeople) -> list[int]:
    """Return the lines of V14: the days around one on which a careworker may be in two places go to the plain step.

    No visit lasts longer than a day, and none that is timed begins further than another from the day of its plan.
    """
    near = f"""
        SELECT line FROM read SEMI JOIN (
            SELECT carer, day + unnest(range(-{DAYS_AROUND}, {DAYS_AROUND + 1})) AS day FROM (
                SELECT carer, day FROM opened WHERE is_elsewhere
                UNION SELECT carer_ref, local_day FROM read
                WHERE actual_start IS NOT NULL AND planned_start IS NULL AND carer_ref IS NOT NULL)
        ) AS near ON carer_ref = near.carer AND local_day = near.day
        WHERE actual_start IS NOT NULL AND NOT coalesce({found.in_universal} OR {found.off}, false)
    """
    rows = f"SELECT * FROM read WHERE line IN ({near}) ORDER BY line"
    return sorted(in_two_places(attendances(connection, rows)))
