"""Datasets that were taken in, opened to be asked: a view ``visits`` over their Parquet, and nothing else in sight.

Its columns are those of the canonical attendance (``visit_fields.csv``), with ``row`` (different in all datasets),
``dataset_id``, ``provider_ref`` (the location's id), ``provider_id``, ``ruc``, ``local_day``, ``local_minute`` and
``quality``, in which each mark is a bit (``row_marks.BITS``). Instants and lengths are whole seconds.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from markets.models import Dataset
from markets.store.dataset_folders import folder_at
from markets.store.engine import Connection, ask, closed_down, quoted
from markets.store.staged_rows import prepare
from markets.store.taken_rows import plain_attendance
from markets.visits.domain.attendance import CareAttendance
from markets.visits.domain.dataset_states import DatasetState

PLAIN = """
    row, provider_ref, CAST(client_ref AS VARCHAR), coalesce(CAST(carer_ref AS VARCHAR), ''),
    CAST(visit_ref AS VARCHAR), attendance, carers_planned, outcome, planned_start, planned_seconds, actual_start,
    actual_seconds, claimed_seconds, start_method, end_method, cancelled_at, funder, service, zone_key, place_ref, ruc,
    contract_ref, coalesce(CAST(miles AS VARCHAR), ''), local_day, local_minute
"""


class NothingTakenIn(Exception):
    """There is no dataset to be asked."""


@contextmanager
def opened(datasets: Iterable[Dataset], spill: Path | None = None) -> Iterator[Connection]:
    """Yield a connection with the view ``visits``; where the datasets lie their rows say, and nobody who asks.

    What does not fit into memory goes to ``spill``, a folder of the work.
    """
    held = [one for one in datasets if one.state == DatasetState.TAKEN_IN and one.used and one.by_month]
    if not held:
        raise NothingTakenIn
    folders = [folder_at(one.folder) for one in held]
    with closed_down(*folders, spill=spill) as connection:
        prepare(connection)
        parts = [
            f"SELECT * REPLACE (row + {number << 32} AS row), '{one.id}' AS dataset_id "
            f"FROM read_parquet({quoted(f'{folder}/*.parquet')})"
            for number, (one, folder) in enumerate(zip(held, folders, strict=True))
        ]
        connection.execute(f"CREATE VIEW visits AS {' UNION ALL BY NAME '.join(parts)}")
        yield connection


def plain_attendances(connection: Connection, condition: str = "true") -> list[CareAttendance]:
    """Return the rows as plain attendances in their order; references are pseudonyms, providers locations' ids."""
    asked = f"SELECT {PLAIN} FROM visits WHERE {condition} ORDER BY row"
    return [plain_attendance(row) for row in ask(connection, asked)]
