"""The template of Annex B for Word, built here and kept beside it as ``annex_b.docx``.

``python -m reports.annexes.domain.word_template`` writes it anew. A docxtpl template: what stands in braces is filled
in from the blocks of the report.
"""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from spreadsheets.fixed_zip import packed_again

TEMPLATE = Path(__file__).parent / "annex_b.docx"
LONG_AGO = datetime(1980, 1, 1)
FONT = "Arial"
INK, WARN = RGBColor(0x1D, 0x2B, 0x36), RGBColor(0xA0, 0x20, 0x20)
SIZES = {
    "Normal": 10.5,
    "Title": 22,
    "Heading 1": 16,
    "Heading 2": 12.5,
    "Caption": 10,
    "List Bullet": 10.5,
    "Header": 8.5,
    "Footer": 8.5,
}
# A chapter that begins on a new page.
NEW_PAGE = "new page"
THUMBNAIL = "docProps/thumbnail.jpeg"


def word_template() -> bytes:
    document = Document()
    _page(document)
    _styles(document)
    _running(document.sections[0])
    for words, style in _LINES:
        made = document.add_paragraph(words, style="Heading 1" if style == NEW_PAGE else style)
        made.paragraph_format.page_break_before = True if style == NEW_PAGE else None
    _table(document)
    for words in ("{%p if b.note %}", "{{ b.note }}", "{%p endif %}", "{%p endif %}", "{%p endfor %}"):
        document.add_paragraph(words)
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.title, properties.language = "{{ title }}", "en-GB"
    properties.created = properties.modified = LONG_AGO
    kept = BytesIO()
    document.save(kept)
    return packed_again(kept.getvalue(), {"_rels/.rels": _without_thumbnail}, {THUMBNAIL})


_LINES = (
    ("{{ authority }}", "Normal"),
    ("{{ title }}", "Title"),
    ("{{ subtitle }}", "Subtitle"),
    ("{{ mark }}", "Intense Quote"),
    ("{%p for b in blocks %}", "Normal"),
    ("{%p if b.kind == 'heading' and b.level == 1 and b.on_new_page %}", "Normal"),
    ("{{ b.text }}", NEW_PAGE),
    ("{%p elif b.kind == 'heading' and b.level == 1 %}", "Normal"),
    ("{{ b.text }}", "Heading 1"),
    ("{%p elif b.kind == 'heading' %}", "Normal"),
    ("{{ b.text }}", "Heading 2"),
    ("{%p elif b.kind == 'words' %}", "Normal"),
    ("{{ b.text }}", "Normal"),
    ("{%p elif b.kind == 'points' %}", "Normal"),
    ("{%p for item in b['items'] %}", "Normal"),
    ("{{ item }}", "List Bullet"),
    ("{%p endfor %}", "Normal"),
    ("{%p elif b.kind == 'picture' %}", "Normal"),
    ("{{ b.title }}", "Caption"),
    ("{{ b.image }}", "Normal"),
    ("{%p elif b.kind == 'table' %}", "Normal"),
    ("{{ b.title }}", "Caption"),
)


def _page(document: Any) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)


def _styles(document: Any) -> None:
    for style in document.styles:
        if style.type == 1 or style.name in SIZES:
            _font(style)
    for name, size in SIZES.items():
        document.styles[name].font.size = Pt(size)
    document.styles["Normal"].paragraph_format.space_before = Pt(4)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    mark = document.styles["Intense Quote"]
    mark.font.italic, mark.paragraph_format.left_indent = False, Cm(0)
    document.styles["Caption"].paragraph_format.keep_with_next = True
    document.styles["Caption"].paragraph_format.space_before = Pt(8)


def _font(style: Any) -> None:
    style.font.name, style.font.color.rgb = FONT, INK
    fonts = style.font.element.get_or_add_rPr().get_or_add_rFonts()
    # The theme's font would go before the name.
    for way in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{way}"), None)


def _running(section: Any) -> None:
    head = section.header.paragraphs[0]
    head.add_run("{{ running }}. {{ short_mark }}")
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot.add_run("Page ")
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Any, name: str) -> None:
    """Add a field that Word fills in: the number of the page, or of all."""
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text
        run._r.append(part)


def _table(document: Any) -> None:
    grid = document.add_table(rows=4, cols=3, style="Table Grid")
    _fill(grid.rows[0], "{%tc for head in b.heads %}", "{{ head }}")
    grid.rows[1].cells[0].text = "{%tr for row in b.rows %}"
    _fill(grid.rows[2], "{%tc for cell in row.cells %}", "{{ cell }}")
    grid.rows[3].cells[0].text = "{%tr endfor %}"


def _fill(row: Any, loop: str, value: str) -> None:
    row.cells[0].text, row.cells[1].text, row.cells[2].text = loop, value, "{%tc endfor %}"


def _without_thumbnail(part: bytes) -> bytes:
    head, _, rest = part.partition(THUMBNAIL.encode())
    return head[: head.rindex(b"<Relationship ")] + rest[rest.index(b"/>") + 2 :] if rest else part


if __name__ == "__main__":
    TEMPLATE.write_bytes(word_template())
