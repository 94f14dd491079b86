"""What was before a visit is told as rows pass in their order: the same as by a window of each careworker."""

import duckdb
import pytest

from markets.store.moment_sql import MACROS, changes_of
from markets.store.row_marks import BY_HAND, HALF_AN_HOUR, TWO_PLACES, MarkedPeople, _openings, _timed

COLUMNS = "carer, day, late, by_hand, is_first, has_time, slack, before_by_hand, is_elsewhere"
# More rows than the engine keeps together, so that both threads have some.
ROWS = 300_000


@pytest.fixture(scope="module")
def read():
    connection = duckdb.connect(config={"threads": 2})
    for name, value in zip(("forward", "back"), changes_of(), strict=True):
        connection.execute(f"SET VARIABLE {name} = $1", [value])
    for macro in MACROS:
        connection.execute(macro)
    connection.execute(
        f"""
        CREATE TABLE read AS SELECT line, 1 AS provider, nullif(hash(line) % 900, 0)::BIGINT AS carer_ref,
            1700000000 + (hash(line, 1) % 600000)::BIGINT AS planned_start,
            CASE WHEN hash(line, 2) % 20 > 0 THEN planned_start + (hash(line, 3) % 5000)::BIGINT - 2500 END
                AS actual_start,
            (hash(line, 4) % 9000)::BIGINT AS actual_seconds, (hash(line, 5) % 5400)::BIGINT AS planned_seconds,
            (planned_start // 86400)::INTEGER AS local_day, hash(line, 6) % 5 = 0 AS {BY_HAND}
        FROM range({ROWS}) AS numbers(line)
        """
    )
    return connection


def by_windows(found: MarkedPeople) -> str:
    """The plain twin."""
    return f"""
        SELECT carer, day, late, by_hand, NOT coalesce(before_day = day, false) AS is_first,
            planned_start - before_plan >= {HALF_AN_HOUR} AS has_time, before_end - before_plan AS slack,
            before_by_hand, logged_end - start > {TWO_PLACES} AND NOT by_hand AS is_elsewhere
        FROM (
            SELECT *, lag(planned_end) OVER own AS before_plan, lag(ended) OVER own AS before_end,
                lag(by_hand) OVER own AS before_by_hand, lag(day) OVER own AS before_day,
                lag(CASE WHEN NOT by_hand THEN ended END IGNORE NULLS) OVER own AS logged_end
            FROM ({_timed(found)}) WINDOW own AS (PARTITION BY carer ORDER BY start, line)
        )
    """


def test_they_are_the_same(read: duckdb.DuckDBPyConnection):
    ours, twin = _openings(MarkedPeople()), by_windows(MarkedPeople())
    # What is not true counts as false, whether it was looked at or not.
    columns = "* REPLACE (coalesce(has_time, false) AS has_time, coalesce(is_elsewhere, false) AS is_elsewhere)"
    compared = f"SELECT {columns} FROM ({{}})"
    for one, other in ((ours, twin), (twin, ours)):
        more = f"SELECT count(*) FROM ({compared.format(one)} EXCEPT ALL {compared.format(other)})"
        assert read.execute(more).fetchone() == (0,)
    asked = f"SELECT count(*), count(*) FILTER (is_elsewhere), count(*) FILTER (has_time) FROM ({ours})"
    assert min(read.execute(asked).fetchone() or (0,)) > 1000


def test_each_row_is_told_as_it_passes(read: duckdb.DuckDBPyConnection):
    [(_, plan)] = read.execute(f"EXPLAIN (FORMAT json) {_openings(MarkedPeople())}").fetchall()
    assert "STREAMING_WINDOW" in plan and "ORDER_BY" in plan
    assert plan.count("WINDOW") == plan.count("STREAMING_WINDOW")
