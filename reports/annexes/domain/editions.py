"""The two editions of the annexes, the kinds of documents, and the marks that each bears."""

from enum import StrEnum

NOT_FOR_PUBLICATION = "Not for publication: exact figures for the department"
HIDDEN = "[c]"


class AnnexEdition(StrEnum):
    """The exact edition for the department, approved by two; and what anybody may read, made of a release alone."""

    STATUTORY = "statutory"
    PUBLIC = "public"

    @property
    def label(self) -> str:
        return {AnnexEdition.STATUTORY: "Statutory edition", AnnexEdition.PUBLIC: "Public edition"}[self]

    @property
    def mark(self) -> str:
        """Return the words that stand on top of each sheet or page."""
        if self == AnnexEdition.STATUTORY:
            return NOT_FOR_PUBLICATION
        return "Public edition: figures are rounded and protected, and [c] stands for what is withheld"

    @property
    def short_mark(self) -> str:
        return "Not for publication" if self == AnnexEdition.STATUTORY else "Public edition"


def edition_of(for_publication: bool) -> AnnexEdition:
    return AnnexEdition.PUBLIC if for_publication else AnnexEdition.STATUTORY


class DocumentKind(StrEnum):
    ANNEX_A = "annex_a"
    ANNEX_B_WORD = "annex_b_word"
    ANNEX_B_PDF = "annex_b_pdf"
    COVERING_SHEET = "covering_sheet"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def ending(self) -> str:
        return {DocumentKind.ANNEX_A: "xlsx", DocumentKind.ANNEX_B_WORD: "docx"}.get(self, "pdf")

    @property
    def content_type(self) -> str:
        return _TYPES[self]


_LABELS = {
    DocumentKind.ANNEX_A: "Annex A, workbook (xlsx)",
    DocumentKind.ANNEX_B_WORD: "Annex B, report for Word (docx)",
    DocumentKind.ANNEX_B_PDF: "Annex B, report (pdf)",
    DocumentKind.COVERING_SHEET: "Covering sheet to be signed (pdf)",
}
_OFFICE = "application/vnd.openxmlformats-officedocument"
_TYPES = {
    DocumentKind.ANNEX_A: f"{_OFFICE}.spreadsheetml.sheet",
    DocumentKind.ANNEX_B_WORD: f"{_OFFICE}.wordprocessingml.document",
    DocumentKind.ANNEX_B_PDF: "application/pdf",
    DocumentKind.COVERING_SHEET: "application/pdf",
}


def kinds_of(edition: AnnexEdition) -> tuple[DocumentKind, ...]:
    """Return the documents of an edition: what an officer signs belongs to the statutory one alone."""
    public = edition == AnnexEdition.PUBLIC
    return tuple(kind for kind in DocumentKind if not (public and kind == DocumentKind.COVERING_SHEET))
