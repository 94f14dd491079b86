"""Test support: attendances as a store holds them, in a DuckDB that lives in memory."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from markets.measures.domain.sql_care import MARK_BITS
from markets.measures.domain.stored_measures import Ask
from markets.visits.domain.attendance import CareAttendance
from markets.visits.domain.visit_file import VisitDataset

RELATION = "attendances"
TYPES = {
    "provider_ref": "VARCHAR", "client_ref": "VARCHAR", "carer_ref": "VARCHAR", "visit_ref": "VARCHAR",
    "attendance": "INTEGER", "carers_planned": "INTEGER", "outcome": "VARCHAR", "planned_start": "BIGINT",
    "planned_seconds": "BIGINT", "actual_start": "BIGINT", "actual_seconds": "BIGINT", "start_method": "VARCHAR",
    "end_method": "VARCHAR", "service": "VARCHAR", "zone_key": "VARCHAR", "place_ref": "VARCHAR", "ruc": "VARCHAR",
    "local_day": "INTEGER", "quality": "INTEGER",
}  # fmt: skip


def stored(dataset: VisitDataset, folder: Path) -> Ask:
    """Return how to ask what was used of a file."""
    path = folder / "stored.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([list(TYPES), *(_cells(row, dataset) for row in dataset.used)])
    connection = duckdb.connect(config={"threads": 1})
    columns = "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in TYPES.items()) + "}"
    connection.execute(f"CREATE TABLE {RELATION} AS FROM read_csv($1, header = true, columns = {columns})", [str(path)])

    def ask(statement: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        return connection.execute(statement, parameters).fetchall()

    return ask


def _cells(row: CareAttendance, dataset: VisitDataset) -> list[object]:
    marks = sum(bit for code, bit in MARK_BITS.items() if row.row in dataset.marks.get(code, ()))
    return [
        row.provider, row.client, row.carer, row.visit, row.attendance, row.carers_planned, row.outcome.value,
        row.planned_start, row.planned_seconds, row.actual_start, row.actual_seconds, row.start_method, row.end_method,
        row.service, row.zone, row.place, row.ruc, row.local_day, marks,
    ]  # fmt: skip
