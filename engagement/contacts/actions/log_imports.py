"""Import an old log: a person uploads it, previews what a worker has read, and enters it whole, or discards it."""

from hashlib import sha256
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit, encryption, task_queue
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from engagement import queries
from engagement.contacts.domain.log_file.reader import FILE_BYTES
from engagement.domain.owner_team import side_of
from engagement.models import LogImport
from engagement.permissions import can_log
from register import queries as register
from register.domain.imports import ImportState
from spreadsheets.file_names import shown_name

TAKE_IN = "engagement.tasks.take_in_log"
EMPTIED: dict[str, object] = {"sealed": b"", "preview": {}, "corrections": {}}

EMPTY = Refusal("This file is empty.")
TOO_LARGE = Refusal("This file is too large. We can read up to 10 MB.")
MOVED_ON = Refusal("This file has moved on since you opened the page. Here is where it stands.")
LOOK_AT_ROWS = Refusal("Tick the box to leave out the rows that cannot be taken in, or put them right in the file.")
NOTHING_NEW = Refusal("There is nothing in this file that is not in the log already.")


@transaction.atomic
def receive(
    *, by: Context, exercise_id: UUID, file_name: str, data: bytes, key: UUID | None = None
) -> LogImport | Refusal | None:
    """Keep an uploaded log, sealed, until its import is over; a worker reads it. The page's ``key`` makes it once."""
    exercise = register.exercise_for(by, exercise_id)
    if exercise is None or not can_log(by):
        return None
    if not data or len(data) > FILE_BYTES:
        return TOO_LARGE if data else EMPTY
    digest = sha256(data).hexdigest()
    own = uuid5(key, digest) if key else uuid4()
    already = made_before(LogImport.objects.filter(by_id=by.person_id), own)
    if already is not None:
        return already
    row = LogImport.objects.create(
        id=own,
        exercise=exercise,
        authority_id=exercise.authority_id,
        side=side_of(by),
        file_name=shown_name(file_name),
        sha256=digest,
        sealed=encryption.seal(data),
        by_id=by.person_id,
        received_at=timezone.now(),
    )
    record_on(by, row, "uploaded an old contact log")
    task_queue.nudge_when_committed(TAKE_IN, row.id)
    return row


@transaction.atomic
def confirm(*, by: Context, import_id: UUID, plan_sha256: str, leave_out: bool = False) -> LogImport | Refusal | None:
    """Confirm an import. ``plan_sha256`` is the previewed plan's; ``leave_out`` agrees to drop unreadable rows."""
    row = queries.log_import_for(by, import_id)
    if row is None:
        return None
    is_asked = bool(row.preview.get("questions"))
    if row.state != ImportState.READY or row.plan_sha256 != plan_sha256 or is_asked:
        return MOVED_ON
    if row.preview["fault_count"] and not leave_out:
        return LOOK_AT_ROWS
    if not row.preview["new"]:
        return NOTHING_NEW
    waiting = LogImport.objects.filter(id=row.id, state=ImportState.READY, plan_sha256=plan_sha256)
    now = {"confirmed_at": timezone.now(), "claimed_at": None, "tries": 0, "words": ""}
    if not waiting.update(state=ImportState.CONFIRMED, **now):
        return MOVED_ON
    record_on(by, row, "confirmed an old contact log")
    task_queue.nudge_when_committed(TAKE_IN, row.id)
    return queries.log_import_for(by, import_id)


@transaction.atomic
def discard(*, by: Context, import_id: UUID) -> LogImport | None:
    """Discard an import; None if it is not waiting for anybody."""
    row = queries.log_import_for(by, import_id)
    waiting = LogImport.objects.filter(id=import_id, state=ImportState.READY)
    if row is None or not waiting.update(state=ImportState.DISCARDED, finished_at=timezone.now(), **EMPTIED):
        return None
    record_on(by, row, "discarded an old contact log")
    return row


def record_on(by: Context | None, row: LogImport, verb: str) -> None:
    audit.record_on(row, by=by, verb=verb, kind="log_import", words=row.file_name)
