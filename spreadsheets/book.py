"""The workbook part: its sheets, its defined names, and the day its dates count from."""

from collections.abc import Callable, Container
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from spreadsheets.addresses import one_cell
from spreadsheets.archive import Archive
from spreadsheets.book_listing import Listing, listing_of
from spreadsheets.markup import LINKS
from spreadsheets.package import Relationship, relationships_of, workbook_part
from spreadsheets.refusals import Cause, Refused

_LINKS = tuple(f"{namespace} id" for namespace in LINKS)


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A worksheet that is there; ``part`` is where its cells stand. Sheets compare by identity, for quick look-ups."""

    title: str
    part: str
    is_hidden: bool


class Target(NamedTuple):
    """The one cell that a defined name points at."""

    sheet: Sheet
    address: str


@dataclass(frozen=True)
class Book:
    """An opened workbook; ``names`` holds the wanted names that still point at one cell, in small letters."""

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
    listing = listing_of(archive, part, wanted)
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
        names=_targets(listing.names, by_title),
        uses_1904_dates=listing.uses_1904_dates,
        shared_strings=parts.get("sharedStrings"),
        styles=parts.get("styles"),
    )


def _sheet(archive: Archive, attributes: dict[str, str], links: dict[str, Relationship]) -> Sheet | None:
    """Return the worksheet; None for a chart, dialogue or macro sheet, and for one that lies outside the file."""
    link = next((links[attributes[name]] for name in _LINKS if attributes.get(name) in links), None)
    if link is None or link.kind != "worksheet" or link.part is None:
        return None
    return Sheet(attributes.get("name", ""), link.part, attributes.get("state", "visible").lower() != "visible")


def _refuse_without_sheets(listing: Listing, links: dict[str, Relationship]) -> None:
    if any(link.kind in ("xlMacrosheet", "xlIntlMacrosheet", "vbaProject") for link in links.values()):
        raise Refused(Cause.ONLY_MACROS, "a file with macros and without worksheets")
    raise Refused(Cause.NO_WORKSHEET, f"{len(listing.sheets)} sheets, none of them with cells")


def _targets(names: list[tuple[str, bool, str]], by_title: dict[str, Sheet]) -> dict[str, Target]:
    """Return the cell of each wanted name.

    A name of the whole workbook goes before one of a single sheet, as a copied sheet brings its own.
    """
    everywhere: dict[str, tuple[str, str] | None] = {}
    on_one_sheet: dict[str, tuple[str, str] | None] = {}
    titled = _by_any_spelling(by_title)
    for name, is_local, reference in names:
        cell = one_cell(reference)
        if cell is not None and titled(cell[0]) is not None:
            found = on_one_sheet if is_local else everywhere
            # A name that was given twice with different cells is lost: which one is meant cannot be told.
            found[name] = cell if found.get(name, cell) == cell else None
    clear = ((name, cell) for name, cell in (on_one_sheet | everywhere).items() if cell is not None)
    return {name: Target(sheet, cell[1]) for name, cell in clear if (sheet := titled(cell[0])) is not None}


def _by_any_spelling(by_title: dict[str, Sheet]) -> Callable[[str], Sheet | None]:
    return cache(lambda title: by_title.get(title.casefold()))
