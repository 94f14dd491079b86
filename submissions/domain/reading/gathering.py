"""From targets to cells: each needed sheet is read once, then the texts and formats that its cells use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from submissions.domain.reading.addresses import position_of
from submissions.domain.reading.book import Book, Sheet, Target
from submissions.domain.reading.cells import Cell
from submissions.domain.reading.formats import Formats, formats_of
from submissions.domain.reading.refusals import Cause, Refused
from submissions.domain.reading.sheet import Scan, Stored, scan_sheet
from submissions.domain.reading.strings import shared_strings
from submissions.domain.reading.values import cell_from, string_number


@dataclass(frozen=True)
class Gathered:
    """The cell of each name, and the names whose cell a person does not see."""

    cells: dict[str, Cell] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()


def gather(book: Book, targets: Mapping[str, Target]) -> Gathered:
    scans = {sheet: _scan(book, sheet, names) for sheet, names in _by_sheet(targets).items()}
    stored = {name: _stored(scans[target.sheet], target, targets) for name, target in targets.items()}
    strings = texts_of(book, stored.values())
    formats = formats_of(book.archive, book.styles) if book.styles else Formats()
    return Gathered(
        {name: cell_from(targets[name].sheet.title, each, strings, formats) for name, each in stored.items()},
        frozenset(
            name
            for name, target in targets.items()
            if target.sheet.is_hidden or scans[target.sheet].is_hidden(target.address)
        ),
    )


def _by_sheet(targets: Mapping[str, Target]) -> dict[Sheet, set[str]]:
    addresses: dict[Sheet, set[str]] = {}
    for target in targets.values():
        addresses.setdefault(target.sheet, set()).add(target.address)
    return addresses


def _scan(book: Book, sheet: Sheet, addresses: set[str]) -> Scan:
    """One pass; a second where a merged area shows its value in another cell than the wanted one."""
    rows = {position[1] for address in addresses if (position := position_of(address))}
    scan = scan_sheet(book.archive.chunks(sheet.part), addresses, rows)
    shown = {scan.merged_into(address) for address in addresses} if scan.merged else addresses
    if shown <= addresses:
        return scan
    return scan_sheet(book.archive.chunks(sheet.part), addresses | shown, rows)


def _stored(scan: Scan, target: Target, targets: Mapping[str, Target]) -> Stored:
    """Where cells were merged, the one that shows the value, unless that answers another question."""
    address = scan.merged_into(target.address)
    if address != target.address and Target(target.sheet, address) in targets.values():
        address = target.address
    return scan.cells.get(address) or Stored(address, "n", "0")


def texts_of(book: Book, stored: Iterable[Stored]) -> dict[int, str]:
    wanted = {number for each in stored if (number := string_number(each)) is not None}
    if not wanted:
        return {}
    if book.shared_strings is None:
        raise Refused(Cause.DAMAGED, "a text that is not there")
    return shared_strings(book.archive, book.shared_strings, wanted, max(wanted))
