"""Ask for the documents of a release, open them, and make them again to compare."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.actions import audit, task_queue
from accounts.actions.encryption import seal, unseal
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from reports import queries
from reports.actions.exercise_lock import take_turn
from reports.annexes.domain.annex_a import annex_a
from reports.annexes.domain.editions import DocumentKind, edition_of, kinds_of
from reports.annexes.domain.renderings import layout_of, rendered, report_source, workbook_source
from reports.annexes.domain.report.annex_b import annex_b
from reports.annexes.domain.report.covering_sheet import covering_sheet
from reports.annexes.domain.report.facts import EngagementFacts, ReportFacts
from reports.annexes.queries.document_facts import facts_of
from reports.annexes.queries.documents import document_for, documents_of
from reports.domain.document_states import DocumentState
from reports.models import AnnexDocument, Release
from reports.permissions import why_no_documents

MAKE_DOCUMENT = "reports.tasks.make_document"
_NAMES = {DocumentKind.ANNEX_A: "annex a", DocumentKind.COVERING_SHEET: "covering sheet"}


@dataclass(frozen=True)
class OpenedDocument:
    name: str
    content_type: str
    data: bytes


@dataclass(frozen=True)
class ComparedDocument:
    """What came of making a document again: whether its bytes are the same, and whether the programs still are."""

    is_the_same: bool
    same_programs: bool


@transaction.atomic
def ask(
    *, by: Context, release_id: UUID, engagement: EngagementFacts, received: int
) -> list[AnnexDocument] | Refusal | None:
    """Freeze what the documents of a release print, and leave the making to a worker; None if it is not the asker's.

    Asked for again, those that were not made are tried anew, of the same frozen source.
    """
    release = queries.release_for(by, release_id)
    if release is None:
        return None
    take_turn(release.exercise_id)
    because = why_no_documents(by, release)
    if because:
        return Refusal(because)
    found = list(documents_of(by, release))
    if not found:
        facts = facts_of(by, release, engagement, received)
        if facts is None:
            return Refusal("The form of this release is no longer known; no document can be made of it.")
        sources = _sources(facts)
        found = [_received(by, release, kind, sources[kind]) for kind in kinds_of(facts.figures.edition)]
        _record(by, release, "asked for the documents of a release")
    failed = [row for row in found if row.state == DocumentState.FAILED]
    AnnexDocument.objects.filter(id__in=[row.id for row in failed]).update(
        state=DocumentState.RECEIVED, tries=0, received_at=timezone.now()
    )
    for row in found:
        if row.state != DocumentState.MADE:
            task_queue.nudge_when_committed(MAKE_DOCUMENT, row.id)
    return found


def _sources(facts: ReportFacts) -> dict[DocumentKind, bytes]:
    """Return all that each document prints, written down."""
    report = report_source(annex_b(facts))
    title = f"Annex A: {facts.figures.exercise}"
    return {
        DocumentKind.ANNEX_A: workbook_source(title, annex_a(facts.figures)),
        DocumentKind.ANNEX_B_WORD: report,
        DocumentKind.ANNEX_B_PDF: report,
        DocumentKind.COVERING_SHEET: report_source(covering_sheet(facts)),
    }


def _received(by: Context, release: Release, kind: DocumentKind, source: bytes) -> AnnexDocument:
    return AnnexDocument.objects.create(
        release=release,
        exercise_id=release.exercise_id,
        authority_id=release.authority_id,
        for_publication=release.for_publication,
        kind=kind.value,
        source=seal(source),
        received_at=timezone.now(),
        received_by_id=by.person_id,
    )


@transaction.atomic
def open_document(*, by: Context, document_id: UUID) -> OpenedDocument | None:
    """Return the file; each download is an event of the audit trail. None if it is not the asker's, or not made."""
    row = document_for(by, document_id)
    if row is None or row.state != DocumentState.MADE:
        return None
    _record(by, row.release, "downloaded a document", row)
    kind = DocumentKind(row.kind)
    return OpenedDocument(f"{_name(row)}.{kind.ending}", kind.content_type, unseal(row.sealed))


@transaction.atomic
def make_again(*, by: Context, document_id: UUID) -> ComparedDocument | Refusal | None:
    """Make a document again of its frozen source, and compare the bytes; nothing is changed."""
    row = document_for(by, document_id)
    if row is None or why_no_documents(by, row.release, is_again=True):
        return None
    if row.state != DocumentState.MADE:
        return Refusal("This document is not made yet.")
    kind = DocumentKind(row.kind)
    digest = sha256(rendered(kind, unseal(row.source))).hexdigest()
    _record(by, row.release, "made a document again", row)
    return ComparedDocument(digest == row.sha256, layout_of(kind) == row.layout)


def _name(row: AnnexDocument) -> str:
    annex = _NAMES.get(DocumentKind(row.kind), "annex b")
    edition = edition_of(row.for_publication).value
    return slugify(f"{annex} {row.exercise.name} {edition} release {row.release.number}")


def _record(by: Context, release: Release, verb: str, row: AnnexDocument | None = None) -> None:
    which = f"{DocumentKind(row.kind).label}, " if row else ""
    words = f"{which}{edition_of(release.for_publication).label.lower()}, release {release.number}"
    audit.record_on(release, by=by, verb=verb, kind="document", id=row.id if row else release.id, words=words)
