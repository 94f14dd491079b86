"""What a worker does for a zip folder: takes its files out and gives each a row of its own, nothing twice."""

from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import encryption, task_queue
from register.actions.import_work import ImportWork
from register.domain.imports import ImportState
from spreadsheets.tables.any_file import UnreadableTable
from spreadsheets.zip_of_files import FileInZip, UnusableZip, files_in_zip
from submissions.intake import queries as intake
from submissions.intake.actions.intake import PROCESS_FOLDER, PROCESS_WORKBOOK
from submissions.models import IntakeFolder, IntakeWorkbook


def process(folder_id: UUID) -> None:
    _WORK.process(folder_id)


def sweep() -> int:
    return _WORK.sweep()


def _read(folder: IntakeFolder) -> None:
    try:
        files = list(files_in_zip(encryption.unseal(folder.sealed)))
    except UnusableZip as reason:
        raise UnreadableTable(str(reason)) from None
    with transaction.atomic():
        rows = [_row(folder, file) for file in files if not _has_row(folder, file)]
        done = {"state": ImportState.DONE, "finished_at": timezone.now(), "sealed": b"", "files_read": len(files)}
        _WORK.leave(folder, **done)
    for row in rows:
        if row.state == ImportState.RECEIVED:
            task_queue.nudge(PROCESS_WORKBOOK, row.id)


def _has_row(folder: IntakeFolder, file: FileInZip) -> bool:
    return IntakeWorkbook.objects.filter(folder=folder, file_name=file.name).exists()


def _row(folder: IntakeFolder, file: FileInZip) -> IntakeWorkbook:
    """Make the row of one file; what is here already, or cannot be opened, has one too, that says so."""
    digest = sha256(file.data).hexdigest()
    known = None if file.because else intake.known_as(folder.exercise_id, digest)
    words = file.because and f"It was not taken: {file.because}"
    state = ImportState.REFUSED if file.because else ImportState.DISCARDED if known else ImportState.RECEIVED
    over = state != ImportState.RECEIVED
    return IntakeWorkbook.objects.create(
        exercise_id=folder.exercise_id,
        authority_id=folder.authority_id,
        folder=folder,
        file_name=file.name,
        size=len(file.data),
        sha256=digest,
        sealed=b"" if over else encryption.seal(file.data),
        state=state,
        words=words or known or "",
        hands_in=folder.hands_in,
        received_at=timezone.now(),
        received_by_id=folder.received_by_id,
        finished_at=timezone.now() if over else None,
    )


_WORK = ImportWork(
    IntakeFolder, _read, lambda _: None, lambda key: task_queue.nudge(PROCESS_FOLDER, key), {"sealed": b""}
)
