"""Rows with pseudonyms in place of references: what is refused, copied, or waits for a person; the rest is used.

Each step agrees with the plain one in ``visits/domain/visit_file.py`` and ``copies.py``, which is its twin.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from markets.store.engine import Connection
from markets.store.pseudonyms import PseudonymKey
from markets.visits.domain.attendance import CareAttendance, VisitOutcome
from markets.visits.domain.bank_holidays import EPOCH, bank_holidays
from markets.visits.domain.copies import NAMES, without_copies
from markets.visits.domain.take_in_questions import DOUBLE_HANDED, TWICE

HASH = "CAST(('0x' || left(sha256($1 || encode({text})), 16)) AS UBIGINT)"
# 64 bits as PostgreSQL and Parquet have them, with a sign; never as a number of 128 bits, which takes far longer.
SIGNED = """CASE WHEN {bits} >= CAST(9223372036854775808 AS UBIGINT) THEN -1 - CAST(~{bits} AS BIGINT)
    ELSE CAST({bits} AS BIGINT) END"""
WORDS = ("start_method", "end_method", "service", "funder")
FIELDS = (
    "planned_start",
    "planned_seconds",
    "claimed_seconds",
    "cancelled_at",
    "begun",
    "attendance",
    "carers_planned",
)
DAY_TYPE = """CASE WHEN list_contains(getvariable('holidays'), local_day) THEN 'bank_holiday'
    WHEN (local_day + 3) % 7 = 5 THEN 'saturday' WHEN (local_day + 3) % 7 = 6 THEN 'sunday' ELSE 'weekday' END"""


def refuse_and_take(connection: Connection, key: PseudonymKey) -> None:
    """Make the table ``read`` of rows that are read, and ``refused`` of the others with their codes."""
    hashed = HASH.format(
        text="CASE WHEN visit = '' THEN concat('at', client_ref, ' ', begun) ELSE concat('visit', upper(visit)) END"
    )
    pattern = NAMES.pattern.replace("'", "''")
    holidays = [(day - EPOCH).days for day in sorted(bank_holidays())]
    connection.execute("SET VARIABLE holidays = $1", [holidays])
    connection.execute("CREATE TYPE day_kind AS ENUM ('bank_holiday', 'saturday', 'sunday', 'weekday')")
    named = f"named OR ((contains(visit, ' ') OR contains(visit, '/')) AND regexp_full_match(visit, '{pattern}'))"
    connection.execute(
        f"""
        CREATE TABLE read AS SELECT * EXCLUDE (bits, local), {SIGNED.format(bits="bits")} AS visit_ref,
            CAST(local // 86400 AS INTEGER) AS local_day, CAST(local % 86400 // 60 AS SMALLINT) AS local_minute,
            CAST({DAY_TYPE} AS day_kind) AS day_type
        FROM (SELECT * EXCLUDE (visit, named), {named} AS named, {hashed} AS bits, begun + england(begun) AS local
            FROM ({_joined()}))
        """,
        [key.key],
    )
    connection.execute("DROP TABLE staged")
    connection.execute("CREATE TABLE refused AS SELECT line, refused AS code FROM read WHERE refused IS NOT NULL")
    connection.execute("DELETE FROM read WHERE refused IS NOT NULL")
    connection.execute("ALTER TABLE read DROP COLUMN refused")


def _joined() -> str:
    """Return the rows with what their words mean, and why one is not used."""
    fields = ", ".join(f"CASE WHEN is_rare THEN rare.{name} ELSE staged.{name} END AS {name}" for name in FIELDS)
    words = ", ".join(("same", "provider", "known", "outcome", "unknown_outcome", *WORDS, "zone_key", "ruc", "by_hand"))
    start, seconds = (
        f"CASE WHEN is_rare THEN rare.{name} ELSE staged.{name} END" for name in ("actual_start", "actual_seconds")
    )
    return f"""
        SELECT staged.line, {words}, client_ref, carer_ref, visit, client_named OR carer_named AS named,
            clients.contract AS contract_ref, clients.place AS place_ref,
            {fields}, CASE WHEN is_done THEN {start} END AS actual_start,
            CASE WHEN is_done THEN {seconds} END AS actual_seconds, miles,
            CASE WHEN is_rare THEN rare.over ELSE staged.over END AS over, is_rare AND rare.uncertain AS uncertain,
            CASE WHEN is_rare THEN rare.refused ELSE {_refusal("is_done")} END AS refused
        FROM staged JOIN people ON staged.words = people.words AND staged.carer = people.carer_text
        JOIN clients ON staged.client = clients.client AND staged.contract_ref = clients.contract_ref
            AND staged.place_ref = clients.place_ref
        LEFT JOIN rare ON staged.line = rare.line
    """


def _refusal(done: str) -> str:
    return f"""CASE
        WHEN staged.planned_seconds < 0 THEN 'V08'
        WHEN staged.planned_seconds NOT BETWEEN 1 AND 86400 THEN 'V09'
        WHEN {done} AND (staged.actual_start IS NULL OR staged.actual_seconds IS NULL) THEN 'unread'
        WHEN {done} AND staged.actual_seconds < 0 THEN 'V08'
        WHEN {done} AND staged.actual_seconds NOT BETWEEN 1 AND 86400 THEN 'V09' END"""


ALIKE = "xor(xor(visit_ref, CAST(attendance AS BIGINT)), coalesce(carer_ref, 0))"


def drop_copies(connection: Connection) -> None:
    """Make the table ``copies`` of lines, and take them from ``read``; the plain step decides which one counts."""
    connection.execute("CREATE TABLE copies (line BIGINT)")
    few = _few(connection, ALIKE, "line, provider, visit_ref, attendance, carer_ref")
    connection.execute(
        f"""
        CREATE TABLE alike AS SELECT line FROM {few} QUALIFY count(*) OVER (
            PARTITION BY provider, visit_ref, attendance, coalesce(carer_ref, 0)) > 1
        """
    )
    found = without_copies(attendances(connection, "SELECT * FROM read SEMI JOIN alike USING (line) ORDER BY line"))
    if found.copies:
        connection.execute("INSERT INTO copies SELECT unnest(CAST($1 AS BIGINT[]))", [found.copies])
        connection.execute("DELETE FROM read WHERE line IN (SELECT line FROM copies)")


def _few(connection: Connection, mixed: str, columns: str, condition: str = "true", counted: str = "true") -> str:
    """Make the table ``few`` of rows beside which a counted one has the same ``mixed`` number; return its name.

    Numbers are mixed so that rows that are alike have the same; whether they are is for who asks. To count one number a
    row takes less than to count all that it is mixed of.
    """
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE few AS SELECT {columns} FROM read SEMI JOIN (
            SELECT {mixed} AS mixed FROM read WHERE {condition} AND {counted} GROUP BY 1 HAVING count(*) > 1
        ) AS twice ON {mixed} = mixed WHERE {condition}
        """
    )
    return "few"


def number_careworkers(connection: Connection) -> None:
    """Count the careworkers of each visit where the file does not count them itself."""
    uncounted = connection.execute("SELECT count(*) FROM read WHERE attendance = 0").fetchone()
    if not uncounted or not uncounted[0]:
        return
    connection.execute(
        """
        CREATE TABLE numbered AS SELECT line, number FROM (
            SELECT line, attendance, row_number() OVER (PARTITION BY provider, visit_ref ORDER BY line) AS number
            FROM read SEMI JOIN (
                SELECT provider, visit_ref FROM read GROUP BY ALL HAVING count(*) > 1 AND min(attendance) = 0
            ) AS shared USING (provider, visit_ref)
        ) WHERE attendance = 0 AND number > 1
        """
    )
    connection.execute("UPDATE read SET attendance = number FROM numbered WHERE read.line = numbered.line")
    connection.execute("UPDATE read SET attendance = 1 WHERE attendance = 0")
    connection.execute("DROP TABLE numbered")


def set_waiting_apart(connection: Connection, answers: Mapping[str, str]) -> None:
    """Make the table ``waits`` of lines with the code of what is asked, and take those rows from ``read``.

    What was answered waits no more: rows that are there twice become copies, two careworkers' rows stay.
    """
    few = _few(
        connection,
        "xor(carer_ref, planned_start)",
        "line, provider, client_ref, carer_ref, planned_start, planned_seconds, visit_ref",
        "carer_ref IS NOT NULL AND planned_start IS NOT NULL",
    )
    connection.execute(
        f"""
        CREATE TABLE waits AS SELECT line, 'V12' AS code FROM {few} QUALIFY visit_ref <> first_value(visit_ref) OVER (
            PARTITION BY provider, client_ref, carer_ref, planned_start, planned_seconds ORDER BY line)
        """
    )
    few = _few(
        connection,
        "xor(client_ref, planned_start)",
        "line, provider, client_ref, planned_start, carers_planned, visit_ref, attendance",
        "planned_start IS NOT NULL AND outcome = 'done'",
        "carers_planned <= 1",
    )
    connection.execute(
        f"""
        INSERT INTO waits SELECT line, 'V13' FROM (
            SELECT line, row_number() OVER at_once AS place, max(carers_planned) OVER together AS people,
                min(visit_ref) OVER together AS first, max(visit_ref) OVER together AS last,
                count(*) OVER together AS rows, count(DISTINCT attendance) OVER together AS numbers
            FROM {few} ANTI JOIN waits USING (line)
            WINDOW together AS (PARTITION BY provider, client_ref, planned_start),
                at_once AS (PARTITION BY provider, client_ref, planned_start ORDER BY line)
        ) WHERE place > 1 AND people <= 1 AND NOT (first = last AND numbers = rows)
        """
    )
    asked = "named OR unknown_outcome OR NOT known"
    connection.execute(f"CREATE TABLE odd AS SELECT line, named, unknown_outcome, known FROM read WHERE {asked}")
    for code, condition in (("V18", "named"), ("V21", "unknown_outcome"), ("V17", "NOT known")):
        connection.execute(f"INSERT INTO waits SELECT line, '{code}' FROM odd WHERE {condition}")
    if answers.get("V13") == DOUBLE_HANDED:
        connection.execute("DELETE FROM waits WHERE code = 'V13'")
    for code in (code for code in ("V12", "V13") if answers.get(code) == TWICE):
        connection.execute(f"INSERT INTO copies SELECT line FROM waits WHERE code = '{code}'")
        connection.execute(f"DELETE FROM waits WHERE code = '{code}'")
    connection.execute("DELETE FROM waits WHERE line IN (SELECT line FROM copies)")
    connection.execute("DELETE FROM read WHERE line IN (SELECT line FROM waits UNION ALL SELECT line FROM copies)")


# In the order of the attendance's fields; a value of a closed set as its text, or each would bring its whole set along.
PLAIN = """
    line, CAST(provider AS VARCHAR), CAST(client_ref AS VARCHAR), coalesce(CAST(carer_ref AS VARCHAR), ''),
    CAST(visit_ref AS VARCHAR), attendance, carers_planned, CAST(outcome AS VARCHAR), planned_start, planned_seconds,
    actual_start, actual_seconds, claimed_seconds, CAST(start_method AS VARCHAR), CAST(end_method AS VARCHAR),
    cancelled_at, CAST(funder AS VARCHAR), CAST(service AS VARCHAR), CAST(zone_key AS VARCHAR),
    CAST(place_ref AS VARCHAR), CAST(ruc AS VARCHAR), CAST(contract_ref AS VARCHAR),
    coalesce(CAST(miles AS VARCHAR), ''), local_day, local_minute
"""
OUTCOME = 7


def attendances(connection: Connection, rows: str) -> list[CareAttendance]:
    """Return rows as plain attendances, whose references are pseudonyms."""
    rows_of = connection.execute(f"SELECT {PLAIN} FROM ({rows})").fetchall()
    return [plain_attendance(row) for row in rows_of]


def plain_attendance(row: Sequence[Any]) -> CareAttendance:
    """Return a row, in the order of the attendance's fields, as one."""
    values = list(row)
    values[OUTCOME] = VisitOutcome(values[OUTCOME])
    return CareAttendance(*values)
