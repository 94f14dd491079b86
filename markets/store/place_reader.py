"""A list of places from its file to the rows that are kept for one authority."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from markets.places.domain.place_layouts import UnreadablePlaces
from markets.places.domain.place_rows import (
    AREA,
    FATES,
    NO_AREA,
    OTHER_NATIONS,
    Kept,
    PlaceTally,
    likely_area,
    plain_postcode,
)
from markets.places.domain.place_sources import PlaceKind, PlaceSource
from markets.store.place_files import PlaceFile, place_file

BAD_AREA = "“{area}” is no code of an area. It is E or W and eight digits, such as E10000020."
NOTHING = "None of its {rows:,} rows can be used: {fates}."
FATE_WORDS = {
    "used": "used", "elsewhere": "outside the area", "other_nation": "in Scotland, Northern Ireland or the islands",
    "ended": "no longer in use", "without_point": "without coordinates", "repeated": "there twice",
    "unread": "not readable",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundPlaces:
    """What a file came to: ``places`` in order, ``fates`` that add up to its rows, and points beyond the area."""

    source: PlaceSource
    area: str
    fates: Mapping[str, int]
    places: list[Kept]
    beyond: list[Kept] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return sum(self.fates.values())


def read_places(
    path: Path,
    area: str,
    postcodes: frozenset[str],
    report: Callable[[int], None] = lambda _: None,
    wanted: frozenset[str] = frozenset(),
) -> FoundPlaces:
    """Return the places of an area; it is that of most of ``postcodes`` where none is said.

    ``wanted`` are postcodes whose points are kept outside it, too.

    Raises:
        UnreadablePlaces: nothing of the file can be used; in words.
    """
    area = area.strip().upper()
    if area and not AREA.fullmatch(area):
        raise UnreadablePlaces(BAD_AREA.format(area=area[:20]))
    file = place_file(path)
    if file.layout.source.kind is PlaceKind.CLASSES:
        area = ""
    elif not area:
        area = likely_area(file.layout, file.rows(lambda done: report(done // 2)), _plain(postcodes))
    tally = PlaceTally(file.layout, area, _plain(wanted))
    for row in file.rows(report):
        tally.take(row)
    fates = {fate: tally.fates[fate] for fate in FATES}
    if not tally.kept:
        raise UnreadablePlaces(_why_none(file, area, tally.fates))
    places = [tally.kept[key] for key in sorted(tally.kept)]
    return FoundPlaces(file.layout.source, area, fates, places, tally.near_beyond)


def _plain(postcodes: frozenset[str]) -> frozenset[str]:
    return frozenset(plain_postcode(one) for one in postcodes if one)


def _why_none(file: PlaceFile, area: str, fates: Counter[str]) -> str:
    if fates and fates.keys() <= {"other_nation", "unread"} and fates["other_nation"]:
        return OTHER_NATIONS
    if file.layout.source.kind is PlaceKind.POSTCODES and not area:
        return NO_AREA
    said = ", ".join(f"{fates[fate]:,} {FATE_WORDS[fate]}" for fate in FATES if fates[fate])
    return NOTHING.format(rows=sum(fates.values()), fates=said or "it has none")
