"""Find uploads that are waiting without a worker, or whose worker has died."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.actions import task_queue
from accounts.actions.claimed_rows import ClaimLost
from submissions.actions import claimed_uploads, return_mails
from submissions.actions.claimed_uploads import PROCESS_UPLOAD, ClaimedUpload
from submissions.domain.states import MOST_TRIES, UploadState
from submissions.models import Upload

# The oldest first; the rest has its turn when the sweeper comes again.
AT_A_TIME = 200


def sweep() -> int:
    """Nudge workers and return for how many uploads. Nudging twice does no harm, as a row is claimed once."""
    now = timezone.now()
    for worn_out in _abandoned(now).filter(tries__gte=MOST_TRIES):
        _give_up(worn_out)
    waiting = _waiting(now) | _abandoned(now).filter(tries__lt=MOST_TRIES)
    ids = waiting.order_by("received_at").values_list("id", flat=True)[:AT_A_TIME]
    return sum(task_queue.nudge(PROCESS_UPLOAD, upload_id) for upload_id in ids)


def _waiting(now: datetime) -> QuerySet[Upload]:
    """Return the uploads that have waited long enough for their own nudge to be lost."""
    long_ago = now - timedelta(seconds=settings.NUDGE_AGAIN_SECONDS)
    last_touched = Q(claimed_at=None, received_at__lt=long_ago) | Q(claimed_at__lt=long_ago)
    return Upload.objects.defer("sealed").filter(last_touched, state=UploadState.RECEIVED)


def _abandoned(now: datetime) -> QuerySet[Upload]:
    stale = claimed_uploads.stale_before(now)
    return Upload.objects.defer("sealed").filter(state=UploadState.CLAIMED, claimed_at__lt=stale)


def _give_up(upload: Upload) -> None:
    """Give up an upload whose worker was killed at the last try, perhaps by the file itself."""
    try:
        with transaction.atomic():
            claimed_uploads.give_up(ClaimedUpload(upload.id, upload.claimed_at or upload.received_at, upload.tries))
            return_mails.failed(upload.id)
    except ClaimLost:
        return
