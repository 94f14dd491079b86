"""The documents of a published release as files for everybody: opened as they were made, and nobody is asked who."""

from functools import partial

from accounts.actions.encryption import unseal
from reports.annexes.domain.editions import DocumentKind
from reports.annexes.queries.documents import public_documents_of
from reports.models import AnnexDocument, Release
from reports.publication.domain.open_files import OpenFile

_STEMS = {DocumentKind.ANNEX_A: "annex-a"}


def published_documents(release: Release) -> dict[str, OpenFile]:
    """Return each by its name; none is opened before it is asked for."""
    files = (_file(row) for row in public_documents_of(release))
    return {file.name: file for file in files}


def _file(row: AnnexDocument) -> OpenFile:
    kind = DocumentKind(row.kind)
    name = f"{_STEMS.get(kind, 'annex-b')}.{kind.ending}"
    return OpenFile(name, kind.label, kind.content_type, partial(_opened, row), row.finished_at)


def _opened(row: AnnexDocument) -> bytes:
    return unseal(row.sealed)
