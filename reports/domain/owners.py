"""Read the list of owners: a csv, xlsx or ods with `location_id,owner,weight`."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from reports.domain.batch_folder import Ownership
from reports.domain.cohort import CohortFault
from spreadsheets.tables.any_file import UnreadableTable, read_rows
from spreadsheets.tables.rows import Take

COLUMNS = ("location_id", "owner", "weight")
Rows = list[tuple[int, list[str]]]


def owners_from(data: bytes) -> Mapping[str, Ownership] | CohortFault:
    """Return owner and weight by location; one line that cannot be read refuses the whole list, and says which."""
    try:
        rows = _rows_of(data)
    except UnreadableTable as reason:
        return CohortFault(f"The list of owners cannot be read. {reason}")
    names = [name.strip().lower() for name in rows[0][1]] if rows else []
    missing = [column for column in COLUMNS[:2] if column not in names]
    if missing:
        return CohortFault(f"The list of owners lacks the column {missing[0]}; it needs {', '.join(COLUMNS)}.")
    owners: dict[str, Ownership] = {}
    for number, row in _named(rows[1:], names):
        found = _ownership(number, row)
        if isinstance(found, CohortFault):
            return found
        if row["location_id"] in owners:
            return CohortFault(f"Line {number} of the list of owners repeats {row['location_id']}.")
        owners[row["location_id"]] = found
    return owners


def _rows_of(data: bytes) -> Rows:
    """Return the rows of the first sheet whose first row names the columns; otherwise those of the first sheet."""
    sheets: list[Rows] = []

    def begin(_: str) -> Take | None:
        if sheets and _is_list(sheets[-1]):
            return None
        rows: Rows = []
        sheets.append(rows)

        def take(number: int, cells: list[str]) -> bool:
            rows.append((number, cells))
            return True

        return take

    read_rows(data, begin)
    return next((rows for rows in sheets if _is_list(rows)), sheets[0] if sheets else [])


def _is_list(rows: Rows) -> bool:
    return bool(rows) and set(COLUMNS[:2]) <= {name.strip().lower() for name in rows[0][1]}


def _named(rows: Rows, names: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    for number, cells in rows:
        by_name = dict(zip(names, cells, strict=False))
        values = {column: by_name.get(column, "").strip() for column in COLUMNS}
        if any(values.values()):
            yield number, values


def _ownership(number: int, row: Mapping[str, str]) -> Ownership | CohortFault:
    if not row["location_id"] or not row["owner"]:
        return CohortFault(f"Line {number} of the list of owners has no location or no owner.")
    try:
        weight = Decimal(row["weight"].replace(",", "") or 0)
    except InvalidOperation:
        return CohortFault(f"Line {number} of the list of owners: “{row['weight']}” is not a weight.")
    if not weight.is_finite() or weight < 0:
        return CohortFault(f"Line {number} of the list of owners: “{row['weight']}” is not a weight.")
    return Ownership(row["owner"], weight)
