"""Annex B's engagement section as a Word document, made new: no author, no comments, and the same bytes each time."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.coreprops import CoreProperties

from engagement.domain.annex_b import About, Edition, Section, sources
from engagement.domain.outcome_words import uk_day
from engagement.domain.tables import WITHHELD, Table

# Nothing in the file says when it was made, beside the day that is printed.
NO_TIME = (1980, 1, 1, 0, 0, 0)
LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC)
WITHHELD_WORDS = f"{WITHHELD}: withheld, as it is of fewer than five, or would show whose return is not usable."
LEFT_OUT = frozenset({"docProps/thumbnail.jpeg"})


def annex_b_document(sections: Sequence[Section], about: About, edition: Edition) -> bytes:
    document = Document()
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


def _table(document: Any, table: Table) -> None:
    document.add_heading(table.title, level=3)
    grid = document.add_table(rows=1, cols=len(table.heads), style="Light Grid Accent 1")
    _fill(grid.rows[0].cells, table.heads)
    for row in table.rows:
        _fill(grid.add_row().cells, (row.name.words, *(cell.words for cell in row.cells)))
    for words in (WITHHELD_WORDS if table.has_withheld else "", table.note):
        if words:
            document.add_paragraph(words)


def _fill(cells: Sequence[Any], words: Sequence[str]) -> None:
    for place, (cell, each) in enumerate(zip(cells, words, strict=True)):
        cell.text = each
        if place and len(each) < 12:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _unsigned(properties: CoreProperties, title: str) -> None:
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.title, properties.created, properties.modified = title, LONG_AGO, LONG_AGO


def packed_again(data: bytes) -> bytes:
    """With the same time on every part, and without the picture of somebody else's document."""
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
