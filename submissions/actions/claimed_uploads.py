"""Whose work an upload is: claimed by one update, given back after trouble, and given up after three tries."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.actions.claimed_rows import MOST_TRIES, ClaimedRows
from accounts.kept_rows import FIRST_ID, MOMENT, KeptRows
from submissions.domain.states import Station, UploadState
from submissions.models import Upload

PROCESS_UPLOAD = "submissions.tasks.process_upload"
# Of most files what was read at the door is taken, and they are not opened again.
ROWS = ClaimedRows(Upload, timedelta(seconds=settings.CLAIM_SECONDS), unread=("sealed",))
_WITH = ("submission__participation__exercise", "submission__participation__location")


def claim(upload_id: UUID) -> Upload | None:
    """None where there is nothing to do, or somebody is at it."""
    upload: Upload | None = ROWS.claim_of(
        lambda: _FREE.of(upload_id, ROWS.stale_before()), state=UploadState.CLAIMED, station=Station.READING
    )
    return upload


def _free(upload_id: UUID, stale_before: datetime) -> QuerySet[Upload]:
    is_free = Q(state=UploadState.RECEIVED) | Q(claimed_at__lt=stale_before, state=UploadState.CLAIMED)
    return ROWS.free_row(upload_id, is_free, *_WITH)


_FREE: KeptRows[Upload] = KeptRows(_free, FIRST_ID, MOMENT)


def enter(upload: Upload, station: Station) -> None:
    """Raises ClaimLost where the work is somebody else's by now."""
    ROWS.update(upload, station=station)


def finish(upload: Upload) -> None:
    """Raises ClaimLost; called inside the transaction that writes what came of the work."""
    ROWS.update(upload, state=UploadState.DONE, station=Station.DONE, finished_at=timezone.now(), reading=None)


def give_back(upload: Upload) -> bool:
    """After trouble of ours: to be tried again, or failed after the last try. True where it has failed for good."""
    if upload.tries >= MOST_TRIES:
        return give_up(upload)
    ROWS.update(upload, state=UploadState.RECEIVED, station="")
    return False


def give_up(upload: Upload) -> bool:
    """The file is kept. True for the one who marks it, so that the news goes out once."""
    ROWS.update(upload, state=UploadState.FAILED, finished_at=timezone.now(), reading=None)
    return True
