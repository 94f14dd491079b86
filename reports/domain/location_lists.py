"""Read a list of locations: the rows of a csv, xlsx or ods under the names of its columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.domain.cohort import CohortFault
from spreadsheets.tables.any_file import UnreadableTable, read_rows
from spreadsheets.tables.rows import Take

Rows = list[tuple[int, list[str]]]
NamedRow = tuple[int, dict[str, str]]


@dataclass(frozen=True, slots=True)
class LocationList:
    """A kind of list: what it is called, its columns, and how many of them it needs."""

    name: str
    columns: tuple[str, ...]
    needed: int


def listed_rows(data: bytes, kind: LocationList) -> list[NamedRow] | CohortFault:
    """Return number and values of each row that is not blank, or why the list cannot be read, in a sentence."""
    needed = kind.columns[: kind.needed]
    try:
        rows = _rows_of(data, needed)
    except UnreadableTable as reason:
        return CohortFault(f"The {kind.name} cannot be read. {reason}")
    names = [name.strip().lower() for name in rows[0][1]] if rows else []
    missing = [column for column in needed if column not in names]
    if missing:
        return CohortFault(f"The {kind.name} lacks the column {missing[0]}; it needs {', '.join(kind.columns)}.")
    return list(_named(rows[1:], names, kind.columns))


def _rows_of(data: bytes, needed: Sequence[str]) -> Rows:
    """Return the rows of the first sheet whose first row names the columns; otherwise those of the first sheet."""
    sheets: list[Rows] = []

    def begin(_: str) -> Take | None:
        if sheets and _is_list(sheets[-1], needed):
            return None
        rows: Rows = []
        sheets.append(rows)

        def take(number: int, cells: list[str]) -> bool:
            rows.append((number, cells))
            return True

        return take

    read_rows(data, begin)
    return next((rows for rows in sheets if _is_list(rows, needed)), sheets[0] if sheets else [])


def _is_list(rows: Rows, needed: Sequence[str]) -> bool:
    return bool(rows) and set(needed) <= {name.strip().lower() for name in rows[0][1]}


def _named(rows: Rows, names: list[str], columns: Sequence[str]) -> Iterator[NamedRow]:
    for number, cells in rows:
        by_name = dict(zip(names, cells, strict=False))
        values = {column: by_name.get(column, "").strip() for column in columns}
        if any(values.values()):
            yield number, values
