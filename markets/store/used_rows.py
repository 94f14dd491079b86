"""The rows that are used, as they are kept: Parquet by month with the columns of the canonical attendance.

``quality`` has a bit for each mark (``row_marks.BITS``); ``provider_ref`` is the location's id, ``provider_id`` its
provider's; instants are whole seconds since 1970 in UTC, ``local_day`` days since then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from markets.store.engine import Connection, quoted
from markets.store.row_marks import BITS, OTHERS, MarkedPeople, quality
from markets.store.word_tables import ProviderWords, fill
from markets.visits.domain.bank_holidays import EPOCH
from markets.visits.domain.held_months import first_of, last_of


@dataclass(frozen=True, slots=True)
class UsedRows:
    """What is kept: rows, visits, first and last day, rows by month and location, and how many bear each mark."""

    rows: int
    visits: int
    first_day: date | None
    last_day: date | None
    by_month: dict[str, dict[str, int]]
    marks: dict[str, int]


def mark_rows(connection: Connection, providers: ProviderWords, found: MarkedPeople) -> dict[str, int]:
    """Make the view ``used`` of all rows that count, with their marks; return how many rows bear each.

    Few rows bear any: these stand in a table of their own, and the others are not written once more.
    """
    fill(
        connection,
        "places",
        {"code": "SMALLINT", "location": "VARCHAR", "organisation": "VARCHAR"},
        [(code, *place) for code, place in enumerate(providers.places)],
    )
    connection.execute(
        f"""
        CREATE TABLE marks AS SELECT line, CAST(quality AS INTEGER) AS quality
        FROM (SELECT line, {quality(found)} AS quality FROM read) WHERE quality > 0
        """
    )
    connection.execute(
        """
        CREATE VIEW used AS SELECT read.* EXCLUDE (same, by_hand, uncertain, over, named, known, unknown_outcome),
            coalesce(quality, 0) AS quality
        FROM read LEFT JOIN marks ON read.line = marks.line
        """
    )
    return _counted_marks(connection, "marks")


def _counted_marks(connection: Connection, rows: str) -> dict[str, int]:
    counts = ", ".join(f"count(*) FILTER (quality & {bit} > 0)" for bit in BITS.values())
    return dict(zip(BITS, connection.execute(f"SELECT {counts} FROM {rows}").fetchall()[0], strict=True))


def leave_out_others(connection: Connection) -> int:
    """Take out what is not the council's to hold (V19); return how many rows that were."""
    found = connection.execute(f"SELECT count(*) FROM read WHERE funder IN ({OTHERS})").fetchone()
    count = int(found[0]) if found else 0
    if count:
        connection.execute(f"DELETE FROM read WHERE funder IN ({OTHERS})")
    return count


def days_used(connection: Connection) -> tuple[date, date] | None:
    """Return the first and the last day of what is used."""
    [(first, last)] = connection.execute("SELECT min(local_day), max(local_day) FROM read").fetchall()
    return None if first is None else (EPOCH + timedelta(days=first), EPOCH + timedelta(days=last))


def count_used(connection: Connection) -> UsedRows:
    [(rows, visits)] = connection.execute(
        "SELECT CAST(coalesce(sum(n), 0) AS BIGINT), count(*) FROM (SELECT count(*) AS n FROM read "
        "GROUP BY provider, visit_ref)"
    ).fetchall()
    months: dict[str, dict[str, int]] = {}
    # A text of each day rather than of each row.
    asked = """
        SELECT strftime(DATE '1970-01-01' + local_day, '%Y-%m') AS month, location, sum(n)::BIGINT FROM (
            SELECT provider, local_day, count(*) AS n FROM read GROUP BY ALL
        ) JOIN places ON provider = code GROUP BY ALL ORDER BY ALL
    """
    for month, location, count in connection.execute(asked).fetchall():
        months.setdefault(month, {})[location] = count
    first, last = days_used(connection) or (None, None)
    marks = _counted_marks(connection, "marks SEMI JOIN read USING (line)")
    return UsedRows(rows, visits, first, last, months, marks)


def held_twice(connection: Connection, folder: Path) -> int:
    """Make the table ``held`` of rows that a dataset in this folder holds already; return how many these are."""
    files = quoted(str(folder / "*.parquet"))
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE held AS SELECT line FROM used JOIN places ON provider = code SEMI JOIN (
            SELECT provider_ref, client_ref, carer_ref, coalesce(planned_start, actual_start) AS start
            FROM read_parquet({files})
        ) AS there ON location = there.provider_ref AND used.client_ref = there.client_ref
            AND used.carer_ref IS NOT DISTINCT FROM there.carer_ref
            AND coalesce(used.planned_start, used.actual_start) = there.start
        """
    )
    found = connection.execute("SELECT count(*) FROM held").fetchone()
    return int(found[0]) if found else 0


def drop_held(connection: Connection) -> None:
    """Count the rows that are held already as copies."""
    connection.execute("INSERT INTO copies SELECT line FROM held")
    connection.execute("DELETE FROM read WHERE line IN (SELECT line FROM held)")


def write_months(connection: Connection, months: Sequence[str], folder: Path) -> None:
    """Write a file for each month into a folder that is not yet anybody's."""
    for month in months:
        first, last = ((day - EPOCH).days for day in (first_of(month), last_of(month)))
        target = quoted(str(folder / f"{month}.parquet"))
        connection.execute(
            f"""
            COPY (SELECT * EXCLUDE (line, provider, code, location, organisation, begun), CAST(line AS INTEGER) AS row,
                location AS provider_ref, organisation AS provider_id
                FROM used JOIN places ON provider = code WHERE local_day BETWEEN {first} AND {last})
            TO {target} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)
            """
        )
