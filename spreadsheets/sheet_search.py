"""The wanted cells of a sheet, searched in its text: what ``scan_sheet`` finds, without a call for each tag."""

import re
from collections.abc import Collection, Set
from functools import lru_cache
from string import digits

from spreadsheets import limits
from spreadsheets.addresses import corners_of
from spreadsheets.archive import Archive
from spreadsheets.sheet import Scan, Stored, scan_sheet
from spreadsheets.usual_part import Unusual, text_in, usual_part

_CELLS, _CELLS_END = b"<sheetData>", b"</sheetData>"
_BEHIND = re.compile(rb"<(?:conditionalFormatting|dataValidations|hyperlinks|pageMargins|pageSetup)[\s/>]")
_MERGED = re.compile(rb'<mergeCell ref="([A-Z0-9:$]+)"/>')
_ROW = re.compile(rb'<row r="[0-9]{1,9}"[ />]')
_NO_TAG_OF_CELLS = re.compile(rb"<[^/cvrfti]")


def scan_part(archive: Archive, part: str, wanted: Set[str], rows: Collection[int]) -> Scan:
    """Return the wanted cells of a sheet, and what is merged and hidden; searched, if it is written as usual."""
    try:
        return _searched(usual_part(archive, part, "worksheet"), wanted, rows)
    except Unusual:
        return scan_sheet(archive.chunks(part), wanted, rows)


def _searched(data: bytes, wanted: Set[str], rows: Collection[int]) -> Scan:
    before, opening, rest = data.partition(_CELLS)
    cells, closing, behind = rest.partition(_CELLS_END)
    if not (opening and closing) or b"hidden" in before or b"hidden" in cells:
        raise Unusual
    end = _BEHIND.search(behind)
    behind = behind[: end.start()] if end else behind
    _refuse_cells_elsewhere(before, behind)
    if cells.count(b"<c") != cells.count(b'<c r="') or cells.count(b"<row") != len(_ROW.findall(cells)):
        raise Unusual
    if _NO_TAG_OF_CELLS.search(cells):
        raise Unusual
    return Scan(cells=_stored(cells.decode(), wanted), merged=_merged(behind, rows))


def _refuse_cells_elsewhere(before: bytes, behind: bytes) -> None:
    if before.count(b"<c") != before.count(b"<col") or b"<row" in before or b"<merge" in before:
        raise Unusual
    if _BEHIND.search(before) or b"<c" in behind or b"<row" in behind or b"<sheetData" in behind:
        raise Unusual


def _stored(cells: str, wanted: Set[str]) -> dict[str, Stored]:
    columns = frozenset(address.rstrip(digits) for address in wanted)
    found: dict[str, Stored] = {}
    for address, style, kind, rest, formula, value, inline in _cells_of(columns).findall(cells):
        if address not in wanted:
            continue
        if not rest or address in found:
            raise Unusual
        text = text_in(value[3:]) if value else text_in(inline[inline.index(">") + 1 :]) if inline else None
        found[address] = Stored(address, kind or "n", style or "0", text, bool(formula))
    return found


@lru_cache(64)
def _cells_of(columns: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern of a cell in one of the columns; what follows its address is blank if that is unusual."""
    formula = "(<f>[^<]*</f>|<f [^<>]*/>|<f [^<>/]*>[^<]*</f>)?"
    inside = formula + '(?:(<v>[^<]*)</v>|<is>(<t(?: xml:space="preserve")?>[^<]*)</t></is>)?'
    usual = '(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")?(/>|>' + inside + "</c>)"
    letters = "|".join(sorted(columns, key=len, reverse=True))
    return re.compile(f'<c r="((?:{letters})[0-9]+)"(?:{usual})?')


def _merged(behind: bytes, rows: Collection[int]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the merged areas that touch the rows."""
    if b"<mergeCell" not in behind:
        return []
    areas = _MERGED.findall(behind)
    if len(areas) != behind.count(b"<mergeCell ") or len(areas) > limits.MERGED_AREAS:
        raise Unusual
    top, bottom = min(rows), max(rows)
    corners = (corners_of(area.decode()) for area in areas)
    return [each for each in corners if each is not None and each[0][1] <= bottom and each[1][1] >= top]
