"""Rows with pseudonyms in place of references: what is refused, copied, or waits for a person; the rest is used.

Each step agrees with the plain one in ``visits/domain/visit_file.py`` and ``copies.py``, which is its twin.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from markets.store.engine import Connection, pack
from markets.store.pseudonyms import PseudonymKey
from markets.visits.domain.attendance import CareAttendance, VisitOutcome
from markets.visits.domain.copies import NAMES, without_copies
from markets.visits.domain.take_in_questions import DOUBLE_HANDED, TWICE

HASH = "CAST(('0x' || left(sha256($1 || encode({text})), 16)) AS UBIGINT)"
# 64 bits as PostgreSQL and Parquet have them, with a sign.
SIGNED = "CAST(CASE WHEN {bits} >= 9223372036854775808 THEN {bits} - 18446744073709551616 ELSE {bits} END AS BIGINT)"
WORDS = ("start_method", "end_method", "service", "funder")
PLACES = ("zone_key", "contract_ref", "ruc", "place_ref")
FIELDS = (
    "planned_start",
    "planned_seconds",
    "claimed_seconds",
    "cancelled_at",
    "begun",
    "attendance",
    "carers_planned",
)


def refuse_and_take(connection: Connection, key: PseudonymKey) -> None:
    """Make the table ``read`` of rows that are read, and ``refused`` of the others with their codes."""
    hashed = HASH.format(
        text="CASE WHEN visit = '' THEN concat('at', client_ref, ' ', begun) ELSE concat('visit', upper(visit)) END"
    )
    pattern = NAMES.pattern.replace("'", "''")
    named = f"named OR ((contains(visit, ' ') OR contains(visit, '/')) AND regexp_full_match(visit, '{pattern}'))"
    connection.execute(
        f"""
        CREATE TABLE read AS SELECT * EXCLUDE (bits), {SIGNED.format(bits="bits")} AS visit_ref FROM (
            SELECT * EXCLUDE (visit, named), {named} AS named, {hashed} AS bits FROM ({_joined()}))
        """,
        [key.key],
    )
    connection.execute("DROP TABLE staged")
    connection.execute("CREATE TABLE refused AS SELECT line, refused AS code FROM read WHERE refused IS NOT NULL")
    connection.execute("DELETE FROM read WHERE refused IS NOT NULL")
    connection.execute("ALTER TABLE read DROP COLUMN refused")
    pack(connection)


def _joined() -> str:
    """Return the rows with what their words mean, and why one is not used."""
    fields = ", ".join(f"CASE WHEN is_rare THEN rare.{name} ELSE staged.{name} END AS {name}" for name in FIELDS)
    words = ", ".join(f"{key}_words.meant AS {key}" for key in (*WORDS, *PLACES))
    joins = " ".join(f"JOIN {key}_words ON staged.{key} = {key}_words.word" for key in (*WORDS, *PLACES))
    lasting = "outcome_words.meant = 'done'"
    start, seconds = (
        f"CASE WHEN is_rare THEN rare.{name} ELSE staged.{name} END" for name in ("actual_start", "actual_seconds")
    )
    return f"""
        SELECT staged.line, provider_words.code AS provider, known, client_words.pseudonym AS client_ref,
            carer_words.pseudonym AS carer_ref, visit,
            client_words.named OR coalesce(carer_words.named, false) AS named,
            coalesce(outcome_words.meant, CAST('unknown' AS outcome_kind)) AS outcome,
            outcome_words.meant IS NULL AS unknown_outcome,
            {words},
            {fields}, CASE WHEN {lasting} THEN {start} END AS actual_start,
            CASE WHEN {lasting} THEN {seconds} END AS actual_seconds, miles,
            CASE WHEN is_rare THEN rare.over ELSE staged.over END AS over, is_rare AND rare.uncertain AS uncertain,
            CASE WHEN is_rare THEN rare.refused ELSE {_refusal(lasting)} END AS refused
        FROM staged JOIN provider_words ON provider = provider_words.word
        JOIN client_words ON client = client_words.word
        LEFT JOIN carer_words ON carer = carer_words.word AND provider_words.code = carer_words.code
        JOIN outcome_words ON staged.outcome = outcome_words.word {joins} LEFT JOIN rare ON staged.line = rare.line
    """


def _refusal(done: str) -> str:
    return f"""CASE
        WHEN staged.planned_seconds < 0 THEN 'V08'
        WHEN staged.planned_seconds NOT BETWEEN 1 AND 86400 THEN 'V09'
        WHEN {done} AND (staged.actual_start IS NULL OR staged.actual_seconds IS NULL) THEN 'unread'
        WHEN {done} AND staged.actual_seconds < 0 THEN 'V08'
        WHEN {done} AND staged.actual_seconds NOT BETWEEN 1 AND 86400 THEN 'V09' END"""


SAME = "provider, visit_ref, attendance, coalesce(carer_ref, 0)"


def drop_copies(connection: Connection) -> None:
    """Make the table ``copies`` of lines, and take them from ``read``; the plain step decides which one counts."""
    connection.execute(
        f"""
        CREATE TABLE alike AS SELECT line FROM read SEMI JOIN (
            SELECT provider, visit_ref, attendance, coalesce(carer_ref, 0) AS carer FROM read GROUP BY {SAME}
            HAVING count(*) > 1
        ) AS twice ON read.provider = twice.provider AND read.visit_ref = twice.visit_ref
            AND read.attendance = twice.attendance AND coalesce(read.carer_ref, 0) = twice.carer
        """
    )
    found = without_copies(attendances(connection, "SELECT * FROM read SEMI JOIN alike USING (line) ORDER BY line"))
    connection.execute("CREATE TABLE copies (line BIGINT)")
    connection.execute("INSERT INTO copies SELECT unnest(CAST($1 AS BIGINT[]))", [found.copies])
    connection.execute("DELETE FROM read WHERE line IN (SELECT line FROM copies)")


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
    connection.execute(
        """
        CREATE TABLE waits AS SELECT line, 'V12' AS code FROM read JOIN (
            SELECT provider, client_ref, carer_ref, planned_start, planned_seconds, arg_min(visit_ref, line) AS first
            FROM read WHERE carer_ref IS NOT NULL AND planned_start IS NOT NULL
            GROUP BY provider, client_ref, carer_ref, planned_start, planned_seconds
            HAVING min(visit_ref) <> max(visit_ref)
        ) AS twice ON read.provider = twice.provider AND read.client_ref = twice.client_ref
            AND read.carer_ref = twice.carer_ref AND read.planned_start = twice.planned_start
            AND read.planned_seconds IS NOT DISTINCT FROM twice.planned_seconds AND visit_ref <> first
        """
    )
    connection.execute(
        """
        INSERT INTO waits SELECT line, 'V13' FROM (
            SELECT line, row_number() OVER at_once AS place, max(carers_planned) OVER together AS people,
                min(visit_ref) OVER together AS first, max(visit_ref) OVER together AS last,
                count(*) OVER together AS rows, count(DISTINCT attendance) OVER together AS numbers
            FROM read ANTI JOIN waits USING (line) SEMI JOIN (
                SELECT provider, client_ref, planned_start FROM read ANTI JOIN waits USING (line)
                WHERE planned_start IS NOT NULL AND outcome = 'done'
                GROUP BY ALL HAVING count(*) > 1 AND max(carers_planned) <= 1
            ) AS several USING (provider, client_ref, planned_start) WHERE outcome = 'done'
            WINDOW together AS (PARTITION BY provider, client_ref, planned_start),
                at_once AS (PARTITION BY provider, client_ref, planned_start ORDER BY line)
        ) WHERE place > 1 AND NOT (first = last AND numbers = rows)
        """
    )
    for code, condition in (("V18", "named"), ("V21", "unknown_outcome"), ("V17", "NOT known")):
        connection.execute(f"INSERT INTO waits SELECT line, '{code}' FROM read WHERE {condition}")
    if answers.get("V13") == DOUBLE_HANDED:
        connection.execute("DELETE FROM waits WHERE code = 'V13'")
    for code in (code for code in ("V12", "V13") if answers.get(code) == TWICE):
        connection.execute(f"INSERT INTO copies SELECT line FROM waits WHERE code = '{code}'")
        connection.execute(f"DELETE FROM waits WHERE code = '{code}'")
    connection.execute("DELETE FROM waits WHERE line IN (SELECT line FROM copies)")
    connection.execute("DELETE FROM read WHERE line IN (SELECT line FROM waits UNION ALL SELECT line FROM copies)")


# In the order of the attendance's fields.
PLAIN = """
    line, CAST(provider AS VARCHAR), CAST(client_ref AS VARCHAR), coalesce(CAST(carer_ref AS VARCHAR), ''),
    CAST(visit_ref AS VARCHAR), attendance, carers_planned, outcome, planned_start, planned_seconds, actual_start,
    actual_seconds, claimed_seconds, start_method, end_method, cancelled_at, funder, service, zone_key, place_ref, ruc,
    contract_ref, coalesce(CAST(miles AS VARCHAR), ''), (begun + england(begun)) // 86400,
    (begun + england(begun)) % 86400 // 60
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
