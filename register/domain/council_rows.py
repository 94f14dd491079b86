"""Read the rows of a council's list: an unclear cell is a fault, and the rest of its row still counts."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from register.domain.council_columns import COUNCIL_LIST, MOST_CONTACTS
from register.domain.directory_cells import (
    NOTHING,
    id_of,
    is_cqc_id,
    text_of,
)
from register.domain.row_faults import Fault
from register.domain.table_headings import Heading
from spreadsheets import email_addresses
from spreadsheets.decimals import rounded
from spreadsheets.email_addresses import addressed, addresses_in
from spreadsheets.numbers import number_from
from spreadsheets.phone_numbers import NoPhone, phone_from

_LONGEST = {"zone": 100, "size_band": 60, "name": 200, "job": 100}
_MOST = Decimal(1_000_000)
_YES = frozenset({"y", "yes", "true", "1", "contracted"})
_NO = frozenset({"n", "no", "false", "0", "not contracted"})
_CONTACT = ("name", "email", "phone", "job")
_SEVERAL = re.compile(r";|\r\n|\r|\n")
_ERROR = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|BUSY!|GETTING_DATA|#+)")


@dataclass(frozen=True, slots=True)
class CouncilContact:
    """A person to write to or ring, with at least a name or an e-mail address."""

    name: str
    email: str
    phone: str
    job: str


@dataclass(frozen=True, slots=True)
class CouncilRow:
    """What a list says of one location; None or blank where it says nothing. ``hours`` are hours a week."""

    row: int
    location_id: str
    is_contracted: bool | None = None
    hours: Decimal | None = None
    beds: Decimal | None = None
    weight: Decimal | None = None
    zone: str = ""
    size_band: str = ""
    contacts: tuple[CouncilContact, ...] = ()


@dataclass
class CouncilRowReading:
    """Reads row after row and collects rows and faults."""

    heading: Heading
    rows: list[CouncilRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def take(self, row: int, cells: list[str]) -> None:
        if not any(cell.strip() for cell in cells):
            return
        location_id = id_of(self.heading.cell("location_id", cells))
        if not is_cqc_id(location_id):
            self.faults.append(_fault(row, "location_id", location_id, "a CQC location ID, such as 1-123456789", False))
            return
        self.rows.append(
            CouncilRow(
                row,
                location_id,
                is_contracted=self._yes_or_no(row, cells),
                hours=self._number(row, "hours", "hours", cells),
                beds=self._number(row, "beds", "beds", cells),
                weight=self._number(row, "weight", "", cells),
                zone=self._words(row, "zone", self.heading.cell("zone", cells)),
                size_band=self._words(row, "size_band", self.heading.cell("size_band", cells)),
                contacts=tuple(self._contacts(row, cells)),
            )
        )

    def _yes_or_no(self, row: int, cells: list[str]) -> bool | None:
        text = self.heading.cell("contracted", cells)
        word = text.casefold()
        if word in NOTHING:
            return None
        if word not in _YES | _NO:
            self.faults.append(_fault(row, "contracted", text, "yes or no"))
            return None
        return word in _YES

    def _number(self, row: int, column: str, unit: str, cells: list[str]) -> Decimal | None:
        text = self.heading.cell(column, cells)
        if text.casefold() in NOTHING:
            return None
        number = number_from(text, unit)
        if number is None or number.is_percent or not 0 <= number.value <= _MOST:
            self.faults.append(_fault(row, column, text, f"a number{f' of {unit}' if unit else ''}, 0 or more"))
            return None
        return rounded(number.value)

    def _words(self, row: int, column: str, text: str) -> str:
        """Return the words of a cell; an error of the spreadsheet is none, and what is too long is never cut."""
        longest = _LONGEST[column]
        if _ERROR.fullmatch(text):
            self.faults.append(_fault(row, column, text, "words: this is an error of the spreadsheet"))
            return ""
        if len(text) > longest:
            self.faults.append(_fault(row, column, text, f"at most {longest} characters"))
            return ""
        return text_of(text)

    def _contacts(self, row: int, cells: list[str]) -> list[CouncilContact]:
        found = []
        for number in range(1, MOST_CONTACTS + 1):
            keys = [key if number == 1 else f"{key} {number}" for key in _CONTACT]
            found += self._people(row, *(self._entries(key, cells) for key in keys))
        return found

    def _entries(self, key: str, cells: list[str]) -> list[str]:
        """Return the entries of a cell, which may name several people, one a line or separated by semicolons."""
        column = self.heading.columns.get(key)
        text = "" if column is None or column >= len(cells) else cells[column]
        entries = [text_of(" ".join(entry.split())) for entry in _SEVERAL.split(text.strip("; \r\n"))]
        return [piece for each in entries for piece in addresses_in(each)] if key.startswith("email") else entries

    def _people(self, row: int, *given: list[str]) -> list[CouncilContact]:
        """Return the people of a row from its names, e-mails, phones and roles, in this order."""
        names, emails, *_ = given
        count = max(len(names), len(emails))
        lists = [self._spread(row, key, entries, count) for key, entries in zip(_CONTACT, given, strict=True)]
        return [person for each in zip(*lists, strict=True) if (person := self._person(row, *each))]

    def _spread(self, row: int, key: str, entries: list[str], count: int) -> list[str]:
        """Return as many entries as there are people.

        A single phone or role counts for all, a single name or e-mail address for the first person; another number is a
        fault.
        """
        if len(entries) == count:
            return entries
        if len(entries) == 1:
            return entries * count if key in ("phone", "job") else entries + [""] * (count - 1)
        expected = f"as many as there are people in this row ({count})"
        self.faults.append(_fault(row, key, "; ".join(entries), expected))
        return [""] * count

    def _person(self, row: int, name: str, given: str, phone: str, job: str) -> CouncilContact | None:
        called, email = self._addressed(row, name, given)
        called, number = self._words(row, "name", called), self._phone(row, phone)
        if not called and not email:
            if number:
                self.faults.append(_fault(row, "name", "", "a name or an email address for this phone number"))
            return None
        return CouncilContact((called or email)[: _LONGEST["name"]], email, number, self._words(row, "job", job))

    def _addressed(self, row: int, name: str, given: str) -> tuple[str, str]:
        """Return name and address; each may stand in the other's cell, as “Mia Manager <mia@elm.example>”."""
        found = addressed(given)
        if given and found is None:
            self.faults.append(_fault(row, "email", given, email_addresses.wanted(given)))
        if found:
            return name or found.name, found.address
        behind = addressed(name) if not given and email_addresses.looks_like_one(name) else None
        return (behind.name, behind.address) if behind else (name, "")

    def _phone(self, row: int, text: str) -> str:
        number = phone_from(text)
        if isinstance(number, NoPhone):
            self.faults.append(_fault(row, "phone", text, number.expected))
            return ""
        return number


def _fault(row: int, column: str, read: str, expected: str, kept: bool = True) -> Fault:
    return Fault(row, COUNCIL_LIST.columns[column][0], read, expected, kept)
