"""Import a file into the register: a person uploads it, looks at what it would change, and confirms or discards it."""

from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit, encryption, task_queue
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from register import queries
from register.domain.imports import ImportKind, ImportState
from register.models import RegisterImport
from register.permissions import can_administer_register
from spreadsheets.file_names import shown_name
from spreadsheets.tables import limits

PROCESS_IMPORT = "register.tasks.process_import"
EMPTIED = {"sealed": b""}


@transaction.atomic
def receive(
    *,
    by: Context,
    kind: ImportKind,
    file_name: str,
    data: bytes,
    authority_id: UUID | None = None,
    exercise_id: UUID | None = None,
) -> RegisterImport | Refusal:
    """Keep an uploaded file, sealed, until its import is over. A worker reads it, as a directory takes a while."""
    if not can_administer_register(by):
        return Refusal("Only administrators import into the register.")
    if not data or len(data) > limits.FILE_BYTES:
        return Refusal("This file is empty." if not data else "This file is too large. We can read up to 100 MB.")
    row = RegisterImport.objects.create(
        kind=kind.value,
        authority_id=authority_id,
        exercise_id=exercise_id,
        file_name=shown_name(file_name),
        size=len(data),
        sha256=sha256(data).hexdigest(),
        sealed=encryption.seal(data),
        received_at=timezone.now(),
        received_by_id=by.person_id,
    )
    record_on(by, "uploaded a file for the register", row)
    transaction.on_commit(lambda: nudge(row.id))
    return row


@transaction.atomic
def confirm(*, by: Context, import_id: UUID, plan_sha256: str, drops_many: bool = False) -> RegisterImport | Refusal:
    """Confirm the import that the person previewed.

    ``plan_sha256`` is the preview's; ``drops_many`` says that the person agrees to many locations being dropped.
    """
    row = queries.import_for(by, import_id)
    if row is None:
        return Refusal("This import is not known.")
    if row.preview.get("drops_many") and not drops_many:
        return Refusal("Tick the box if it is right that so many locations are no longer listed.")
    confirmed = RegisterImport.objects.filter(
        id=row.id, state=ImportState.READY, plan_sha256=plan_sha256, preview__is_empty=False
    ).update(state=ImportState.CONFIRMED, tries=0, claimed_at=None, words="")
    if not confirmed:
        return Refusal("This import has moved on since you opened the page. Here is where it stands.")
    record_on(by, "confirmed an import", row)
    transaction.on_commit(lambda: nudge(row.id))
    return row


@transaction.atomic
def discard(*, by: Context, import_id: UUID) -> bool:
    """Discard an import and its file; return False if it is not waiting for anybody."""
    row = queries.import_for(by, import_id)
    waiting = RegisterImport.objects.filter(id=import_id, state=ImportState.READY)
    if row is None or not waiting.update(state=ImportState.DISCARDED, finished_at=timezone.now(), **EMPTIED):
        return False
    record_on(by, "discarded an import", row)
    return True


def nudge(import_id: UUID) -> None:
    """Nudge a worker about an import; if the broker is down, the sweeper finds the row."""
    task_queue.nudge(PROCESS_IMPORT, import_id)


def record_on(by: Context | None, verb: str, row: RegisterImport) -> None:
    audit.record(
        by=by,
        verb=verb,
        kind="import",
        id=row.id,
        words=row.file_name,
        authority_id=row.authority_id or (row.exercise.authority_id if row.exercise else None),
        exercise_id=row.exercise_id,
    )
