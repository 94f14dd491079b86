"""Annex B as a PDF, and its pictures as PNG and SVG: laid out by typst from values alone, the same bytes each time.

The fonts are those that typst brings, so that the pages are the same on every machine. The PDF is tagged for screen
readers (PDF/UA-1): title, language, headings, heads of tables and words for every picture.
"""

import json
import re
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reports.annexes.domain.blocks import Block

TEMPLATE = Path(__file__).parent / "annex_b.typ"
# Of a picture on paper; more would not be seen.
DOTS_AN_INCH = 180
# What people type and no page shows: marks of direction, joiners, the look of an emoji.
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
# What all faces of the font have: Latin, Greek, Cyrillic and Hebrew letters, signs, arrows. One character that they
# lack (an emoji, a name in Arabic) would refuse the whole document.
DRAWN = (
    " -~\xa0-\u017f\u0218-\u021b\u0300-\u0331\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0401\u0403-\u040c"
    "\u040f-\u044f\u0451\u0453\u0455-\u0458\u045c\u045e\u05d0-\u05ea\u1e00-\u1e9b\u1ea0-\u1ef9\u2010-\u2027"
    "\u202f-\u2037\u2039-\u203e\u2044\u2070\u2071\u2074-\u208e\u20ac\u2116\u2122\u2126\u2153-\u215e\u2190-\u2199"
    "\u2202\u2206\u220f-\u221a\u221e\u2248\u2260-\u2262\u2264\u2265\u25a0\u25a1\u25b2\u25bc\u25cf"
)
UNDRAWN, IN_ITS_PLACE = re.compile(f"[^{DRAWN}]+"), "\u25a1"


def annex_b_pdf(document: dict[str, Any]) -> bytes:
    return _compiled({"report": _drawable(document)}, format="pdf", pdf_standards="ua-1")


def _drawable(document: Any) -> str:
    """Return a document as JSON, with a square for what the font cannot draw; JSON's own marks are ASCII."""
    return UNDRAWN.sub(IN_ITS_PLACE, INVISIBLE.sub("", json.dumps(document, ensure_ascii=False)))


def picture_png(block: Block) -> bytes:
    """Return a picture of the report for programs that do not draw it themselves."""
    inputs = {"report": _drawable(block), "picture": "alone"}
    return _compiled(inputs, format="png", ppi=DOTS_AN_INCH)


def picture_svg(block: Block) -> bytes:
    """Return a picture of the report as SVG, with its title and its words for those who do not see it."""
    drawn = _compiled({"report": _drawable(block), "picture": "alone"}, format="svg")
    words = f"<title>{escape(block['title'])}</title><desc>{escape(block['says'])}</desc>"
    head, mark, rest = drawn.decode().partition(">")
    return f"{head}{mark}{words}{rest}".encode()


def _compiled(inputs: dict[str, str], **how: Any) -> bytes:
    # Imported late: it is large, and few processes need it.
    import typst

    compiler = typst.Compiler(str(TEMPLATE), ignore_system_fonts=True)
    made = compiler.compile(sys_inputs=inputs, **how)
    if not isinstance(made, bytes):
        raise ValueError("typst made several pages where one was wanted")
    return made
