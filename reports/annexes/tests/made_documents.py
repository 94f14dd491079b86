"""Test support: the documents of a release, asked for on the page and made by a worker."""

from accounts.tests.pages import post, text_of
from reports.annexes.actions import document_worker
from reports.models import AnnexDocument, Release
from reports.tests.accepted_returns import Market
from submissions.tests.cast import as_worker


def make_all(market: Market, release: Release) -> list[AnnexDocument]:
    assert "are being made" in text_of(post(market.ana, "make_documents", release.id))
    for row in AnnexDocument.objects.filter(release=release):
        with as_worker():
            document_worker.make(row.id)
    return list(AnnexDocument.objects.filter(release=release))
