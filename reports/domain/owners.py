"""Read the list of owners: a csv with `location_id,owner,weight`."""

import csv
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from io import StringIO

from reports.domain.batch_folder import Ownership
from reports.domain.cohort import CohortFault

COLUMNS = ("location_id", "owner", "weight")


def owners_from(text: str) -> Mapping[str, Ownership] | CohortFault:
    """Return owner and weight by location; one line that cannot be read refuses the whole list, and says which."""
    reader = csv.DictReader(StringIO(text.removeprefix("\ufeff")))
    names = {name.strip().lower(): name for name in reader.fieldnames or ()}
    missing = [column for column in COLUMNS[:2] if column not in names]
    if missing:
        return CohortFault(f"The list of owners lacks the column {missing[0]}; it needs {', '.join(COLUMNS)}.")
    owners: dict[str, Ownership] = {}
    for number, row in _rows(reader, names):
        found = _ownership(number, row)
        if isinstance(found, CohortFault):
            return found
        if row["location_id"] in owners:
            return CohortFault(f"Line {number} of the list of owners repeats {row['location_id']}.")
        owners[row["location_id"]] = found
    return owners


def _rows(reader: "csv.DictReader[str]", names: Mapping[str, str]) -> Iterator[tuple[int, dict[str, str]]]:
    for row in reader:
        values = {column: (row.get(names.get(column, "")) or "").strip() for column in COLUMNS}
        if any(values.values()):
            yield reader.line_num, values


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
