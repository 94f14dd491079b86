"""Read the cells of targets: each needed sheet once, then the texts and formats that its cells use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from string import ascii_uppercase

from spreadsheets.addresses import address_at, position_of
from spreadsheets.book import Book, Sheet, Target
from spreadsheets.cells import Cell
from spreadsheets.number_formats import Formats, formats_of
from spreadsheets.refusals import Cause, Refused
from spreadsheets.shared_strings import wanted_strings
from spreadsheets.sheet import Scan, Stored
from spreadsheets.sheet_search import scan_part
from spreadsheets.values import cell_from, string_number


@dataclass
class Gathered:
    """The cell of each name, and the names whose cell a person does not see."""

    cells: dict[str, Cell] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)


def gather(book: Book, targets: Mapping[str, Target]) -> Gathered:
    stored: dict[str, Stored] = {}
    gathered = Gathered()
    if not targets:
        return gathered
    for sheet, addresses in _by_sheet(targets).items():
        scan = _scan(book, sheet, set(addresses.values()))
        shown = _shown(scan, addresses)
        stored |= {name: scan.cells.get(address) or Stored(address) for name, address in shown.items()}
        gathered.hidden |= _hidden(sheet, scan, addresses)
    strings = _texts(book, stored.values())
    formats = formats_of(book.archive, book.styles) if book.styles else Formats()
    for name, each in stored.items():
        gathered.cells[name] = cell_from(targets[name].sheet.title, each, strings, formats)
    return gathered


def _by_sheet(targets: Mapping[str, Target]) -> dict[Sheet, dict[str, str]]:
    """Return for each sheet the addresses by name."""
    found: dict[Sheet, dict[str, str]] = {}
    for name, target in targets.items():
        found.setdefault(target.sheet, {})[name] = target.address
    return found


def _scan(book: Book, sheet: Sheet, wanted: set[str]) -> Scan:
    """Scan a sheet once; twice if a merged area shows its value in a cell other than the wanted one."""
    rows = {int(address.lstrip(ascii_uppercase)) for address in wanted}
    scan = scan_part(book.archive, sheet.part, wanted, rows)
    shown = {_merged_into(scan, address) for address in wanted} if scan.merged else wanted
    if shown <= wanted:
        return scan
    return scan_part(book.archive, sheet.part, wanted | shown, rows)


def _shown(scan: Scan, addresses: Mapping[str, str]) -> Mapping[str, str]:
    """Return the address that shows each value.

    Where cells were merged that is the area's first, unless it is taken.
    """
    if not scan.merged:
        return addresses
    taken = set(addresses.values())
    shown = {name: _merged_into(scan, address) for name, address in addresses.items()}
    return {name: addresses[name] if address in taken else address for name, address in shown.items()}


def _merged_into(scan: Scan, address: str) -> str:
    position = position_of(address)
    return address_at(*scan.merged_into(position)) if position else address


def _hidden(sheet: Sheet, scan: Scan, addresses: Mapping[str, str]) -> set[str]:
    if sheet.is_hidden:
        return set(addresses)
    if not (scan.hidden_rows or scan.hidden_columns):
        return set()
    positions = {name: position_of(address) for name, address in addresses.items()}
    return {name for name, position in positions.items() if position and scan.is_hidden(position)}


def _texts(book: Book, stored: Iterable[Stored]) -> dict[int, str]:
    wanted = {number for each in stored if (number := string_number(each)) is not None}
    if not wanted:
        return {}
    if book.shared_strings is None:
        raise Refused(Cause.DAMAGED, "a text that is not there")
    return wanted_strings(book.archive, book.shared_strings, wanted)
