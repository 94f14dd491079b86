"""Write tables as a workbook (xlsx) or an OpenDocument spreadsheet: made new, without author, always the same bytes.

No cell runs as a formula: what begins with a sign for one is written as text, and numbers alone are numbers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import cast
from xml.sax.saxutils import escape, quoteattr

from xlsxwriter import Workbook

from spreadsheets.fixed_zip import packed, packed_again

BookCell = str | int | Decimal | None
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
_MADE = datetime(1980, 1, 1)
# As wide as what they hold, within reason; in characters.
_NARROWEST, _WIDEST, _LONGEST = 8, 60, 32_767
_SHEET_NAME = 31
_NOT_IN_XML = re.compile("[\x00-\x09\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """A sheet: ``heads`` are its first row; None is an empty cell."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[BookCell, ...], ...]

    @property
    def widths(self) -> list[int]:
        """Return how wide each column is, by its longest cell."""
        columns = zip(self.heads, *self.rows, strict=True)
        longest = (max(len(str(cell)) for cell in column if cell is not None) for column in columns)
        return [min(max(length + 2, _NARROWEST), _WIDEST) for length in longest]


def book_xlsx(sheets: Sequence[PlainSheet]) -> bytes:
    file = BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _MADE})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    money, plain = book.add_format({"num_format": "0.00", "valign": "top"}), book.add_format({"valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for each in sheets:
        page = book.add_worksheet(each.name[:_SHEET_NAME])
        for column, width in enumerate(each.widths):
            page.set_column(column, column, width)
        for number, row in enumerate((each.heads, *each.rows)):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    page.write_string(number, column, cell[:_LONGEST], head if number == 0 else wrapped)
                elif cell is not None:
                    # As a decimal: of a float it would write sixteen digits, which are not what was released.
                    page.write_number(number, column, cast(float, cell), money if isinstance(cell, Decimal) else plain)
        page.freeze_panes(1, 0)
    book.close()
    return packed_again(file.getvalue())


def book_ods(sheets: Sequence[PlainSheet]) -> bytes:
    """Return the spreadsheet; its first part is its kind, as the format wants it, and no part says who made it."""
    content = "".join(_content(sheets)).encode()
    return packed({"mimetype": ODS.encode(), "content.xml": content, "META-INF/manifest.xml": _MANIFEST.encode()})


def _content(sheets: Sequence[PlainSheet]) -> Iterator[str]:
    yield _BEGIN
    for width in sorted({width for each in sheets for width in each.widths}):
        yield (
            f'<style:style style:name="w{width}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width * 0.21:.2f}cm"/></style:style>'
        )
    yield "</office:automatic-styles><office:body><office:spreadsheet>"
    for each in sheets:
        yield f"<table:table table:name={quoteattr(each.name[:_SHEET_NAME])}>"
        yield from (f'<table:table-column table:style-name="w{width}"/>' for width in each.widths)
        yield f"<table:table-header-rows>{_row(each.heads, 'head')}</table:table-header-rows>"
        yield from (_row(row, "plain") for row in each.rows)
        yield "</table:table>"
    yield "</office:spreadsheet></office:body></office:document-content>"


def _row(cells: Sequence[BookCell], style: str) -> str:
    return f"<table:table-row>{''.join(_cell(cell, style) for cell in cells)}</table:table-row>"


def _cell(cell: BookCell, style: str) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, str):
        words = escape(_NOT_IN_XML.sub("", cell[:_LONGEST]))
        lines = "".join(f"<text:p>{line}</text:p>" for line in words.split("\n"))
        return f'<table:table-cell table:style-name="{style}" office:value-type="string">{lines}</table:table-cell>'
    style = "money" if isinstance(cell, Decimal) else "plain"
    shown = f"{cell:.2f}" if isinstance(cell, Decimal) else str(cell)
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="float" office:value="{cell}">'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_BEGIN = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<office:document-content xmlns:office="{_OASIS}:office:1.0" xmlns:style="{_OASIS}:style:1.0" '
    f'xmlns:text="{_OASIS}:text:1.0" xmlns:table="{_OASIS}:table:1.0" '
    f'xmlns:fo="{_OASIS}:xsl-fo-compatible:1.0" xmlns:number="{_OASIS}:datastyle:1.0" office:version="1.3">'
    '<office:automatic-styles><number:number-style style:name="pence">'
    '<number:number number:decimal-places="2" number:min-decimal-places="2" number:min-integer-digits="1"/>'
    "</number:number-style>"
    '<style:style style:name="plain" style:family="table-cell"><style:table-cell-properties '
    'fo:wrap-option="wrap" style:vertical-align="top"/></style:style>'
    '<style:style style:name="money" style:family="table-cell" style:data-style-name="pence">'
    '<style:table-cell-properties style:vertical-align="top"/></style:style>'
    '<style:style style:name="head" style:family="table-cell"><style:table-cell-properties '
    'fo:wrap-option="wrap" style:vertical-align="top"/><style:text-properties fo:font-weight="bold"/></style:style>'
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{ODS}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
