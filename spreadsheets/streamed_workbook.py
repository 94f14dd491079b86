"""A workbook of one sheet of texts, written row by row as it is sent: a long list is never whole in memory."""

import re
from collections.abc import Iterable, Iterator, Sequence
from io import RawIOBase
from itertools import islice
from string import ascii_uppercase
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from spreadsheets.fixed_zip import NO_TIME

# Of what Excel shows in a cell.
LONGEST = 32_767
AT_A_TIME = 1_000
# Short texts come again and again: labels, names, days.
_SHORT, _REMEMBERED = 40, 20_000
_QUICK = 1
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# What XML or Excel would take for something else; Excel reads _x0007_ as the character.
_UNUSUAL = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_LINKS}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font>'
    '</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
    '</fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1">'
    '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}


def workbook_pieces(title: str, widths: Sequence[int], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Yield the file; the first row is the heading, which stays in sight. The same rows are the same bytes."""
    sent = _Sent()
    with ZipFile(sent, "w") as file:
        for name, xml in {**_PARTS, "xl/workbook.xml": _workbook(title)}.items():
            file.writestr(_part(name), _HEAD + xml)
        with file.open(_part("xl/worksheets/sheet1.xml"), "w") as sheet:
            sheet.write((_HEAD + _before_rows(widths)).encode())
            for xml in _pieces_of_rows(rows, len(widths)):
                sheet.write(xml.encode())
                yield sent.taken()
            sheet.write(b"</sheetData></worksheet>")
    yield sent.taken()


class _Sent(RawIOBase):
    """What was written since it was last taken: a file that cannot be gone back in."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def _part(name: str) -> ZipInfo:
    part = ZipInfo(name, NO_TIME)
    part.compress_type, part._compresslevel = ZIP_DEFLATED, _QUICK  # type: ignore[attr-defined]
    return part


def _workbook(title: str) -> str:
    sheet = f'<sheet name="{_escaped(title)}" sheetId="1" r:id="rId1"/>'
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{sheet}</sheets></workbook>'


def _before_rows(widths: Sequence[int]) -> str:
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}.7109375" style="1" customWidth="1"/>'
        for number, width in enumerate(widths, 1)
    )
    frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    view = f'<sheetViews><sheetView tabSelected="1" workbookViewId="0">{frozen}</sheetView></sheetViews>'
    return f'<worksheet xmlns="{_MAIN}">{view}<cols>{columns}</cols><sheetData>'


def _pieces_of_rows(rows: Iterable[Sequence[str]], width: int) -> Iterator[str]:
    letters, known, numbered = _letters(width), dict[str, str](), enumerate(rows, 1)
    while some := list(islice(numbered, AT_A_TIME)):
        if len(known) > _REMEMBERED:
            known.clear()
        yield "".join([_row(number, row, letters, known) for number, row in some])


def _row(number: int, row: Sequence[str], letters: Sequence[str], known: dict[str, str]) -> str:
    cells = [f'<row r="{number}">']
    for letter, text in zip(letters, row, strict=True):
        if text:
            cells.append(f'<c r="{letter}{number}{known.get(text) or _cell(text, known)}')
    cells.append("</row>")
    return "".join(cells)


def _cell(text: str, known: dict[str, str]) -> str:
    """Return what follows a cell's place."""
    shown = text[:LONGEST]
    space = ' xml:space="preserve"' if shown[0].isspace() or shown[-1].isspace() else ""
    cell = f'" s="1" t="inlineStr"><is><t{space}>{_escaped(shown)}</t></is></c>'
    if len(text) <= _SHORT:
        known[text] = cell
    return cell


def _escaped(text: str) -> str:
    return _UNUSUAL.sub(_written, text)


def _written(found: re.Match[str]) -> str:
    text = found[0]
    if len(text) > 1:
        return f"_x005F{text}"
    return _NAMED.get(text) or f"_x{ord(text):04X}_"


def _letters(width: int) -> list[str]:
    """Return the columns' letters, as far as ZZ."""
    two = [first + second for first in ascii_uppercase for second in ascii_uppercase]
    return [*ascii_uppercase, *two][:width]
