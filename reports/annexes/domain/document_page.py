"""The documents of a release as the rows of a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from reports.annexes.domain.editions import DocumentKind, edition_of
from reports.domain.document_states import DocumentState


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document; ``sha256`` is blank until it is made."""

    id: UUID
    label: str
    edition: str
    state: DocumentState
    size: str
    sha256: str
    made_at: datetime | None
    release_number: int

    @property
    def is_made(self) -> bool:
        return self.state == DocumentState.MADE

    @property
    def is_under_way(self) -> bool:
        return self.state.is_under_way

    @property
    def has_failed(self) -> bool:
        return self.state == DocumentState.FAILED


def document_page(rows: Iterable[Any]) -> list[DocumentLine]:
    return [
        DocumentLine(
            id=row.id,
            label=DocumentKind(row.kind).label,
            edition=edition_of(row.for_publication).label,
            state=DocumentState(row.state),
            size=_size(row.size),
            sha256=row.sha256,
            made_at=row.finished_at,
            release_number=row.release.number,
        )
        for row in rows
    ]


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(size // 1000, 1)} kB"
