"""Read what a council's own list says of locations and of whom to contact there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from register.domain.council_columns import COUNCIL_LIST
from register.domain.council_rows import CouncilRow, CouncilRowReading
from register.domain.directory_layouts import Layout
from register.domain.header_search import RowTaker, read_table
from register.domain.row_faults import Fault
from register.domain.table_headings import Heading, in_words
from spreadsheets.tables.any_file import UnreadableTable

_NO_HEADER = (
    "We found no list in this file. We looked for a row with the column “Location ID” and others such as "
    "“Contracted”, “Commissioned hours”, “Zone” or “Contact name”."
)
_FIELDS = ("is_contracted", "hours", "beds", "weight", "zone", "size_band")


@dataclass(frozen=True)
class CouncilList:
    """A list that was read, one row a location.

    Further rows of the same location add what the first left blank, and more contacts.
    """

    rows: tuple[CouncilRow, ...]
    faults: tuple[Fault, ...]
    columns: tuple[str, ...]


def read_council_list(data: bytes) -> CouncilList:
    """Read a council's list; raises UnreadableTable, with a sentence, for a file that is of no use."""
    readings: list[CouncilRowReading] = []

    def chosen(_: Layout, heading: Heading) -> RowTaker:
        readings.append(CouncilRowReading(heading))
        return readings[0].take

    read_table(data, (COUNCIL_LIST,), chosen, _NO_HEADER)
    reading = readings[0]
    if len(reading.heading.columns) == 1:
        wanted = in_words([names[0] for key, names in COUNCIL_LIST.columns.items() if key != "location_id"])
        raise UnreadableTable(f"This list has location IDs and no other column that we know. We know {wanted}.")
    if not reading.rows and not reading.faults:
        raise UnreadableTable("There is a header in this file, but no location under it.")
    rows, faults = _merged(reading.rows)
    in_order = sorted((*reading.faults, *faults), key=lambda fault: fault.row)
    return CouncilList(rows, tuple(in_order), tuple(sorted(reading.heading.columns)))


def _merged(rows: Iterable[CouncilRow]) -> tuple[tuple[CouncilRow, ...], list[Fault]]:
    merged: dict[str, CouncilRow] = {}
    faults: list[Fault] = []
    for row in rows:
        first = merged.setdefault(row.location_id, row)
        if first is not row:
            merged[row.location_id] = _joined(first, row)
            faults += _contradictions(first, row)
    return tuple(merged.values()), faults


def _joined(first: CouncilRow, more: CouncilRow) -> CouncilRow:
    said = {name: getattr(more, name) for name in _FIELDS if getattr(first, name) in (None, "")}
    return replace(first, contacts=(*first.contacts, *more.contacts), **said)


def _contradictions(first: CouncilRow, more: CouncilRow) -> Iterable[Fault]:
    for name in _FIELDS:
        was, now = getattr(first, name), getattr(more, name)
        if was not in (None, "") and now not in (None, "") and was != now:
            column = COUNCIL_LIST.columns["contracted" if name == "is_contracted" else name][0]
            yield Fault(
                more.row, column, _shown(now), f"{_shown(was)}, as row {first.row:,} says of this location", True
            )


def _shown(value: bool | Decimal | str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:f}" if isinstance(value, Decimal) else value
