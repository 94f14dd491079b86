"""From what is kept of a document to its bytes: the same source gives the same bytes."""

import json
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from reports.annexes.domain.editions import DocumentKind
from reports.annexes.domain.page_layout import annex_b_pdf
from reports.annexes.domain.sheets import AnnexSheet, sheets_document, sheets_from

# Whose versions decide over the bytes of each kind.
PROGRAMS = {
    DocumentKind.ANNEX_A: ("openpyxl",),
    DocumentKind.ANNEX_B_WORD: ("docxtpl", "python-docx", "typst"),
    DocumentKind.ANNEX_B_PDF: ("typst",),
    DocumentKind.COVERING_SHEET: ("typst",),
}


def workbook_source(title: str, sheets: Sequence[AnnexSheet]) -> bytes:
    return _kept({"title": title, "sheets": sheets_document(sheets)})


def report_source(document: dict[str, Any]) -> bytes:
    return _kept(document)


def rendered(kind: DocumentKind, source: bytes) -> bytes:
    """Return the bytes of a document; the libraries for it are large, and imported where one is made."""
    kept = json.loads(source)
    match kind:
        case DocumentKind.ANNEX_A:
            from reports.annexes.domain.annex_a_workbook import annex_a_workbook

            return annex_a_workbook(kept["title"], sheets_from(kept["sheets"]))
        case DocumentKind.ANNEX_B_WORD:
            from reports.annexes.domain.annex_b_word import annex_b_word

            return annex_b_word(kept)
        case DocumentKind.ANNEX_B_PDF | DocumentKind.COVERING_SHEET:
            return annex_b_pdf(kept)


def layout_of(kind: DocumentKind) -> str:
    """Return the programs that lay a document out, with their versions."""
    return ", ".join(f"{name} {version(name)}" for name in PROGRAMS[kind])


def _kept(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
