"""Receive files: bytes, row and audit event are one commit, and a receipt says that they are kept."""

from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import encryption, task_queue
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.kept_rows import FIRST_ID, KeptRows
from costing.figure_words import moment_in_words
from costing.reader.raw_return import RawReturn
from register.queries import Participation
from spreadsheets import limits
from spreadsheets.file_names import shown_name
from submissions import queries
from submissions.actions import references
from submissions.actions.claimed_uploads import PROCESS_UPLOAD
from submissions.actions.draft_access import locked_return, number_after, unfit
from submissions.actions.kept_reading import sealed_reading
from submissions.actions.return_audit import record_on
from submissions.domain import return_refusals
from submissions.domain.results import OpenedFile, Receipt
from submissions.domain.states import Move, ReturnState, UploadState
from submissions.models import Return, Upload

# Within it the same bytes are a double click.
SAME_CLICK = timedelta(minutes=1)
_NEWEST: KeptRows[Upload] = KeptRows(
    lambda return_id: Upload.objects.filter(submission_id=return_id).defer("sealed", "reading")[:1], FIRST_ID
)


def receive(
    *,
    by: Context,
    participation_id: UUID,
    file_name: str,
    data: bytes,
    reading: RawReturn | None = None,
    place: Participation | None = None,
) -> Receipt | Refusal:
    """Receive a file, with what was read of it already, for a ``place`` that this request has just looked up.

    The moment at which this begins is the time of receipt, and decides whether the exercise was open.
    """
    received_at = timezone.now()
    participation = place if _is_theirs(by, place, participation_id) else queries.place_of(by, participation_id)
    if participation is None or not by.is_provider:
        return Refusal("This location is not one of yours.")
    refusal = unfit(participation, timezone.localdate(received_at)) or return_refusals.too_large(
        len(data), limits.FILE_BYTES
    )
    return refusal or _received(by, participation, shown_name(file_name), data, received_at, reading)


def _is_theirs(by: Context, place: Participation | None, participation_id: UUID) -> bool:
    return place is not None and place.id == participation_id and by.is_provider and place.provider_id == by.provider_id


@transaction.atomic
def _received(
    by: Context,
    participation: Participation,
    name: str,
    data: bytes,
    received_at: datetime,
    reading: RawReturn | None,
) -> Receipt | Refusal:
    submission = locked_return(participation, received_at)
    refusal = return_refusals.forbidden(ReturnState(submission.state), Move.SAVE)
    if refusal:
        return refusal
    newest = _NEWEST.one(submission.id)
    if newest and _is_same_click(newest, data, received_at):
        newest.submission = submission
        return _receipt(newest, is_repeat=True, notice=_same_file(newest, by))
    number = number_after(newest.number if newest else 0, submission)
    upload = _kept(by, submission, number, name, data, received_at, reading)
    return _receipt(upload, notice=_replaces(newest, by))


def _is_same_click(newest: Upload, data: bytes, now: datetime) -> bool:
    if newest.state == UploadState.FAILED or now - newest.received_at > SAME_CLICK:
        return False
    return newest.sha256 == sha256(data).hexdigest()


def _kept(
    by: Context, submission: Return, number: int, name: str, data: bytes, now: datetime, reading: RawReturn | None
) -> Upload:
    upload = Upload(
        submission=submission,
        exercise_id=submission.exercise_id,
        authority_id=submission.authority_id,
        provider_id=submission.provider_id,
        number=number,
        file_name=name,
        size=len(data),
        sha256=sha256(data).hexdigest(),
        sealed=encryption.seal(data),
        reading=sealed_reading(reading),
        received_at=now,
        received_by_id=by.person_id,
    )
    references.save_with_reference(upload)
    Return.objects.filter(id=submission.id).update(state=ReturnState.IN_PROGRESS, changed_at=now)
    record_on(submission, by=by, verb="uploaded a file", words=f"{upload.reference}, version {upload.number}")
    task_queue.nudge_when_committed(PROCESS_UPLOAD, upload.id)
    return upload


def _same_file(newest: Upload, by: Context) -> str:
    if newest.received_by_id == by.person_id:
        return "We already had this file, so this is its receipt."
    return f"{newest.received_by.full_name} sent the same file at {_when(newest)}, so this is its receipt."


def _replaces(newest: Upload | None, by: Context) -> str:
    if newest is None or newest.received_by_id == by.person_id:
        return ""
    return (
        f"{newest.received_by.full_name} uploaded a file on {_when(newest)}. "
        "Yours replaces it as the current version; theirs is kept."
    )


def _when(upload: Upload) -> str:
    return moment_in_words(timezone.localtime(upload.received_at))


def _receipt(upload: Upload, *, is_repeat: bool = False, notice: str = "") -> Receipt:
    return Receipt(
        upload_id=upload.id,
        return_id=upload.submission_id,
        participation_id=upload.submission.participation_id,
        reference=upload.reference,
        file_name=upload.file_name,
        size=upload.size,
        sha256=upload.sha256,
        received_at=upload.received_at,
        number=upload.number,
        is_repeat=is_repeat,
        notice=notice,
    )


@transaction.atomic
def open_file(*, by: Context | None, upload_id: UUID) -> OpenedFile | None:
    """Return the file as it came, for those who may read the return; None for others."""
    upload = queries.upload_for(by, upload_id)
    if upload is None:
        return None
    record_on(upload.submission, by=by, verb="opened a file", words=upload.reference)
    return OpenedFile(upload.file_name, encryption.unseal(upload.sealed))
