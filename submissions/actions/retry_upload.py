"""Check a file once more that failed by an error of ours: the same bytes, with the same reference."""

from uuid import UUID

from django.db import connection, transaction

from accounts.actions import audit, task_queue
from accounts.domain.context import Context
from submissions.actions.claimed_uploads import PROCESS_UPLOAD
from submissions.actions.return_audit import RETURN
from submissions.permissions import can_have_checked_again


@transaction.atomic
def check_again(*, by: Context | None, reference: str) -> UUID | None:
    """Queue the upload again and return its id; None if it is not the asker's, or has not failed.

    The row waits as on the day it came, so the sweeper makes up for a lost nudge.
    """
    if by is None or not can_have_checked_again(by):
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM upload_again(%s)", [reference])
        found = cursor.fetchone()
    if found is None:
        return None
    upload_id, return_id, exercise_id, authority_id, provider_id = found
    whose = {"exercise_id": exercise_id, "authority_id": authority_id, "provider_id": provider_id}
    audit.record(by=by, verb="had a file checked again", kind=RETURN, id=return_id, words=reference, **whose)
    task_queue.nudge_when_committed(PROCESS_UPLOAD, upload_id)
    return UUID(str(upload_id))
