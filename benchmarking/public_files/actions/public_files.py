"""Take a public file in: read it, let a person look at what it says, and keep its figures as rows."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.actions.held_rows import held
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from benchmarking.models import PublicFigure, PublicFile
from benchmarking.permissions import can_load_public_files
from benchmarking.public_files import queries
from benchmarking.public_files.domain.council_book import CouncilBook
from benchmarking.public_files.domain.file_preview import notes_on, preview_of
from benchmarking.public_files.domain.file_states import FigureSource, PublicFileState
from benchmarking.public_files.domain.public_figures import PublicFigureRead, PublicFileRead, figure_from
from benchmarking.public_files.domain.public_file_reader import read_public_file
from benchmarking.public_files.domain.public_measures import ASC_FR_DERIVED
from benchmarking.returns.domain.storable_text import storable
from costing.figure_words import day_in_words
from register import queries as register
from spreadsheets.dates import date_from_text
from spreadsheets.tables.any_file import UnreadableTable

KIND = "public file"
MOST_WAITING, AT_ONCE = 50, 2_000
NO_OFFICE = Refusal("Public files are loaded by a programme office. Your role is bound to a council.")
CROWDED = Refusal(f"{MOST_WAITING} files wait to be confirmed. Confirm or discard some of them first.")
SETTLED = Refusal("Somebody has kept, discarded or set aside this file meanwhile. Look at it again.")
OVERTAKEN = Refusal(
    "Other figures were kept after you sent this file, so there is more to know of it. Look at it again, then keep it."
)
SAME = "This file is the one of {}, byte for byte. Nothing changed."


@dataclass(frozen=True, slots=True)
class SentPublicFile:
    """A file as it was sent; ``period`` is the year that a person said of it, for one that says none itself."""

    name: str
    data: bytes
    period: str = ""


@transaction.atomic
def read(*, by: Context, sent: SentPublicFile) -> PublicFile | Refusal | None:
    """Read a file and keep what it would bring, to be confirmed; one that is kept already is told."""
    if not can_load_public_files(by):
        return None
    if register.programme_office(by.own_authority) is None:
        return NO_OFFICE
    take_turn("public files")
    digest = sha256(sent.data).hexdigest()
    if known := queries.kept_file(digest):
        return Refusal(SAME.format(day_in_words(known.as_of)))
    waiting = queries.files_for(by).filter(host_authority_id=by.own_authority, state=PublicFileState.READ)
    if found := waiting.filter(sha256=digest).first():
        return found
    if waiting.count() >= MOST_WAITING:
        return CROWDED
    name = storable(sent.name)[:200] or "file"
    try:
        told = read_public_file(sent.data, name, CouncilBook(queries.councils_met().items()), sent.period)
    except UnreadableTable as trouble:
        return Refusal(str(trouble))
    row = PublicFile.objects.create(
        id=uuid4(), host_authority_id=by.own_authority, source=told.source.value, file_name=name, size=len(sent.data),
        sha256=digest, as_of=_day(told) or timezone.localdate(), is_dated=_day(told) is not None,
        preview=_preview(told.source.value, told), pending=[one.as_json for one in told.figures],
        sent_at=timezone.now(), sent_by_id=by.person_id,
    )  # fmt: skip
    audit.record(by=by, verb="public_file.read", kind=KIND, id=row.id, words=row.file_name)
    return row


def _day(told: PublicFileRead) -> date | None:
    """Return the day on which a file says that it was published; one to come is none."""
    day = date_from_text(told.published)
    return day if day is not None and day <= timezone.localdate() else None


def _preview(source: str, told: PublicFileRead) -> dict[str, object]:
    return preview_of(told, queries.expected_councils(source), queries.standing_figures(told.figures))


@transaction.atomic
def keep(*, by: Context, file_id: UUID) -> PublicFile | Refusal | None:
    """Keep a file that a person has looked at: each of its figures becomes a row, and nothing is overwritten."""
    row = _waiting(by, file_id)
    if not isinstance(row, PublicFile):
        return row
    if known := queries.kept_file(row.sha256):
        return Refusal(SAME.format(day_in_words(known.as_of)))
    figures = [figure_from(one) for one in row.pending]
    stands, expected = queries.standing_figures(figures), queries.expected_councils(row.source)
    notes = notes_on(figures, row.preview["totals"], expected, stands)
    if notes != row.preview["notes"]:
        row.preview = row.preview | {"notes": notes}
        row.save(update_fields=["preview"])
        return OVERTAKEN
    PublicFigure.objects.bulk_create((_figure(by, row, one) for one in figures), AT_ONCE)
    _settle(by, row, PublicFileState.KEPT)
    audit.record(
        by=by, verb="public_file.loaded", kind=KIND, id=row.id, words=f"{row.file_name}: {len(figures):,} rows"
    )
    return row


def _figure(by: Context, row: PublicFile, one: PublicFigureRead) -> PublicFigure:
    source = FigureSource.DERIVED if one.measure in ASC_FR_DERIVED.values() else FigureSource.PUBLIC_FILE
    return PublicFigure(
        host_authority_id=row.host_authority_id, file_id=row.id, source_kind=source.value,
        measure=one.measure, label=one.label, unit=one.unit, kind=one.kind, ons_code=one.ons_code, council=one.council,
        level=one.level, period=one.period, standing=one.standing, value=one.value, note=one.note,
        sheet=one.sheet, row_number=one.row,
        as_of=row.as_of, entered_at=timezone.now(), entered_by_id=by.person_id,
    )  # fmt: skip


@transaction.atomic
def discard(*, by: Context, file_id: UUID) -> PublicFile | Refusal | None:
    """Discard a file that was read; nothing of it counts."""
    row = _waiting(by, file_id)
    if not isinstance(row, PublicFile):
        return row
    _settle(by, row, PublicFileState.DISCARDED)
    audit.record(by=by, verb="public_file.discarded", kind=KIND, id=row.id, words=row.file_name)
    return row


@transaction.atomic
def set_aside(*, by: Context, file_id: UUID) -> PublicFile | Refusal | None:
    """Set a kept file aside, as the wrong one: its figures stay and count no more; it may be sent again."""
    row = _held(by, file_id)
    if row is None:
        return None
    if row.state != PublicFileState.KEPT:
        return SETTLED
    _settle(by, row, PublicFileState.SET_ASIDE)
    audit.record(by=by, verb="public_file.set_aside", kind=KIND, id=row.id, words=row.file_name)
    return row


def _held(by: Context, file_id: UUID) -> PublicFile | None:
    """Return a file of the asker's office, held until the commit."""
    if not can_load_public_files(by):
        return None
    take_turn("public files")
    return held(queries.files_for(by).filter(host_authority_id=by.own_authority), file_id)


def _waiting(by: Context, file_id: UUID) -> PublicFile | Refusal | None:
    """Return a file of the asker's office that waits for a person."""
    row = _held(by, file_id)
    return SETTLED if row is not None and row.state != PublicFileState.READ else row


def _settle(by: Context, row: PublicFile, state: PublicFileState) -> None:
    row.state, row.pending = state.value, []
    row.settled_at, row.settled_by_id = timezone.now(), by.person_id
    row.save(update_fields=["state", "pending", "settled_at", "settled_by"])
