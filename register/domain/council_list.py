"""Read what a council's own list says of locations and of whom to contact there."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from register.domain.council_columns import COUNCIL_LIST
from register.domain.council_meanings import ListColumns, map_list
from register.domain.council_questions import ListBasis, ListQuestions
from register.domain.council_rows import CouncilRow, CouncilRowReading
from register.domain.council_table import CouncilTable, read_council_table
from register.domain.council_translation import CANONICAL, CouncilTranslation
from register.domain.directory_layouts import LayoutName
from register.domain.place_names import Places
from register.domain.row_faults import Fault
from register.domain.table_headings import in_words
from spreadsheets.tables.any_file import UnreadableTable

_NO_ROWS = "There is a header in this file, but no location under it."
_LOCATION = frozenset({"location_id", "location_names", "provider_names"})
_FIELDS = ("is_contracted", "hours", "beds", "weight", "zone", "size_band")


@dataclass(frozen=True)
class CouncilList:
    """A list that was read, one row a location.

    Further rows of the same location add what the first left blank, and more contacts. While there is something to
    ask, ``asked`` is pending, and the list is not whole.
    """

    rows: tuple[CouncilRow, ...]
    faults: tuple[Fault, ...]
    columns: tuple[str, ...]
    asked: ListQuestions = field(default_factory=ListQuestions)


def read_council_list(data: bytes, basis: ListBasis | None = None) -> CouncilList:
    """Read a council's list; raises UnreadableTable, with a sentence, for a file that is of no use."""
    basis = basis or ListBasis()
    table = read_council_table(data)
    asked = ListQuestions(basis.answers, places=Places(basis.known), asks=basis.asks)
    columns = map_list(table, asked)
    _refuse_what_is_of_no_use(table, columns, asked)
    translation, reading = CouncilTranslation(columns, asked), CouncilRowReading(CANONICAL)
    for row, cells in table.rows:
        for each in translation.rows(row, cells):
            reading.take(row, each)
    faults = [*translation.faults, *reading.faults]
    if not (reading.rows or faults or asked.left_out or asked.is_pending):
        raise UnreadableTable(_NO_ROWS)
    rows, others = _merged(reading.rows)
    in_order = sorted((*faults, *others), key=lambda fault: fault.row)
    return CouncilList(rows, tuple(in_order), tuple(sorted(columns.known)), asked)


def _refuse_what_is_of_no_use(table: CouncilTable, columns: ListColumns, asked: ListQuestions) -> None:
    if asked.is_pending:
        return
    if not columns.known & _LOCATION:
        where = f"We took {table.place} for the header, of a {LayoutName.COUNCIL_LIST.value}."
        raise UnreadableTable(f"The column “Location ID” is missing. {where}")
    if not columns.known - _LOCATION:
        wanted = in_words([names[0] for key, names in COUNCIL_LIST.columns.items() if key != "location_id"])
        raise UnreadableTable(f"This list has location IDs and no other column that we know. We know {wanted}.")
    if not table.rows:
        raise UnreadableTable(_NO_ROWS)


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
