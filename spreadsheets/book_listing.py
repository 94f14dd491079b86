"""What the workbook part lists: its sheets and the wanted of its defined names."""

import re
from collections.abc import Container
from dataclasses import dataclass, field

from spreadsheets import limits
from spreadsheets.archive import Archive
from spreadsheets.markup import feed, in_main, new_parser
from spreadsheets.refusals import Cause, Refused
from spreadsheets.usual_part import Unusual, text_in, usual_part

_NAMES = in_main("workbook", "sheet", "definedName", "workbookPr", "definedNames")
_TRUE = ("1", "true", "on")
_NAMED = re.compile(r'<definedName name="([^"&<]*)"((?: \w+="[^"<>\s]*")*)>([^<]*)</definedName>')


@dataclass
class Listing:
    """Sheets, and names with whether each is one sheet's own."""

    sheets: list[dict[str, str]] = field(default_factory=list)
    names: list[tuple[str, bool, str]] = field(default_factory=list)
    uses_1904_dates: bool = False
    is_workbook: bool = False

    def note(self, element: str, attributes: dict[str, str]) -> None:
        match element:
            case "sheet":
                self.sheets.append(attributes)
            case "workbookPr":
                self.uses_1904_dates = attributes.get("date1904", "").lower() in _TRUE
            case "workbook":
                self.is_workbook = True


def listing_of(archive: Archive, part: str, wanted: Container[str]) -> Listing:
    """Return what a workbook part lists; its names are searched in its text, if it is written as usual."""
    try:
        return searched_listing(archive, part, wanted)
    except Unusual:
        return parsed_listing(archive, part, wanted)


def searched_listing(archive: Archive, part: str, wanted: Container[str]) -> Listing:
    """Return the listing of a part with a call for each tag before the names alone; raises Unusual."""
    listing = Listing()

    def look(element: str, attributes: dict[str, str]) -> bool:
        name = _NAMES.get(element)
        if name in ("definedNames", "definedName"):
            return False
        if name is not None:
            listing.note(name, attributes)
        return True

    data = usual_part(archive, part, "workbook", limits.TAGS_IN_SMALL_PARTS, look)
    before, names, rest = data.partition(b"<definedNames>")
    inside, _, behind = rest.partition(b"</definedNames>")
    found = _NAMED.findall(inside.decode())
    if inside.count(b"<") != 2 * len(found) or b"<definedName" in before:
        raise Unusual
    if names and any(tag in behind for tag in (b"<definedName", b"<sheet", b"<workbook")):
        raise Unusual
    for written, more, reference in found:
        if (name := written.lower()) in wanted:
            listing.names.append((name, ' localSheetId="' in more, text_in(reference)))
    return listing


def parsed_listing(archive: Archive, part: str, wanted: Container[str]) -> Listing:
    """Return the same with a call for each tag."""
    listing, parser, text = Listing(), new_parser(), list[str]()

    def start(element: str, attributes: dict[str, str]) -> None:
        name = _NAMES.get(element)
        if name == "definedName":
            if (wanted_name := attributes.get("name", "").lower()) in wanted:
                listing.names.append((wanted_name, "localSheetId" in attributes, ""))
                parser.CharacterDataHandler, parser.EndElementHandler = text.append, end
        elif name is not None:
            listing.note(name, attributes)

    def end(_: str) -> None:
        name, is_local, _ = listing.names[-1]
        listing.names[-1] = (name, is_local, "".join(text))
        text.clear()
        parser.CharacterDataHandler = parser.EndElementHandler = None

    parser.StartElementHandler = start
    feed(parser, archive.chunks(part), limits.TAGS_IN_SMALL_PARTS)
    if not listing.is_workbook:
        raise Refused(Cause.DAMAGED, "contents that are not a workbook's")
    return listing
