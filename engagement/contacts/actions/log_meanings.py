"""Say what the words of an old log mean, put its rows right, and forget a meaning again."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from accounts.actions import audit, task_queue
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from engagement import queries
from engagement.contacts.actions.log_imports import MOVED_ON, TAKE_IN, record_on
from engagement.domain.owner_team import side_of
from engagement.models import LogImport, LogMeaning
from register.actions.file_words import are_choices, keep
from register.domain.imports import ImportState


@transaction.atomic
def answer(*, by: Context, import_id: UUID, plan_sha256: str, answers: Sequence[str]) -> LogImport | Refusal | None:
    """Keep what was said of each question of a file, in their order, and have the file read again with it."""
    row = queries.log_import_for(by, import_id)
    if row is None:
        return None
    asked = row.preview.get("questions", [])
    if not asked or len(answers) != len(asked) or not _again(row, plan_sha256):
        return MOVED_ON
    ids = queries.location_ids(by, row.exercise_id)
    if not are_choices(asked, answers, ids):
        transaction.set_rollback(True)
        return MOVED_ON
    scope = {"authority_id": row.authority_id, "side": side_of(by)}
    keep(LogMeaning, asked, answers, by=by, unique=("authority", "side", "kind", "word"), **scope)
    record_on(by, row, "said what the words of an old contact log mean")
    return queries.log_import_for(by, import_id)


@transaction.atomic
def put_right(
    *, by: Context, import_id: UUID, plan_sha256: str, cells: Mapping[int, str], left_out: Sequence[int]
) -> LogImport | Refusal | None:
    """Put cells of a file's faults right, by their place in the list, leave rows of others out, and read it again."""
    row = queries.log_import_for(by, import_id)
    if row is None:
        return None
    faults = row.preview.get("faults", [])
    if plan_sha256 != row.plan_sha256:
        return MOVED_ON
    right = {number: dict(given) for number, given in row.corrections.get("cells", {}).items()}
    for place, text in cells.items():
        right.setdefault(str(faults[place]["row"]), {})[faults[place]["field"]] = text
    without = sorted({*row.corrections.get("left_out", []), *(faults[place]["row"] for place in left_out)})
    if not _again(row, plan_sha256, corrections=row.corrections | {"cells": right, "left_out": without}):
        return MOVED_ON
    record_on(by, row, "put rows of an old contact log right")
    return queries.log_import_for(by, import_id)


@transaction.atomic
def ask_about_each(*, by: Context, import_id: UUID, plan_sha256: str) -> LogImport | Refusal | None:
    """Ask about each sentence of a file that was read by the words in it, with what was read as the proposal."""
    row = queries.log_import_for(by, import_id)
    if row is None:
        return None
    if plan_sha256 != row.plan_sha256 or not _again(
        row, plan_sha256, corrections=row.corrections | {"asks_each": True}
    ):
        return MOVED_ON
    record_on(by, row, "asked to be asked about each sentence of an old contact log")
    return queries.log_import_for(by, import_id)


@transaction.atomic
def forget(*, by: Context, meaning_id: UUID) -> LogMeaning | None:
    """Forget what a word means: the next file that has it is asked about. What was entered stays as it is."""
    meaning = queries.log_meaning_for(by, meaning_id)
    if meaning is None:
        return None
    audit.record_on(meaning, by=by, verb="forgot a word of old contact logs", kind="log_meaning")
    LogMeaning.objects.filter(id=meaning.id).delete()
    return meaning


def _again(row: LogImport, plan_sha256: str, **changed: object) -> bool:
    """Hand a file back to the worker; of two who answer at once, one does."""
    waiting = LogImport.objects.filter(id=row.id, state=ImportState.READY, plan_sha256=plan_sha256)
    again: dict[str, object] = {
        "claimed_at": None,
        "tries": 0,
        "words": "",
        "rows_read": 0,
        "preview": {},
        "plan_sha256": "",
    }
    if not waiting.update(state=ImportState.RECEIVED, **again, **changed):
        return False
    task_queue.nudge_when_committed(TAKE_IN, row.id)
    return True
