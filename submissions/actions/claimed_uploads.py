"""Whose work an upload is: claimed by one update, given back after trouble, and given up after three tries."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from accounts.actions.claimed_rows import ClaimLost
from submissions.domain.states import MOST_TRIES, Station, UploadState
from submissions.models import Upload

PROCESS_UPLOAD = "submissions.tasks.process_upload"


@dataclass(frozen=True, slots=True)
class ClaimedUpload:
    """An upload at work; the moment of claiming is what tells this worker's work from another's."""

    upload_id: UUID
    claimed_at: datetime
    tries: int

    @property
    def is_last_try(self) -> bool:
        return self.tries >= MOST_TRIES


def stale_before(now: datetime) -> datetime:
    """A claim from before then has lost its worker: reading ends itself much earlier."""
    return now - timedelta(seconds=settings.CLAIM_SECONDS)


def claim(upload_id: UUID) -> ClaimedUpload | None:
    """None where there is nothing to do, or somebody is at it. A try counts from here on: a worker may be killed."""
    now = timezone.now()
    free = Q(state=UploadState.RECEIVED) | Q(state=UploadState.CLAIMED, claimed_at__lt=stale_before(now))
    claimed = Upload.objects.filter(free, id=upload_id, tries__lt=MOST_TRIES).update(
        state=UploadState.CLAIMED, station=Station.READING, claimed_at=now, tries=F("tries") + 1
    )
    if not claimed:
        return None
    return ClaimedUpload(upload_id, now, Upload.objects.values_list("tries", flat=True).get(id=upload_id))


def enter(claimed: ClaimedUpload, station: Station) -> None:
    """Raises ClaimLost where the work is somebody else's by now."""
    _update(claimed, station=station)


def finish(claimed: ClaimedUpload) -> None:
    """Raises ClaimLost; called inside the transaction that writes what came of the work."""
    _update(claimed, state=UploadState.DONE, station=Station.DONE, finished_at=timezone.now())


def give_back(claimed: ClaimedUpload) -> bool:
    """After trouble of ours: to be tried again, or failed after the last try. True where it has failed for good."""
    if claimed.is_last_try:
        return give_up(claimed)
    _update(claimed, state=UploadState.RECEIVED, station="")
    return False


def give_up(claimed: ClaimedUpload) -> bool:
    """The file is kept. True for the one who marks it, so that the news goes out once."""
    _update(claimed, state=UploadState.FAILED, finished_at=timezone.now())
    return True


def _update(claimed: ClaimedUpload, **values: object) -> None:
    mine = Upload.objects.filter(
        id=claimed.upload_id, state=UploadState.CLAIMED, claimed_at=claimed.claimed_at, tries=claimed.tries
    )
    if not mine.update(**values):
        raise ClaimLost
