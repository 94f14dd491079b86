"""The workbook part: its sheets, its defined names, and the day its dates count from."""

from collections.abc import Container
from dataclasses import dataclass, field
from pyexpat import XMLParserType

from submissions.domain.reading import limits
from submissions.domain.reading.addresses import one_cell
from submissions.domain.reading.archive import Archive
from submissions.domain.reading.markup import LINKS, feed, in_main, new_parser
from submissions.domain.reading.package import Relationship, relationships_of, workbook_part
from submissions.domain.reading.refusals import Cause, Refused

_NAMES = in_main("workbook", "sheet", "definedName", "workbookPr")
_LINKS = tuple(f"{namespace} id" for namespace in LINKS)
_TRUE = ("1", "true", "on")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet that is there; ``part`` is where its cells stand."""

    title: str
    part: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Target:
    """The one cell that a defined name points at."""

    sheet: Sheet
    address: str


@dataclass
class _Listing:
    """What the workbook part says, before it is compared with what is there."""

    sheets: list[dict[str, str]] = field(default_factory=list)
    names: list[tuple[str, str | None, str]] = field(default_factory=list)
    uses_1904_dates: bool = False
    is_workbook: bool = False


@dataclass(frozen=True)
class Book:
    """``names`` holds the wanted names that still point at one cell, in small letters."""

    archive: Archive
    sheets: tuple[Sheet, ...]
    names: dict[str, Target]
    uses_1904_dates: bool
    shared_strings: str | None
    styles: str | None

    def titled(self, title: str) -> Sheet | None:
        plain = title.casefold()
        return next((sheet for sheet in self.sheets if sheet.title.casefold() == plain), None)


def open_book(archive: Archive, wanted: Container[str]) -> Book:
    part = workbook_part(archive)
    listing = _listing(archive, part, wanted)
    links = relationships_of(archive, part)
    in_order = [_sheet(archive, each, links) for each in listing.sheets]
    sheets = tuple(sheet for sheet in in_order if sheet is not None)
    if not sheets:
        _refuse_without_sheets(listing, links)
    parts = {link.kind: link.part for link in links.values() if link.part is not None and link.part in archive}
    by_title = {sheet.title.casefold(): sheet for sheet in sheets}
    if len(by_title) != len(sheets):
        raise Refused(Cause.SAME_PART_TWICE, "two sheets of the same name")
    return Book(
        archive=archive,
        sheets=sheets,
        names=_targets(listing.names, in_order, by_title),
        uses_1904_dates=listing.uses_1904_dates,
        shared_strings=parts.get("sharedStrings"),
        styles=parts.get("styles"),
    )


def _listing(archive: Archive, part: str, wanted: Container[str]) -> _Listing:
    listing, parser, text = _Listing(), new_parser(), list[str]()

    def start(element: str, attributes: dict[str, str]) -> None:
        match _NAMES.get(element):
            case "definedName" if attributes.get("name", "").lower() in wanted:
                text.clear()
                listing.names.append((attributes["name"].lower(), attributes.get("localSheetId"), ""))
                parser.CharacterDataHandler, parser.EndElementHandler = text.append, end
            case "sheet":
                listing.sheets.append(attributes)
            case "workbookPr":
                listing.uses_1904_dates = attributes.get("date1904", "").lower() in _TRUE
            case "workbook":
                listing.is_workbook = True

    def end(_: str) -> None:
        name, local, _ = listing.names[-1]
        listing.names[-1] = (name, local, "".join(text))
        _rest(parser)

    parser.StartElementHandler = start
    feed(parser, archive.chunks(part), limits.TAGS_IN_SMALL_PARTS)
    if not listing.is_workbook:
        raise Refused(Cause.DAMAGED, "contents that are not a workbook's")
    return listing


def _rest(parser: XMLParserType) -> None:
    parser.CharacterDataHandler = parser.EndElementHandler = None


def _sheet(archive: Archive, attributes: dict[str, str], links: dict[str, Relationship]) -> Sheet | None:
    """None for a chart, a dialogue or a macro sheet, and for one that lies outside the file."""
    link = next((links[attributes[name]] for name in _LINKS if attributes.get(name) in links), None)
    if link is None or link.kind != "worksheet" or link.part is None:
        return None
    return Sheet(attributes.get("name", ""), link.part, attributes.get("state", "visible").lower() != "visible")


def _refuse_without_sheets(listing: _Listing, links: dict[str, Relationship]) -> None:
    if any(link.kind in ("xlMacrosheet", "xlIntlMacrosheet", "vbaProject") for link in links.values()):
        raise Refused(Cause.ONLY_MACROS, "a file with macros and without worksheets")
    raise Refused(Cause.NO_WORKSHEET, f"{len(listing.sheets)} sheets, none of them with cells")


def _targets(
    names: list[tuple[str, str | None, str]], in_order: list[Sheet | None], by_title: dict[str, Sheet]
) -> dict[str, Target]:
    """A name of the whole workbook goes before one of a single sheet (a copied sheet brings its own).

    A name given twice with different cells is lost: which one is meant cannot be told.
    """
    found: dict[bool, dict[str, set[Target]]] = {True: {}, False: {}}
    for name, local, reference in names:
        cell = one_cell(reference)
        sheet = by_title.get(cell[0].casefold()) if cell else None
        if cell is not None and sheet is not None:
            found[local is None].setdefault(name, set()).add(Target(sheet, cell[1]))
    everywhere, on_one_sheet = found[True], found[False]
    return {name: next(iter(targets)) for name, targets in (on_one_sheet | everywhere).items() if len(targets) == 1}
