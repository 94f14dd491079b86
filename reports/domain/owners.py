"""The list of owners: a csv with `location_id,owner,weight`."""

import csv
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from io import StringIO

from reports.domain.cohort import Refusal
from reports.domain.folder import Ownership

COLUMNS = ("location_id", "owner", "weight")


def owners_from(text: str) -> Mapping[str, Ownership] | Refusal:
    """By location; one line that cannot be taken refuses the whole list, and says which."""
    reader = csv.DictReader(StringIO(text.removeprefix("\ufeff")))
    names = {name.strip().lower(): name for name in reader.fieldnames or ()}
    missing = [column for column in COLUMNS[:2] if column not in names]
    if missing:
        return Refusal(f"The list of owners lacks the column {missing[0]}; it needs {', '.join(COLUMNS)}.")
    owners: dict[str, Ownership] = {}
    for number, row in _rows(reader, names):
        found = _ownership(number, row)
        if isinstance(found, Refusal):
            return found
        if row["location_id"] in owners:
            return Refusal(f"Line {number} of the list of owners repeats {row['location_id']}.")
        owners[row["location_id"]] = found
    return owners


def _rows(reader: "csv.DictReader[str]", names: Mapping[str, str]) -> Iterator[tuple[int, dict[str, str]]]:
    for row in reader:
        values = {column: (row.get(names.get(column, "")) or "").strip() for column in COLUMNS}
        if any(values.values()):
            yield reader.line_num, values


def _ownership(number: int, row: Mapping[str, str]) -> Ownership | Refusal:
    if not row["location_id"] or not row["owner"]:
        return Refusal(f"Line {number} of the list of owners has no location or no owner.")
    try:
        weight = Decimal(row["weight"].replace(",", "") or 0)
    except InvalidOperation:
        return Refusal(f"Line {number} of the list of owners: “{row['weight']}” is not a weight.")
    if not weight.is_finite() or weight < 0:
        return Refusal(f"Line {number} of the list of owners: “{row['weight']}” is not a weight.")
    return Ownership(row["owner"], weight)
