"""Query the progress of the work on a file."""

from uuid import UUID

from accounts.domain.context import Context
from submissions.domain.states import UploadState
from submissions.domain.upload_progress import Progress
from submissions.models import Upload
from submissions.queries.returns import upload_for


def progress_of(context: Context | None, upload_id: UUID) -> Progress | None:
    upload = upload_for(context, upload_id)
    return None if upload is None else _progress(upload)


def _progress(upload: Upload) -> Progress:
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
