"""Read a breakdown: a csv, xlsx or ods with `location_id,dimension,group`, a row a location and dimension."""

from collections.abc import Mapping

from reports.domain.cohort import CohortFault
from reports.domain.location_lists import LocationList, listed_rows

COLUMNS = ("location_id", "dimension", "group")
_LIST = LocationList("breakdown", COLUMNS, needed=3)
_LONGEST = {"location_id": 60, "dimension": 60, "group": 100}

# By location the group in each dimension.
Breakdown = Mapping[str, Mapping[str, str]]


def breakdown_from(data: bytes) -> Breakdown | CohortFault:
    """Return the groups of each location; a row that cannot be read refuses the whole list, and says which."""
    rows = listed_rows(data, _LIST)
    if isinstance(rows, CohortFault):
        return rows
    if not rows:
        return CohortFault(f"The breakdown has no rows: it needs {', '.join(COLUMNS)}, a row a location and dimension.")
    found: dict[str, dict[str, str]] = {}
    for number, row in rows:
        wrong = _what_is_wrong(row, found.get(row["location_id"], {}))
        if wrong:
            return CohortFault(f"Line {number} of the breakdown {wrong}.")
        found.setdefault(row["location_id"], {})[row["dimension"]] = row["group"]
    return found


def groups_in(breakdown: Breakdown) -> list[tuple[str, str]]:
    """Return every dimension with every group, in order."""
    return sorted({pair for groups in breakdown.values() for pair in groups.items()})


def _what_is_wrong(row: Mapping[str, str], known: Mapping[str, str]) -> str:
    blank = next((column for column in COLUMNS if not row[column]), None)
    if blank:
        return f"has no {blank}"
    too_long = next((column for column in COLUMNS if len(row[column]) > _LONGEST[column]), None)
    if too_long:
        return f"has a {too_long} of more than {_LONGEST[too_long]} characters"
    if "=" in row["dimension"]:
        return f"has a dimension with an equals sign: “{row['dimension']}”"
    if row["dimension"] in known:
        return f"gives {row['location_id']} a second {row['dimension']}: “{row['group']}”"
    return ""
