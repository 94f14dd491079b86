"""Read the rows of a directory into the locations that it lists."""

from collections.abc import Callable

from register.domain.directory import (
    Brand,
    Detail,
    Directory,
    Listed,
)
from register.domain.directory_cells import (
    Unclear,
    at_most,
    beds_of,
    brand_name_of,
    flag_of,
    id_of,
    is_cqc_id,
    short_text_of,
    text_of,
    words_of,
)
from register.domain.directory_layouts import WEEKLY, Layout
from register.domain.row_faults import Fault
from register.domain.table_headings import Heading

LONGEST_ID, LONGEST_NAME, LONGEST_POSTCODE, LONGEST_REGION, LONGEST_RATING = 40, 200, 12, 60, 40

# The field of a location, the column it stands in, and how the cell is read.
_Reader = Callable[[str], Detail | Unclear]
_FLAGS = {
    "is_homecare": "homecare",
    "is_care_home": "care_home",
    "has_nursing": "nursing",
    "is_without_nursing": "without_nursing",
    "is_for_older_people": "older_people",
    "is_dormant": "dormant",
}
_READERS: dict[str, tuple[str, _Reader]] = {
    "postcode": ("postcode", lambda text: short_text_of(text.upper(), LONGEST_POSTCODE)),
    "region": ("region", lambda text: short_text_of(text, LONGEST_REGION)),
    "rating": ("rating", lambda text: short_text_of(text, LONGEST_RATING)),
    "beds": ("beds", beds_of),
    **{field: (column, flag_of) for field, column in _FLAGS.items()},
}
# How the weekly directory speaks of services, beside the names that the directory with filters has for them.
_HOMECARE = frozenset({"homecare agencies", "domiciliary care service"})
_NURSING = frozenset({"nursing homes", "care home service with nursing"})
_WITHOUT_NURSING = frozenset({"residential homes", "care home service without nursing"})
_OLDER_PEOPLE = frozenset({"caring for adults over 65 yrs", "older people"})


class DirectoryRows:
    """Reads row after row; of a location that is listed twice the first row counts."""

    def __init__(self, layout: Layout, heading: Heading) -> None:
        self._layout, self._heading = layout, heading
        self._listed: dict[str, Listed] = {}
        self._faults: list[Fault] = []
        self._named: set[str] = set()
        self._repeated = 0
        self._readers = [(key, *each) for key, each in _READERS.items() if each[0] in heading.columns]

    @property
    def is_empty(self) -> bool:
        return not self._named and not self._faults

    def result(self) -> Directory:
        return Directory(
            layout=self._layout.name,
            listed=tuple(self._listed.values()),
            faults=tuple(self._faults),
            repeated=self._repeated,
            says_brands="brand_id" in self._heading.columns,
            named=frozenset(self._named),
            notes=tuple(self._what_it_does_not_say()),
        )

    def _what_it_does_not_say(self) -> list[str]:
        absent = [names[0] for key, names in self._layout.columns.items() if key not in self._heading.columns]
        return [f"There is no column “{name}”: what we know of it stays." for name in absent]

    def take(self, row: int, cells: list[str]) -> None:
        if not any(cells):
            return
        location_id = id_of(self._heading.cell("location_id", cells))
        if not is_cqc_id(location_id):
            self._fault(row, "location_id", location_id, "a CQC location ID, such as 1-123456789")
            return
        self._named.add(location_id)
        if (listed := self._listed_in(row, location_id, cells)) is not None:
            self._keep(row, listed)

    def _listed_in(self, row: int, location_id: str, cells: list[str]) -> Listed | None:
        cell = self._heading.cell
        provider_id, name = id_of(cell("provider_id", cells)), self._name(row, "name", cell("name", cells))
        if not is_cqc_id(provider_id):
            self._fault(row, "provider_id", provider_id, "a CQC provider ID, such as 1-123456789")
            return None
        if not name:
            self._fault(row, "name", name, "the name of the location")
            return None
        provider_name = self._name(row, "provider_name", cell("provider_name", cells)) or provider_id
        authority = self._name(row, "authority", cell("authority", cells))
        details: dict[str, Detail] = {"name": name, **self._details(row, cells)}
        return Listed(location_id, provider_id, provider_name, authority, self._brand(row, cells), details)

    def _name(self, row: int, column: str, text: str) -> str:
        """Return a name as far as the register keeps it; that one was cut is told."""
        if len(text) > LONGEST_NAME:
            self._fault(row, column, text, f"{at_most(LONGEST_NAME)}: the first {LONGEST_NAME} are kept", kept=True)
        return text_of(text)[:LONGEST_NAME]

    def _details(self, row: int, cells: list[str]) -> dict[str, Detail]:
        """Return what the row says, by field; an unclear cell is left out and is a fault."""
        details: dict[str, Detail] = {}
        for field, column, read in self._readers:
            text = self._heading.cell(column, cells)
            value = read(text)
            if isinstance(value, Unclear):
                self._fault(row, column, text, value.expected, kept=True)
            else:
                details[field] = value
        return details | self._services(cells) if self._layout is WEEKLY else details

    def _services(self, cells: list[str]) -> dict[str, Detail]:
        types = words_of(self._heading.cell("service_types", cells))
        specialisms = words_of(self._heading.cell("specialisms", cells))
        return {
            "is_homecare": bool(types & _HOMECARE),
            "is_care_home": bool(types & (_NURSING | _WITHOUT_NURSING)),
            "has_nursing": bool(types & _NURSING),
            "is_without_nursing": bool(types & _WITHOUT_NURSING),
            "is_for_older_people": bool(specialisms & _OLDER_PEOPLE),
        }

    def _brand(self, row: int, cells: list[str]) -> Brand | None:
        brand_id = short_text_of(text := self._heading.cell("brand_id", cells), LONGEST_ID)
        if isinstance(brand_id, Unclear):
            self._fault(row, "brand_id", text, brand_id.expected, kept=True)
            return None
        name = self._name(row, "brand_name", brand_name_of(self._heading.cell("brand_name", cells)))
        return Brand(brand_id, name or brand_id) if brand_id else None

    def _keep(self, row: int, listed: Listed) -> None:
        first = self._listed.setdefault(listed.location_id, listed)
        if first is listed:
            return
        if first == listed:
            self._repeated += 1
        else:
            self._fault(row, "location_id", listed.location_id, "each location once; an earlier row says otherwise")

    def _fault(self, row: int, column: str, read: str, expected: str, *, kept: bool = False) -> None:
        self._faults.append(Fault(row, self._layout.columns[column][0], read, expected, kept))
