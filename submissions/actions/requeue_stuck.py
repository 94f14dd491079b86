"""Find uploads that are waiting without a worker, or whose worker has died."""

from django.db import transaction

from accounts.actions import task_queue
from accounts.actions.claimed_rows import MOST_TRIES, ClaimLost
from submissions.actions import claimed_uploads, return_mails
from submissions.actions.claimed_uploads import PROCESS_UPLOAD, ROWS
from submissions.domain.states import UploadState
from submissions.models import Upload

# The oldest first; the rest has its turn when the sweeper comes again.
AT_A_TIME = 200


def sweep() -> int:
    """Nudge workers and return for how many uploads. Nudging twice does no harm, as a row is claimed once."""
    abandoned = ROWS.abandoned(UploadState.CLAIMED)
    for worn_out in abandoned.defer("sealed").filter(tries__gte=MOST_TRIES):
        _give_up(worn_out)
    waiting = ROWS.untouched(UploadState.RECEIVED) | abandoned.filter(tries__lt=MOST_TRIES)
    ids = waiting.order_by("received_at").values_list("id", flat=True)[:AT_A_TIME]
    return sum(task_queue.nudge(PROCESS_UPLOAD, upload_id) for upload_id in ids)


def _give_up(upload: Upload) -> None:
    """Give up an upload whose worker was killed at the last try, perhaps by the file itself."""
    try:
        with transaction.atomic():
            claimed_uploads.give_up(upload)
            return_mails.failed(upload.id)
    except ClaimLost:
        return
