"""Test support: a file of visits from a few words."""

from markets.visits.domain.columns import ColumnMapping
from markets.visits.domain.visit_file import VisitDataset, visits_from

USUAL = {
    "provider_ref": "P1",
    "client_ref": "C1",
    "carer_ref": "W1",
    "planned_start": "2025-06-02T08:00:00Z",
    "planned_seconds": "1800",
    "actual_start": "2025-06-02T08:02:00Z",
    "actual_seconds": "1500",
    "start_method": "app",
    "end_method": "app",
    "outcome": "done",
}


def visit(number: int = 1, **changes: str) -> dict[str, str]:
    return USUAL | {"visit_ref": f"V{number}", "attendance": "1", "carers_planned": "1"} | changes


def at(hour: int, minute: int = 0, day: int = 2) -> str:
    return f"2025-06-{day:02d}T{hour:02d}:{minute:02d}:00Z"


def dataset(*rows: dict[str, str], mapping: ColumnMapping | None = None) -> VisitDataset:
    """Return what is read of a file with these rows; its columns are those that any of them has."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    lines = [columns, *([row.get(key, "") for key in columns] for row in rows)]
    return visits_from([",".join(line) + "\n" for line in lines], mapping or ColumnMapping())
