"""Read price indices from a file or from what was pasted: name, date, value and source, columns matched by name."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from register.domain.directory_layouts import Layout, LayoutName
from register.domain.header_search import RowTaker, read_table
from register.domain.row_faults import Fault
from register.domain.table_headings import Heading
from reports.indices.domain.price_index import (
    LONGEST_NAME,
    LONGEST_SOURCE,
    MOST_VALUES,
    IndexValue,
    key_of,
    put_in,
    value_fault,
)
from spreadsheets.dates import date_from_moment, date_from_text
from spreadsheets.numbers import number_from
from spreadsheets.tables.any_file import UnreadableTable

FILE_BYTES = 5 * 1024 * 1024
LAYOUT = Layout(
    LayoutName.PRICE_INDICES,
    {
        "name": ("Name", "Index", "Index name", "Series", "Title"),
        "day": ("Date", "Day", "Month", "Period", "As at"),
        "value": ("Value", "Index value", "Level", "Figure"),
        "source": ("Source", "Published", "Publication", "Link", "Reference"),
    },
    marks=frozenset({"day", "value"}),
    required=frozenset({"name", "day", "value", "source"}),
)
_NO_HEADER = "We found no price index in it. We looked for a row with the columns “Name”, “Date”, “Value” and “Source”."
_MONTH = re.compile(r"^(?:(?P<year>\d{4})[ -](?P<month>[A-Za-z]{3,9})|(?P<named>[A-Za-z]{3,9})[ -](?P<in_year>\d{4}))$")


@dataclass
class IndexFile:
    """The values by the key of their index, and the first spelling of each name; nothing counts with a fault."""

    values: dict[str, tuple[IndexValue, ...]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def take(self, row: int, name: str, found: IndexValue) -> None:
        key = key_of(name)
        before = next((one for one in self.values.get(key, ()) if one.day == found.day), found)
        if before.value != found.value:
            expected = f"{before.value:f}, as an earlier row says of this index and date"
            self.faults.append(Fault(row, "Value", f"{found.value:f}", expected))
        self.names.setdefault(key, name)
        self.values[key] = put_in(self.values.get(key, ()), [found])


def read_indices(data: bytes) -> IndexFile:
    """Read indices; raises UnreadableTable, with a sentence, for what is of no use."""
    if len(data) > FILE_BYTES:
        raise UnreadableTable("This file is too large. We can read up to 5 MB.")
    file = IndexFile()

    def chosen(_: Layout, heading: Heading) -> RowTaker:
        def take(row: int, cells: list[str]) -> None:
            if any(cell.strip() for cell in cells):
                _read_row(file, row, heading, cells)

        return take

    read_table(data, (LAYOUT,), chosen, _NO_HEADER)
    if not file.values and not file.faults:
        raise UnreadableTable("There is a header, but no value under it.")
    return file


def _read_row(file: IndexFile, row: int, heading: Heading, cells: list[str]) -> None:
    name, day, value, source = (heading.cell(key, cells) for key in ("name", "day", "value", "source"))
    found_day, number = day_from(day), number_from(value, "index")
    figure = None if number is None or number.is_percent else Decimal(f"{number.value.normalize():f}")
    wrong = [
        *_text_faults(row, "Name", name, LONGEST_NAME),
        *([] if found_day else [Fault(row, "Date", day, "a date such as 1 April 2026, or a month such as Apr 2026")]),
        *_value_faults(row, value, figure),
        *_text_faults(row, "Source", source, LONGEST_SOURCE),
    ]
    file.faults += wrong
    if sum(len(values) for values in file.values.values()) >= MOST_VALUES:
        raise UnreadableTable(f"There are more than {MOST_VALUES:,} values in it. Split it into several.")
    if not wrong and found_day and figure is not None:
        file.take(row, name, IndexValue(found_day, figure, source))


def _value_faults(row: int, typed: str, figure: Decimal | None) -> list[Fault]:
    expected = "a plain number such as 133.5" if figure is None else value_fault(figure)
    return [Fault(row, "Value", typed, expected)] if expected else []


def _text_faults(row: int, column: str, text: str, longest: int) -> list[Fault]:
    is_right = text and len(text) <= longest and text.isprintable()
    return [] if is_right else [Fault(row, column, text, f"words of up to {longest} characters")]


def day_from(text: str) -> date | None:
    """Return the day that a cell says; a month, as statistics are published by, stands for its first day."""
    found = _MONTH.match(text)
    if found:
        return date_from_text(f"1 {found['month'] or found['named']} {found['year'] or found['in_year']}")
    return date_from_text(text) or date_from_moment(text)
