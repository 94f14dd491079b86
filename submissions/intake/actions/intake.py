"""Take workbooks in for the team: a file or a folder is received, its location chosen, its mapping confirmed."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit, encryption, task_queue
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costing.foreign.grid import Grid
from costing.foreign.layouts import layout_of
from costing.foreign.rules import rules_document, rules_from
from costing.forms import CURRENT
from register import queries as register
from register.domain.imports import ImportState
from register.queries import Exercise
from spreadsheets import limits
from spreadsheets.file_names import shown_name
from spreadsheets.zip_of_files import FOLDER_BYTES
from submissions import queries
from submissions.actions.draft_access import cannot_save
from submissions.actions.uploads import SAME_CLICK
from submissions.domain.results import OpenedFile
from submissions.intake import queries as intake
from submissions.intake.actions.mapping_page import proposal_of
from submissions.intake.domain.waiting_for import WaitingFor
from submissions.models import IntakeFolder, IntakeWorkbook, RememberedLayout
from submissions.permissions import can_take_in

PROCESS_WORKBOOK = "submissions.tasks.process_intake_workbook"
PROCESS_FOLDER = "submissions.tasks.process_intake_folder"
_NOT_ALLOWED = Refusal("Only analysts of this authority take workbooks in.")
_MOVED_ON = Refusal("This workbook has moved on since you opened the page. Here is where it stands.")


@transaction.atomic
def receive(
    *, by: Context, exercise_id: UUID, file_name: str, data: bytes, participation_id: UUID | None = None,
    hands_in: bool = False,
) -> IntakeWorkbook | Refusal:  # fmt: skip
    """Keep a workbook, sealed; a worker looks what it is."""
    exercise = register.exercise_for(by, exercise_id)
    if exercise is None or not can_take_in(by, exercise):
        return _NOT_ALLOWED
    participation = queries.participation_for(by, participation_id) if participation_id else None
    if participation_id and (participation is None or participation.exercise_id != exercise.id):
        return Refusal("This location is not asked in this exercise.")
    refusal = _size(data, limits.FILE_BYTES, "10 MB") or intake.already_here(by, exercise, sha256(data).hexdigest())
    if refusal:
        return refusal
    row = IntakeWorkbook.objects.create(
        **_file(by, exercise, shown_name(file_name), data), participation=participation, hands_in=hands_in
    )
    record_on(by, "took a workbook in", row)
    task_queue.nudge_when_committed(PROCESS_WORKBOOK, row.id)
    return row


@transaction.atomic
def send_as_it_is(*, by: Context, participation_id: UUID, file_name: str, data: bytes) -> IntakeWorkbook | Refusal:
    """Keep a provider's workbook of another layout, which the team maps; its provider sees what came of it."""
    participation = queries.participation_for(by, participation_id)
    if participation is None or not by.is_provider:
        return Refusal("This location is not one of yours.")
    refusal = cannot_save(participation) or _size(data, limits.FILE_BYTES, "10 MB")
    if refusal:
        return refusal
    row = IntakeWorkbook.objects.create(
        **_file(by, participation.exercise, shown_name(file_name), data),
        participation=participation,
        provider_id=participation.provider_id,
    )
    record_on(by, "sent a workbook of another layout", row)
    task_queue.nudge_when_committed(PROCESS_WORKBOOK, row.id)
    return row


@transaction.atomic
def receive_folder(
    *, by: Context, exercise_id: UUID, file_name: str, data: bytes, chosen: Mapping[str, str] | None = None,
    hands_in: bool = False,
) -> IntakeFolder | Refusal:  # fmt: skip
    """Keep a zip folder, sealed, until a worker has taken its files out."""
    exercise = register.exercise_for(by, exercise_id)
    if exercise is None or not can_take_in(by, exercise):
        return _NOT_ALLOWED
    refusal = _size(data, FOLDER_BYTES, "100 MB")
    if refusal:
        return refusal
    same = intake.folders(by, exercise).filter(sha256=sha256(data).hexdigest(), received_at__gt=_a_click_ago()).first()
    if same is not None:
        return same
    row = IntakeFolder.objects.create(
        **_file(by, exercise, shown_name(file_name), data), chosen=dict(chosen or {}), hands_in=hands_in
    )
    record_on(by, "took a folder of workbooks in", row)
    task_queue.nudge_when_committed(PROCESS_FOLDER, row.id)
    return row


def _a_click_ago() -> datetime:
    return timezone.now() - SAME_CLICK


def _size(data: bytes, most: int, words: str) -> Refusal | None:
    if not data:
        return Refusal("This file is empty.")
    return Refusal(f"This file is too large. We can read up to {words}.") if len(data) > most else None


def _file(by: Context, exercise: Exercise, name: str, data: bytes) -> dict[str, Any]:
    return {
        "exercise_id": exercise.id,
        "authority_id": exercise.authority_id,
        "file_name": name,
        "size": len(data),
        "sha256": sha256(data).hexdigest(),
        "sealed": encryption.seal(data),
        "received_at": timezone.now(),
        "received_by_id": by.person_id,
    }


@transaction.atomic
def choose_location(*, by: Context, workbook_id: UUID, participation_id: UUID) -> IntakeWorkbook | Refusal:
    """Say whose workbook it is; it is looked at anew, as another location may have another mapping."""
    row = intake.workbook_for(by, workbook_id)
    participation = queries.participation_for(by, participation_id)
    if row is None or not can_take_in(by, row.exercise):
        return _NOT_ALLOWED
    if participation is None or participation.exercise_id != row.exercise_id:
        return Refusal("Choose a location that is asked in this exercise.")
    again = {"state": ImportState.RECEIVED, "waiting_for": "", "words": "", "tries": 0, "claimed_at": None}
    waits = IntakeWorkbook.objects.filter(id=row.id, state__in=[ImportState.READY, ImportState.REFUSED])
    if not waits.update(participation=participation, finished_at=None, **again):
        return _MOVED_ON
    record_on(by, "chose the location of a workbook", row)
    task_queue.nudge_when_committed(PROCESS_WORKBOOK, row.id)
    return row


@transaction.atomic
def confirm(
    *, by: Context, workbook_id: UUID, chosen: Mapping[str, int], by_hand: Mapping[str, str], seen: str, name: str
) -> IntakeWorkbook | Refusal:
    """Confirm a mapping: ``chosen`` settles its doubts, ``by_hand`` gives cells (Sheet!B5) or values (=0) by question.

    ``seen`` is the digest of the proposal that the person looked at. The layout is remembered by ``name``.
    """
    row = intake.workbook_for(by, workbook_id)
    if row is None or not can_take_in(by, row.exercise):
        return _NOT_ALLOWED
    if row.state != ImportState.READY or row.waiting_for != WaitingFor.MAPPING or row.participation is None:
        return _MOVED_ON
    page = proposal_of(row)
    if page is None or page.seen != seen:
        return _MOVED_ON
    open_doubts = page.proposal.unsettled(chosen)
    if open_doubts:
        return Refusal(f"Choose an answer to “{open_doubts[0].asks}”")
    rules = page.with_hand(chosen, by_hand)
    if isinstance(rules, Refusal):
        return rules
    layout = _remembered(by, row, page.grid, rules_document(rules), name)
    changed = IntakeWorkbook.objects.filter(id=row.id, state=ImportState.READY).update(
        state=ImportState.CONFIRMED, waiting_for="", mapping=rules_document(rules), layout=layout, tries=0,
        claimed_at=None, words="", confirmations=page.proposal.confirmations,
    )  # fmt: skip
    if not changed:
        return _MOVED_ON
    record_on(by, "confirmed a mapping", row)
    task_queue.nudge_when_committed(PROCESS_WORKBOOK, row.id)
    return row


def _remembered(
    by: Context, row: IntakeWorkbook, grid: Grid, rules: list[dict[str, Any]], name: str
) -> RememberedLayout:
    """Remember the layout for the next workbook; the same layout with other rules replaces the older one."""
    learnt, form = layout_of(grid, rules_from(rules)), CURRENT[row.exercise.service]
    layout, _ = RememberedLayout.objects.update_or_create(
        authority_id=row.authority_id,
        service=form.service,
        form_version=form.version,
        fingerprint=learnt.fingerprint,
        forgotten_at=None,
        defaults={
            "name": " ".join(name.split())[:200] or row.file_name,
            "document": learnt.document(),
            "made_by_id": by.person_id,
            "confirmed_at": timezone.now(),
        },
    )
    return layout


@transaction.atomic
def discard(*, by: Context, workbook_id: UUID) -> bool:
    """Discard a workbook that waits; its file is kept no longer. False if it does not wait for anybody."""
    row = intake.workbook_for(by, workbook_id)
    if row is None or not can_take_in(by, row.exercise):
        return False
    waits = IntakeWorkbook.objects.filter(id=row.id, state__in=[ImportState.READY, ImportState.REFUSED])
    if not waits.update(state=ImportState.DISCARDED, finished_at=timezone.now(), waiting_for="", sealed=b""):
        return False
    record_on(by, "discarded a workbook", row)
    return True


@transaction.atomic
def open_file(*, by: Context, workbook_id: UUID) -> OpenedFile | None:
    """Return a workbook that waits, as it came, for the team; None for others, and once it is kept no longer."""
    row = intake.workbook_for(by, workbook_id)
    if row is None or not row.sealed:
        return None
    record_on(by, "opened a file", row)
    return OpenedFile(row.file_name.rpartition("/")[2], encryption.unseal(row.sealed))


def record_on(by: Context | None, verb: str, row: IntakeWorkbook | IntakeFolder) -> None:
    audit.record_on(row, by=by, verb=verb, kind="intake", words=row.file_name)
