"""Annex B as a PDF, and its pictures as PNG: laid out by typst from values alone, the same bytes each time.

The fonts are those that typst brings, so that the pages are the same on every machine. The PDF is tagged for screen
readers (PDF/UA-1): title, language, headings, heads of tables and words for every picture.
"""

import json
from pathlib import Path
from typing import Any

from reports.annexes.domain.blocks import Block

TEMPLATE = Path(__file__).parent / "annex_b.typ"
# Of a picture on paper; more would not be seen.
DOTS_AN_INCH = 180


def annex_b_pdf(document: dict[str, Any]) -> bytes:
    return _compiled({"report": json.dumps(document, ensure_ascii=False)}, format="pdf", pdf_standards="ua-1")


def picture_png(block: Block) -> bytes:
    """Return a picture of the report for programs that do not draw it themselves."""
    inputs = {"report": json.dumps(block, ensure_ascii=False), "picture": "alone"}
    return _compiled(inputs, format="png", ppi=DOTS_AN_INCH)


def _compiled(inputs: dict[str, str], **how: Any) -> bytes:
    # Imported late: it is large, and few processes need it.
    import typst

    compiler = typst.Compiler(str(TEMPLATE), ignore_system_fonts=True)
    made = compiler.compile(sys_inputs=inputs, **how)
    if not isinstance(made, bytes):
        raise ValueError("typst made several pages where one was wanted")
    return made
