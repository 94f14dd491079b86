"""An old log is taken in: read and kept, looked at, and then entered whole, or not at all."""

from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.domain.context import Context
from engagement import queries
from engagement.actions.entering import Rows, rows_of, save_all
from engagement.domain.log_file.matching import Matched
from engagement.domain.log_file.reading import read_log
from engagement.domain.log_file.stored import kept
from engagement.domain.sides import Side, side_of
from engagement.models import LogImport
from engagement.permissions import can_log
from submissions import queries as submissions
from submissions.domain.file_names import shown_name
from submissions.domain.outcomes import Refusal
from submissions.domain.register.spreadsheets.opening import CannotRead
from submissions.queries import Asked

State = LogImport.State
MOVED_ON = Refusal("This file has been dealt with since you opened the page.")
LOOK_AT_ROWS = Refusal("Tick the box to leave out the rows that cannot be taken in, or put them right in the file.")
NOTHING_NEW = Refusal("There is nothing in this file that is not in the log already.")


@transaction.atomic
def receive(*, by: Context, exercise_id: UUID, file_name: str, data: bytes) -> LogImport | Refusal | None:
    exercise = submissions.exercise_for(by, exercise_id)
    if exercise is None or not can_log(by):
        return None
    try:
        log = read_log(data)
    except CannotRead as reason:
        return Refusal(str(reason))
    row = LogImport.objects.create(
        exercise=exercise,
        authority_id=exercise.authority_id,
        side=side_of(by),
        file_name=shown_name(file_name),
        sha256=sha256(data).hexdigest(),
        rows=kept(log.lines),
        faults=[fault.sentence for fault in log.faults],
        by_id=by.person_id,
        received_at=timezone.now(),
    )
    _record(by, row, "uploaded an old contact log")
    return row


@transaction.atomic
def confirm(*, by: Context, import_id: UUID, leave_out: bool = False) -> LogImport | Refusal | None:
    """``leave_out``: the rows that cannot be taken in, which the person has been shown."""
    found = queries.log_import_for(by, import_id)
    if found is None:
        return None
    row = LogImport.objects.select_for_update().get(id=found.id)
    if row.state != State.READY:
        return MOVED_ON
    plan = queries.plan_of(by, row)
    if (plan.faults or row.faults) and not leave_out:
        return LOOK_AT_ROWS
    if not plan.new:
        return NOTHING_NEW
    _enter(by, row, plan.new)
    row.state, row.finished_at, row.entered, row.rows, row.faults = State.DONE, timezone.now(), len(plan.new), [], []
    row.save()
    _record(by, row, "took in an old contact log")
    return row


def _enter(by: Context, row: LogImport, new: list[Matched]) -> None:
    asked = {each.id: each for each in submissions.reached(by, row.exercise_id)}
    save_all(_rows(by, row, each, asked) for each in new)


def _rows(by: Context, row: LogImport, each: Matched, asked: dict[UUID, Asked]) -> Rows:
    rows = rows_of(
        each.contacted,
        [asked[key] for key in each.contacted.participation_ids],
        side=Side(row.side),
        by_id=each.by_id or by.person_id,
        batch=row.id,
        external_id=each.external_id,
    )
    rows.contact.next_done_at = rows.contact.logged_at if each.next_is_done and rows.contact.next_on else None
    return rows


@transaction.atomic
def discard(*, by: Context, import_id: UUID) -> LogImport | None:
    row = queries.log_import_for(by, import_id)
    if row is None or row.state != State.READY:
        return None
    row.state, row.finished_at, row.rows, row.faults = State.DISCARDED, timezone.now(), [], []
    row.save()
    _record(by, row, "discarded an old contact log")
    return row


def _record(by: Context, row: LogImport, verb: str) -> None:
    audit.record(
        by=by,
        verb=verb,
        kind="log_import",
        id=row.id,
        words=row.file_name,
        authority_id=row.authority_id,
        exercise_id=row.exercise_id,
    )
