"""The half-minute table of the rows that are used, as PostgreSQL takes it in bulk: arrays as texts, a column each.

The engine writes the texts: half a million cells of a county year would keep Python busy for longer than all else.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from markets.store.engine import Connection
from markets.visits.domain.bank_holidays import EPOCH

A_CHUNK = 20_000
# The columns of the table, but for those that are the dataset's own, with PostgreSQL's types; in this order.
COLUMNS: Mapping[str, str] = {
    **{"provider_id": "uuid", "location_id": "uuid", "contract": "text", "zone": "text", "ruc": "text"},
    **{"period": "date", "day_type": "text", "is_further": "boolean", "planned": "smallint", "delivered": "smallint"},
    **{"outcome": "text", "notice": "integer", "by_hand": "boolean", "count": "integer"},
}
# By these cells are sorted first, so that many in a row have the same texts.
RUNS = ("provider_id", "location_id", "contract", "zone", "ruc", "period", "day_type", "is_further")
MONTH_START = "local_day - day(DATE '1970-01-01' + local_day) + 1"
PLANNED, DELIVERED = 2**20, 2**3
DAY_KINDS = "['bank_holiday', 'saturday', 'sunday', 'weekday']"
# By provider, contract, zone, period, kind of day, further careworkers, lengths, outcome, notice and logging by hand.
ORDER = (
    f"provider, contract, zone_key, ruc, cell.period, lengths % {DELIVERED}, lengths // {DELIVERED}, "
    "outcome, notice, by_hand"
)


def half_minutes(connection: Connection, cards: Sequence[date]) -> list[tuple[str, ...]]:
    """Return the half-minute table in chunks of so many cells, each a text of an array for each of ``COLUMNS``.

    ``cards`` are the days on which rate cards begin: a month in which one does is two rate periods.
    """
    starts = [(day - EPOCH).days for day in sorted(cards)]
    connection.execute("SET VARIABLE cards = $1", [starts or [-1]])
    connection.execute(f"CREATE TABLE cells AS {_cells(with_cards=bool(starts))} ORDER BY {ORDER}")
    found = connection.execute("SELECT count(*) FROM cells").fetchone()
    count = int(found[0]) if found else 0
    return [_chunk(connection, first, min(first + A_CHUNK, count)) for first in range(0, count, A_CHUNK)]


def _chunk(connection: Connection, first: int, after: int) -> tuple[str, ...]:
    """Return some cells in their order, each column as a text."""
    some = f"FROM cells WHERE rowid >= {first} AND rowid < {after}"
    texts = ", ".join(_text(name, COLUMNS[name]) for name in RUNS)
    asked = f"""
        SELECT n, {texts} FROM (
            SELECT *, organisation AS provider_id, location AS location_id FROM (
                SELECT provider, {", ".join(RUNS[2:])}, count(*) AS n, min(rowid) AS first {some} GROUP BY ALL
            ) JOIN places ON provider = code) ORDER BY first
    """
    counts, *alike = zip(*connection.execute(asked).fetchall(), strict=True)
    runs = ("".join(f"{text}," * n for n, text in zip(counts, column, strict=True)) for column in alike)
    return (*(f"{{{run[:-1]}}}" for run in runs), *_each(connection, some, range(first, after)))


def _each(connection: Connection, some: str, numbers: range) -> list[str]:
    """Return the other columns. Cells come in their order unless two threads share them, which is seen; then sorted."""
    for order in ("", " ORDER BY rowid"):
        arrays = ", ".join(
            f"'{{' || string_agg({_text(name, kind)}, ','{order}) || '}}'"
            for name, kind in COLUMNS.items()
            if name not in RUNS
        )
        *texts, came = connection.execute(f"SELECT {arrays}, list(rowid{order}) {some}").fetchall()[0]
        if came == list(numbers):
            break
    return texts


def _cells(*, with_cards: bool) -> str:
    """Return the cells: rows are grouped by few numbers, and what these say stands in each cell alone."""
    card = "list_max(list_filter(getvariable('cards'), lambda day: day <= local_day))"
    period = f"greatest({MONTH_START}, coalesce({card}, -1))" if with_cards else MONTH_START
    cancelled = "outcome IN ('cancelled_client', 'cancelled_provider') AND cancelled_at IS NOT NULL"
    lengths = f"(coalesce(planned_seconds // 60, -1) + 1) * {PLANNED} + coalesce(actual_seconds // 30, 0) * {DELIVERED}"
    rest = "enum_code(day_type) * 2 + CAST(attendance > 1 AS TINYINT)"
    return f"""
        SELECT provider, contract, zone_key AS zone, ruc, DATE '1970-01-01' + CAST(period AS INTEGER) AS period,
            list_extract({DAY_KINDS}, lengths % {DELIVERED} // 2 + 1) AS day_type, lengths % 2 = 1 AS is_further,
            lengths // {PLANNED} - 1 AS planned, lengths % {PLANNED} // {DELIVERED} AS delivered,
            outcome, notice, by_hand, count
        FROM (
            SELECT same, contract, period, lengths, notice, count(*) AS count FROM (
                SELECT same, contract_ref AS contract, {period} AS period, {lengths} + {rest} AS lengths,
                    CASE WHEN {cancelled} THEN greatest(-1000000, least(1000000, (begun - cancelled_at) // 3600)) END
                        AS notice
                FROM read
            ) GROUP BY ALL
        ) AS cell JOIN (SELECT DISTINCT same, provider, zone_key, ruc, outcome, by_hand FROM meanings) USING (same)
    """


def _text(name: str, kind: str) -> str:
    """Return a value as it stands in an array of PostgreSQL's, a text in quotes."""
    if name == "ruc":
        name = "left(ruc, 10)"
    if kind == "text":
        return f"""'"' || replace(replace(CAST({name} AS VARCHAR), '\\', '\\\\'), '"', '\\"') || '"'"""
    return f"coalesce(CAST({name} AS VARCHAR), 'NULL')"
