"""Read, check and cost an upload, once: whoever claims its row does the work, and may be killed at any point."""

from uuid import UUID

import structlog
from django.db import transaction

from accounts.actions.claimed_rows import ClaimLost
from submissions.actions import claimed_uploads, return_mails, version_record
from submissions.actions.check_upload import report_on
from submissions.actions.kept_reading import reading_at_the_door, reading_of
from submissions.domain.states import Station
from submissions.models import Upload, Version

log = structlog.get_logger(__name__)


def process(upload_id: UUID) -> Version | None:
    """Process an upload. Expected trouble with a file becomes findings; only a bug of ours gives the upload back.

    The mail about it is a row of the same commit: a second run finds nothing to do and writes none.
    """
    upload = claimed_uploads.claim(upload_id)
    if upload is None:
        return None
    try:
        return _worked_through(upload)
    except ClaimLost:
        log.warning("the work was taken over by another worker", upload=str(upload_id))
        return None
    except Exception:
        _stumbled(upload)
        return None


def _worked_through(upload: Upload) -> Version:
    """Work through an upload; one that was read at the door is done before anybody could see at which station it is."""
    raw, place = reading_at_the_door(upload), upload.submission.participation
    if raw is not None:
        return version_record.record(upload, report_on(place, raw))
    raw = reading_of(upload)
    claimed_uploads.enter(upload, Station.CHECKING)
    report = report_on(place, raw)
    claimed_uploads.enter(upload, Station.COSTING)
    return version_record.record(upload, report)


def _stumbled(upload: Upload) -> None:
    """Keep the file for another try; after the last one tell people."""
    log.exception("an upload could not be worked on", upload=str(upload.id), tries=upload.tries)
    try:
        with transaction.atomic():
            if claimed_uploads.give_back(upload):
                return_mails.failed(upload.id)
    except ClaimLost:
        return
