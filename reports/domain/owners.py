"""Read the list of owners: a csv, xlsx or ods with `location_id,owner,weight`."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from reports.domain.batch_folder import Ownership
from reports.domain.cohort import CohortFault
from reports.domain.location_lists import LocationList, listed_rows

COLUMNS = ("location_id", "owner", "weight")
_LIST = LocationList("list of owners", COLUMNS, needed=2)


def owners_from(data: bytes) -> Mapping[str, Ownership] | CohortFault:
    """Return owner and weight by location; one line that cannot be read refuses the whole list, and says which."""
    rows = listed_rows(data, _LIST)
    if isinstance(rows, CohortFault):
        return rows
    owners: dict[str, Ownership] = {}
    for number, row in rows:
        found = _ownership(number, row)
        if isinstance(found, CohortFault):
            return found
        if row["location_id"] in owners:
            return CohortFault(f"Line {number} of the list of owners repeats {row['location_id']}.")
        owners[row["location_id"]] = found
    return owners


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
