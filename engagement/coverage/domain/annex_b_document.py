"""Annex B's engagement section as a Word document: no author, no comments, and the same bytes each time."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.coreprops import CoreProperties
from docx.oxml import OxmlElement
from docx.shared import Cm, Length, Pt

from engagement.coverage.domain.annex_b import (
    AnnexBExercise,
    AnnexBSection,
    Edition,
    sources,
)
from engagement.coverage.domain.outcome_words import uk_day
from engagement.coverage.domain.percentages import NOTHING_TO_SAY
from engagement.coverage.domain.tables import WITHHELD, Table, as_figure

# Nothing in the file says when it was made, beside the day that is printed.
NO_TIME = (1980, 1, 1, 0, 0, 0)
LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC)
WITHHELD_WORDS = f"{WITHHELD}: withheld, as it is of fewer than five."
# A4; the names of a table take what its columns of figures leave, and at least a quarter.
WIDTH, HEIGHT, MARGIN = Cm(21), Cm(29.7), Cm(2)
FIGURES, WORDS = Cm(2.3), Cm(7.5)
FONT = "Arial"
LEFT_OUT = frozenset({"docProps/thumbnail.jpeg"})


def annex_b_document(sections: Sequence[AnnexBSection], about: AnnexBExercise, edition: Edition) -> bytes:
    document = _on_a4()
    document.add_heading("Engagement with providers", level=1)
    document.add_paragraph(f"{about.authority}: {about.exercise}. {edition.label}, as at {uk_day(about.as_at)}.")
    for section in sections:
        document.add_heading(section.heading, level=2)
        for words in section.paragraphs:
            document.add_paragraph(words)
        for table in section.tables:
            _table(document, table)
    document.add_heading("Appendix: where each number comes from", level=2)
    document.add_paragraph(
        "Each number counts or adds up a list in the portal. The lists name locations and stay there."
    )
    _table(document, sources(sections))
    _unsigned(document.core_properties, f"Engagement with providers: {about.exercise}")
    made = BytesIO()
    document.save(made)
    return packed_again(made.getvalue())


def _on_a4() -> Any:
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = WIDTH, HEIGHT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    for style in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        font = document.styles[style].font
        font.name = FONT
        # Of a heading the theme's font would go before the name.
        for way in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            font.element.rPr.rFonts.attrib.pop(f"{{{font.element.nsmap['w']}}}{way}", None)
    document.styles["Normal"].font.size = Pt(10.5)
    return document


def _table(document: Any, table: Table) -> None:
    document.add_heading(table.title, level=3)
    grid = document.add_table(rows=1, cols=len(table.heads), style="Table Grid")
    grid.autofit = False
    layout = _layout(table)
    for column, (width, _) in zip(grid.columns, layout, strict=True):
        column.width = width
    _fill(grid.rows[0], table.heads, layout, is_head=True)
    for row in table.rows:
        _fill(grid.add_row(), (row.name.words, *(cell.words for cell in row.cells)), layout)
    for words in (WITHHELD_WORDS if table.has_withheld else "", table.note):
        if words:
            document.add_paragraph(words).paragraph_format.space_before = Pt(4)


def _layout(table: Table) -> tuple[tuple[Length, bool], ...]:
    """Return each column's width, and whether it is one of figures."""
    columns = zip(*((cell.words for cell in row.cells) for row in table.rows), strict=True)
    figures = [all(map(_is_figure, column)) for column in columns] or [True] * (len(table.heads) - 1)
    rest = [FIGURES if is_figure else WORDS for is_figure in figures]
    first = max(WIDTH - 2 * MARGIN - sum(rest), (WIDTH - 2 * MARGIN) // 6)
    return ((Length(first), False), *zip(rest, figures, strict=True))


def _is_figure(words: str) -> bool:
    return words in (WITHHELD, NOTHING_TO_SAY) or as_figure(words).replace(".", "").rstrip("%").isdigit()


def _fill(row: Any, words: Sequence[str], layout: Sequence[tuple[Length, bool]], *, is_head: bool = False) -> None:
    """Fill a row, which stays on one page; the row of heads is repeated on each."""
    for tag in ("w:cantSplit", "w:tblHeader") if is_head else ("w:cantSplit",):
        row._tr.get_or_add_trPr().append(OxmlElement(tag))
    for cell, each, (width, is_figure) in zip(row.cells, words, layout, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if is_figure else WD_ALIGN_PARAGRAPH.LEFT
        paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(2)
        run = paragraph.add_run(each)
        run.bold, run.font.size = is_head, Pt(9)


def _unsigned(properties: CoreProperties, title: str) -> None:
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.title, properties.created, properties.modified = title, LONG_AGO, LONG_AGO


def packed_again(data: bytes) -> bytes:
    """Pack the document again with fixed times on every part, and without the template's thumbnail."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(made, "w", ZIP_DEFLATED) as after:
        for part in before.infolist():
            if part.filename not in LEFT_OUT:
                data = _without_thumbnail(part.filename, before.read(part))
                after.writestr(ZipInfo(part.filename, NO_TIME), data, ZIP_DEFLATED)
    return made.getvalue()


def _without_thumbnail(name: str, data: bytes) -> bytes:
    if name != "_rels/.rels":
        return data
    head, _, rest = data.partition(b"docProps/thumbnail.jpeg")
    if not rest:
        return data
    return head[: head.rindex(b"<Relationship ")] + rest[rest.index(b"/>") + 2 :]
