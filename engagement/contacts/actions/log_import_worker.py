"""The worker of old logs: reads a file and plans, or enters what a person has confirmed."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts import queries as accounts
from accounts.actions import encryption, task_queue
from accounts.actions.advisory_lock import take_turn
from accounts.actions.outbox import post
from accounts.actions.portal_links import link_to
from accounts.domain.context import Context
from engagement import queries
from engagement.contacts.actions import log_imports
from engagement.contacts.actions.contact_rows import Rows, rows_of, save_all
from engagement.contacts.domain.log_file.import_mails import MAILS
from engagement.contacts.domain.log_file.plan import LogPlan, Matched
from engagement.contacts.domain.log_file.preview import preview_of
from engagement.contacts.domain.log_words.interpretation import Interpretation
from engagement.contacts.domain.log_words.questions_preview import beside, questions_of
from engagement.contacts.domain.log_words.raw_log import read_raw
from engagement.domain.owner_team import OwnerTeam
from engagement.models import LogImport
from register import queries as register
from register.actions.import_work import ImportWork
from register.domain.imports import ImportState
from register.domain.participation_mails import with_exercise
from register.queries import Participation
from spreadsheets.tables.any_file import UnreadableTable

# Whoever had to wait longer has gone on to something else.
TOOK_LONG = timedelta(minutes=1)
_CHANGED_MEANWHILE = "The log has changed since this was read. Look at what would be entered now, and confirm it."
_GONE = "Whoever brought this file no longer looks after this exercise, so it was not read."


def process(import_id: UUID) -> None:
    _WORK.process(import_id)


def sweep() -> int:
    return _WORK.sweep()


def _read(row: LogImport) -> None:
    def report(rows: int) -> None:
        LogImport.objects.filter(id=row.id).update(rows_read=rows)

    raw = read_raw(encryption.unseal(row.sealed), report)
    by = _whoever_brought(row)
    _WORK.leave(row, state=ImportState.READY, **_shown(by, row, *queries.interpreted(by, row, raw)))


def _apply(row: LogImport) -> None:
    """Plan again under the lock and enter exactly what was previewed, or nothing."""
    raw = read_raw(encryption.unseal(row.sealed))
    by = _whoever_brought(row)
    with transaction.atomic():
        take_turn(f"old logs of {row.exercise_id}")
        found, plan = queries.interpreted(by, row, raw)
        if found.questions or plan.sha256 != row.plan_sha256:
            _WORK.leave(row, state=ImportState.READY, **_shown(by, row, found, plan, _CHANGED_MEANWHILE))
            return
        _enter(by, row, plan.new)
        entered = {"entered": len(plan.new), "finished_at": timezone.now(), **log_imports.EMPTIED}
        _WORK.leave(row, state=ImportState.DONE, **entered)
        log_imports.record_on(None, row, "took in an old contact log")


def _whoever_brought(row: LogImport) -> Context:
    """Return the context of the person who uploaded the file, whose rights limit what it is read with.

    Raises UnreadableTable if they have left.
    """
    by = accounts.context_in(row.by_id, row.authority_id, OwnerTeam(row.side).roles)
    if by is None:
        raise UnreadableTable(_GONE)
    return by


def _shown(by: Context, row: LogImport, found: Interpretation, plan: LogPlan, words: str = "") -> dict[str, object]:
    if found.questions:
        preview = questions_of(found)
        return {"preview": preview, "plan_sha256": preview["sha256"], "words": words}
    preview = preview_of(plan, queries.place_names(by, row.exercise_id), found.names) | beside(found)
    return {"preview": preview, "plan_sha256": plan.sha256, "words": words}


def _enter(by: Context, row: LogImport, new: list[Matched]) -> None:
    asked = {each.id: each for each in register.reached(by, row.exercise_id)}
    save_all(_rows(row, each, asked) for each in new)


def _rows(row: LogImport, each: Matched, asked: dict[UUID, Participation]) -> Rows:
    rows = rows_of(
        each.contacted,
        [asked[key] for key in each.contacted.participation_ids],
        side=OwnerTeam(row.side),
        by_id=each.by_id or row.by_id,
        batch=row.id,
        external_id=each.external_id,
    )
    rows.contact.next_done_at = rows.contact.logged_at if each.next_is_done and rows.contact.next_on else None
    return rows


def _tell(import_id: UUID) -> None:
    """Tell the person by e-mail, if it took long."""
    row = LogImport.objects.select_related("by", "exercise").defer("sealed", "preview").get(id=import_id)
    mail = MAILS.get(ImportState(row.state))
    if mail and timezone.now() - (row.confirmed_at or row.received_at) > TOOK_LONG:
        link = link_to("engagement:log_import", row.exercise_id, row.id)
        mail = with_exercise(mail, row.exercise.name, row.exercise.closes_on)
        post(mail, {row.by.email: row.by.full_name}, about=row, link=link)


_WORK = ImportWork(
    LogImport, _read, _apply, lambda key: task_queue.nudge(log_imports.TAKE_IN, key), log_imports.EMPTIED, _tell
)
