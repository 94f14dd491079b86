"""Query the progress of the work on a file, and what became of it."""

from uuid import UUID

from accounts.domain.context import Context
from costing.serialisation import answers_from
from submissions.domain.states import FileFate, FileState, UploadState
from submissions.domain.upload_progress import Progress
from submissions.domain.wrong_files import is_wrong_file
from submissions.models import Draft, Return, Upload, Version
from submissions.queries.returns import upload_for, uploads_of


def progress_of(context: Context | None, upload_id: UUID) -> Progress | None:
    upload = upload_for(context, upload_id)
    return None if upload is None else progress_from(upload)


def progress_from(upload: Upload) -> Progress:
    version, current = getattr(upload, "version", None), upload.submission.current_id
    return Progress(
        reference=upload.reference,
        file_name=upload.file_name,
        received_at=upload.received_at,
        state=UploadState(upload.state),
        station=upload.station,
        tries=upload.tries,
        version_number=version.number if version else None,
        is_current=version is not None and version.id == current,
    )


def files_of(context: Context | None, submission: Return) -> list[Upload]:
    """Return the uploads without their bytes, the newest first, each with what became of it as ``shown_state``."""
    rows = list(uploads_of(context, submission).select_related("submission__participation__location"))
    for upload in rows:
        upload.shown_state = state_of_file(upload)  # type: ignore[attr-defined]
    return rows


def state_of_file(upload: Upload) -> UploadState | FileState:
    """Return the state in a person's sense: of a file that was checked, whether it counts, and if not why."""
    version: Version | None = getattr(upload, "version", None)
    if version is None:
        return UploadState(upload.state)
    if not version.form_service:
        return FileState.UNREADABLE
    fate, current = fate_of(version), upload.submission.current
    if fate == FileFate.KEPT and current is not None and current.number > version.number:
        return FileState.REPLACED
    return _SHOWN[fate]


_SHOWN: dict[FileFate, UploadState | FileState] = {
    FileFate.COUNTS: UploadState.DONE,
    FileFate.WAITS: FileState.TO_CHOOSE,
    FileFate.REFUSED: FileState.NOT_TAKEN,
    FileFate.KEPT: FileState.KEPT,
}


def fate_of(version: Version) -> FileFate:
    submission = version.submission
    if submission.current_id == version.id:
        return FileFate.COUNTS
    if Draft.objects.filter(submission=submission, offered=version).exists():
        return FileFate.WAITS
    answers = answers_from(version.form_service, version.form_version, version.answers)
    is_wrong = is_wrong_file(answers, submission.participation.location.cqc_location_id)
    return FileFate.REFUSED if is_wrong else FileFate.KEPT
