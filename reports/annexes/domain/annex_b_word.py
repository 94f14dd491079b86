"""Annex B for Word: the template filled in, its tables laid out, without author, and the same bytes each time.

Word draws no picture of ours: they are those of the PDF, as PNG.
"""

import re
from io import BytesIO
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docxtpl import DocxTemplate, InlineImage

from reports.annexes.domain.blocks import HEAVY, Block
from reports.annexes.domain.page_layout import picture_png
from reports.annexes.domain.word_contents import add_contents
from reports.annexes.domain.word_template import TEMPLATE
from spreadsheets.fixed_zip import packed_again

TEXT_WIDTH = Cm(17)
HEAD_COLOUR, SUM_COLOUR = "DDE6EE", "F3F5F7"
MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def annex_b_word(document: dict[str, Any]) -> bytes:
    template = DocxTemplate(TEMPLATE)
    template.init_docx()
    blocks = [{**block, **_image(template, block)} for block in document["blocks"]]
    template.render({**document, "blocks": blocks}, autoescape=True)
    filled = template.docx
    _lay_out(filled, [block for block in blocks if block["kind"] == "table"])
    _describe(filled, [block["says"] for block in blocks if block["kind"] == "picture"])
    add_contents(filled)
    filled.core_properties.title = document["title"]
    made = BytesIO()
    filled.save(made)
    return packed_again(made.getvalue(), {"docProps/core.xml": _undated})


def _image(template: DocxTemplate, block: Block) -> dict[str, Any]:
    if block["kind"] != "picture":
        return {}
    return {"image": InlineImage(template, BytesIO(picture_png(block)), width=TEXT_WIDTH)}


def _describe(filled: Any, says: list[str]) -> None:
    """Give every picture its words, for those who do not see it, and a number of its own."""
    drawn = filled.element.body.iter(qn("wp:docPr"))
    for number, (properties, words) in enumerate(zip(drawn, says, strict=True), 1):
        properties.set("id", str(number))
        properties.set("name", f"Picture {number}")
        properties.set("descr", words)


def _lay_out(filled: Any, blocks: list[Block]) -> None:
    for grid, block in zip(filled.tables, blocks, strict=True):
        grid.autofit = False
        widths = [Length(int(TEXT_WIDTH * share / sum(block["widths"]))) for share in block["widths"]]
        for column, width in zip(grid._tbl.tblGrid.gridCol_lst, widths, strict=True):
            column.w = width
        styles = ["head", *(row["style"] for row in block["rows"])]
        for row, style in zip(grid._tbl.tr_lst, styles, strict=True):
            _row(row, style, widths, block["figures"])
        if block["stays_whole"]:
            _keep_together(grid._tbl.tr_lst[:-1])


def _row(row: Any, style: str, widths: list[Length], figures: list[bool]) -> None:
    """Lay out a row, which stays on one page; the row of heads is repeated on each."""
    properties = row.get_or_add_trPr()
    for tag in ("w:cantSplit", "w:tblHeader") if style == "head" else ("w:cantSplit",):
        properties.append(OxmlElement(tag))
    for cell, width, is_figure in zip(row.tc_lst, widths, figures, strict=True):
        cell.width = width
        if style != "line":
            _shade(cell, SUM_COLOUR if style in HEAVY else HEAD_COLOUR)
        for paragraph in cell.p_lst:
            _paragraph(paragraph, is_figure, is_bold=style != "line")


def _keep_together(rows: list[Any]) -> None:
    for row in rows:
        for cell in row.tc_lst:
            for paragraph in cell.p_lst:
                paragraph.get_or_add_pPr().get_or_add_keepNext()


def _paragraph(paragraph: Any, is_figure: bool, *, is_bold: bool) -> None:
    properties = paragraph.get_or_add_pPr()
    properties.jc_val = WD_ALIGN_PARAGRAPH.RIGHT if is_figure else WD_ALIGN_PARAGRAPH.LEFT
    properties.spacing_before = properties.spacing_after = Pt(2)
    for run in paragraph.r_lst:
        font = run.get_or_add_rPr()
        font.sz_val = Pt(9)
        if is_bold:
            font._set_bool_val("b", True)


def _shade(cell: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    cell.get_or_add_tcPr().append(shade)


def _undated(part: bytes) -> bytes:
    return MOMENT.sub(rb"\g<1>1980-01-01T00:00:00Z", part)
