"""A list of places as its page shows it: what became of its rows, and the first places."""

from collections.abc import Mapping, Sequence

from markets.places.domain.place_rows import FATES
from markets.places.domain.place_sources import PlaceKind

SHOWN = 20
FATE_LABELS = {
    "used": "Used",
    "elsewhere": "Outside the area",
    "other_nation": "In Scotland, Northern Ireland or the islands",
    "ended": "Postcodes no longer in use",
    "without_point": "Without coordinates",
    "repeated": "There twice",
    "unread": "Not readable",
}


def fate_rows(fates: Mapping[str, int]) -> list[tuple[str, str]]:
    """Return what became of the rows with how many, without what there was none of."""
    return [(FATE_LABELS[fate], f"{fates[fate]:,}") for fate in FATES if fates[fate] or fate == "used"]


def heads_of(kind: PlaceKind) -> tuple[str, ...]:
    return ("Postcode", "East", "North", "LSOA", "Class") if kind is PlaceKind.POSTCODES else ("LSOA", "Class")


def shown_row(kind: PlaceKind, row: Sequence[str | int]) -> list[str]:
    """Return a place in words; a postcode with its space."""
    cells = [str(cell) or "–" for cell in row]
    return [f"{cells[0][:-3]} {cells[0][-3:]}", *cells[1:]] if kind is PlaceKind.POSTCODES else cells
