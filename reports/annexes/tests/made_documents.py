"""Test support: the documents of a release, asked for on the page and made by a worker."""

from accounts.tests.pages import post, text_of
from reports.annexes.actions import document_worker, documents
from reports.annexes.domain.editions import DocumentKind
from reports.annexes.domain.report.facts import EngagementFacts
from reports.models import AnnexDocument, Release
from reports.tests.accepted_returns import Market
from submissions.tests.cast import as_worker


def make_all(market: Market, release: Release) -> list[AnnexDocument]:
    assert "are being made" in text_of(post(market.ana, "make_documents", release.id))
    for row in AnnexDocument.objects.filter(release=release):
        with as_worker():
            document_worker.make(row.id)
    return list(AnnexDocument.objects.filter(release=release))


def a_document(market: Market, release: Release) -> AnnexDocument:
    """Return Annex A of a release, made without a page."""
    found = documents.ask(by=market.ana, release_id=release.id, engagement=EngagementFacts(), received=6)
    assert isinstance(found, list), found
    document = next(row for row in found if row.kind == DocumentKind.ANNEX_A)
    document_worker.make(document.id)
    return document
