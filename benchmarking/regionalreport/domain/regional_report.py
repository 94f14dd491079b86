"""The regional report as a document of blocks, and as the bytes of Word and PDF: the same facts, the same bytes."""

from enum import StrEnum
from typing import Any

from benchmarking.regionalreport.domain import closing_chapters as closing
from benchmarking.regionalreport.domain import figure_chapters as figures
from benchmarking.regionalreport.domain import said_chapters as said
from benchmarking.regionalreport.domain.link_chapter import what_goes_with_what
from benchmarking.regionalreport.domain.page_of_sentences import in_a_page
from benchmarking.regionalreport.domain.region_facts import RegionFacts
from reports.annexes.domain.blocks import printable

TITLE = "Home care in the region"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CHAPTERS = (
    in_a_page, figures.who_took_part, said.what_good_means, figures.how_councils_buy, figures.what_is_paid,
    figures.quality, figures.supply_and_demand, what_goes_with_what, said.commissioners_say,
    said.providers_say, said.personalisation, closing.recommendations, closing.method_and_limits, closing.annexes,
)  # fmt: skip


class RegionalReportKind(StrEnum):
    """The file of a regional report."""

    WORD = "docx"
    PDF = "pdf"

    @property
    def content_type(self) -> str:
        return {"docx": WORD, "pdf": "application/pdf"}[self.value]


def regional_report(facts: RegionFacts) -> dict[str, Any]:
    return {
        "title": TITLE,
        "authority": printable(facts.host),
        "subtitle": printable(f"Regional report, {facts.round_name}: the week of {facts.week}"),
        "running": printable(f"{TITLE}, {facts.round_name}")[:90],
        "mark": f"Made from edition {facts.number} as it was released. Of the round no council or provider is named.",
        "short_mark": "Released figures",
        "is_exact": False,
        "blocks": [block for chapter in CHAPTERS for block in chapter(facts)],
    }


def report_bytes(kind: RegionalReportKind, facts: RegionFacts) -> bytes:
    """Return the file; what lays it out is large, and imported where one is made."""
    document = regional_report(facts)
    if kind is RegionalReportKind.PDF:
        from reports.annexes.domain.page_layout import annex_b_pdf

        return annex_b_pdf(document)
    from reports.annexes.domain.annex_b_word import annex_b_word

    return annex_b_word(document)
