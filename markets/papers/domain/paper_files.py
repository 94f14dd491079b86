"""The files of a paper: Word and PDF, of the paper and of its annex; the same document gives the same bytes."""

from collections.abc import Mapping
from typing import Any

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES: Mapping[str, str] = {"docx": WORD, "pdf": "application/pdf"}
ANNEX = "annex-"


def paper_bytes(kind: str, document: dict[str, Any]) -> bytes:
    """Return the file; what lays it out is large, and imported where one is made."""
    if kind == "pdf":
        from reports.annexes.domain.page_layout import annex_b_pdf

        return annex_b_pdf(document)
    from reports.annexes.domain.annex_b_word import annex_b_word

    return annex_b_word(document)
