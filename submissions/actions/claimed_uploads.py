"""Whose work an upload is: claimed by one update, given back after trouble, and given up after three tries."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from accounts.actions.claimed_rows import MOST_TRIES, ClaimedRows
from submissions.domain.states import Station, UploadState
from submissions.models import Upload

PROCESS_UPLOAD = "submissions.tasks.process_upload"
# Of most files what was read at the door is taken, and they are not opened again.
ROWS = ClaimedRows(Upload, timedelta(seconds=settings.CLAIM_SECONDS), unread=("sealed",))
_WITH = ("submission__participation__exercise", "submission__participation__location")


def claim(upload_id: UUID) -> Upload | None:
    """None where there is nothing to do, or somebody is at it."""
    free = Q(state=UploadState.RECEIVED) | Q(ROWS.is_stale, state=UploadState.CLAIMED)
    upload: Upload | None = ROWS.claim(upload_id, free, *_WITH, state=UploadState.CLAIMED, station=Station.READING)
    return upload


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
