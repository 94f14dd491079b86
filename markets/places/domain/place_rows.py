"""Rows of a list of places: which are kept for an authority, and what became of each other one."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markets.places.domain.place_layouts import POSTCODE, PlaceLayout, UnreadablePlaces
from markets.places.domain.place_sources import PlaceKind

# What becomes of a row: each has one of these, so they add up to the rows of the file.
FATES = ("used", "elsewhere", "other_nation", "ended", "without_point", "repeated", "unread")
AREA = re.compile(r"[EW](?:06|07|08|09|10)[0-9]{6}")
LSOA = re.compile(r"[EW]01[0-9]{6}")
MOST_PLACES = 250_000
HUNDRED, NEAR_BEYOND = 100, 100_000
# The classes of 2011 in the letters of 2021: U town, RL larger and RS smaller place in the country, F sparsely settled.
OF_2011 = {
    "A1": "U", "B1": "U", "C1": "U", "C2": "UF", "D1": "RL", "D2": "RLF", "E1": "RS", "E2": "RSF", "F1": "RS",
    "F2": "RSF",
}  # fmt: skip
OF_2021 = re.compile(r"(?:U[NF]|R[LS][NF])[0-9]?")
NO_AREA = (
    "We cannot tell which of its places are yours, as no home-care location of the register lies in one of them. Say "
    "the code of your area, such as E10000020 for a county or E06000020 for a city."
)
OTHER_NATIONS = "All its places lie in Scotland, Northern Ireland or the islands; this portal covers England and Wales."
Kept = list[str | int]


@dataclass
class PlaceTally:
    """What was found so far: rows to keep by their postcode or LSOA, and how many rows had which fate.

    ``beyond`` are the points of postcodes outside the area that are ``wanted``: of providers across its border.
    """

    layout: PlaceLayout
    area: str
    wanted: frozenset[str] = frozenset()
    kept: dict[str, Kept] = field(default_factory=dict)
    fates: Counter[str] = field(default_factory=Counter)
    beyond: dict[str, tuple[int, int]] = field(default_factory=dict)

    def take(self, row: Sequence[str]) -> None:
        fate = self._place(row) if self.layout.source.kind is PlaceKind.POSTCODES else self._class(row)
        self.fates[fate] += 1
        if fate == "used" and len(self.kept) > MOST_PLACES:
            raise UnreadablePlaces(f"It has over {MOST_PLACES:,} places of one area. Check the code of the area.")

    def _place(self, row: Sequence[str]) -> str:
        cells = cells_of(self.layout, row)
        postcode = plain_postcode(cells.get("postcode", ""))
        if not POSTCODE.fullmatch(postcode):
            return "unread"
        if nation_of(cells) not in "EW":
            return "other_nation"
        if cells.get("ended"):
            return "ended"
        point = point_in(cells)
        if point is None:
            return "without_point"
        if self.area not in (cells.get("county"), cells.get("district")):
            if postcode in self.wanted:
                self.beyond[postcode] = point
            return "elsewhere"
        if postcode in self.kept:
            return "repeated"
        lsoa = cells.get("lsoa", "")
        own = lsoa if LSOA.fullmatch(lsoa) else ""
        self.kept[postcode] = [postcode, *point, own, plain_class(cells.get("class", ""))]
        return "used"

    def _class(self, row: Sequence[str]) -> str:
        cells = cells_of(self.layout, row)
        lsoa, found = cells.get("lsoa", ""), plain_class(cells.get("class", ""))
        if lsoa[:1] in "SN" and lsoa:
            return "other_nation"
        if not LSOA.fullmatch(lsoa) or not found:
            return "unread"
        if lsoa in self.kept:
            return "repeated"
        self.kept[lsoa] = [lsoa, found]
        return "used"

    @property
    def near_beyond(self) -> list[Kept]:
        """Return postcode, east and north of what is wanted outside the area, up to ``NEAR_BEYOND`` from its box."""
        own = [(int(row[1]), int(row[2])) for row in self.kept.values()] if self.beyond else []
        if not own:
            return []
        low, high = ([end(point[axis] for point in own) for axis in (0, 1)] for end in (min, max))
        return [
            [postcode, *point]
            for postcode, point in sorted(self.beyond.items())
            if all(low[axis] - NEAR_BEYOND <= point[axis] <= high[axis] + NEAR_BEYOND for axis in (0, 1))
        ]

    @property
    def rows(self) -> int:
        return sum(self.fates.values())


def cells_of(layout: PlaceLayout, row: Sequence[str]) -> dict[str, str]:
    return {name: row[place].strip() for name, place in layout.columns.items() if place < len(row)}


def nation_of(cells: dict[str, str]) -> str:
    """Return the first letter of the nation's code, E or W; of the district's where the file has no nations."""
    return (cells.get("country") or cells.get("district") or "E")[:1].upper()


def point_in(cells: dict[str, str]) -> tuple[int, int] | None:
    """Return the corner of the square of 100 m in which a place lies; None where the file says that it has none."""
    east, north = cells.get("east", ""), cells.get("north", "")
    if not (east.isdecimal() and north.isdecimal()) or cells.get("quality") in ("9", "90"):
        return None
    point = int(east[:8]) // HUNDRED * HUNDRED, int(north[:8]) // HUNDRED * HUNDRED
    return point if 0 < point[0] < 700_000 and 0 < point[1] < 1_300_000 else None


def plain_postcode(text: str) -> str:
    """Return a postcode in capitals without spaces."""
    return "".join(text.upper().split())


def plain_class(text: str) -> str:
    """Return a class of either classification in the letters of 2021; blank where it is none."""
    plain = text.strip().upper()
    return plain if OF_2021.fullmatch(plain) else OF_2011.get(plain, "")


def likely_area(layout: PlaceLayout, rows: Iterable[Sequence[str]], postcodes: frozenset[str]) -> str:
    """Return the code of the county, or else of the district, in which most of these postcodes lie; blank if none.

    A council with social-care duties is one county or one district.
    """
    found: Counter[str] = Counter()
    place = layout.columns["postcode"]
    for row in rows:
        if place < len(row) and plain_postcode(row[place]) in postcodes:
            cells = cells_of(layout, row)
            county, district = cells.get("county", ""), cells.get("district", "")
            area = county if county.startswith("E10") else district
            found[area] += bool(AREA.fullmatch(area))
    area, n = next(iter(found.most_common(1)), ("", 0))
    return area if 2 * n > sum(found.values()) else ""
