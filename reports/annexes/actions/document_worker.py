"""What a worker does for a document: makes it of its frozen source, once, and takes up what was left."""

from datetime import timedelta
from hashlib import sha256
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.actions import audit, task_queue
from accounts.actions.claimed_rows import MOST_TRIES, ClaimedRows, ClaimLost
from accounts.actions.encryption import seal, unseal
from reports.annexes.actions.documents import MAKE_DOCUMENT
from reports.annexes.domain.editions import DocumentKind
from reports.annexes.domain.renderings import layout_of, rendered
from reports.domain.document_states import DocumentState
from reports.models import AnnexDocument

log = structlog.get_logger(__name__)
# Longer than the longest task.
ROWS = ClaimedRows(AnnexDocument, timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT + 10))
AT_A_TIME = 50


def make(document_id: UUID) -> None:
    """Make a document; whoever claims its row does it, and after three tries nobody."""
    row = ROWS.claim(document_id, Q(state=DocumentState.RECEIVED), "release", state=DocumentState.MAKING)
    if row is None:
        return
    try:
        kind = DocumentKind(row.kind)
        data = rendered(kind, unseal(row.source))
        _keep(row, data, layout_of(kind))
    except ClaimLost:
        log.warning("a document was taken over by another worker", subject=str(document_id))
    except Exception:
        log.exception("a document could not be made", subject=str(document_id), tries=row.tries)
        over = {"state": DocumentState.FAILED, "finished_at": timezone.now()}
        ROWS.update(row, **(over if row.tries >= MOST_TRIES else {"state": DocumentState.RECEIVED}))


@transaction.atomic
def _keep(row: AnnexDocument, data: bytes, layout: str) -> None:
    ROWS.update(
        row,
        state=DocumentState.MADE,
        sealed=seal(data),
        size=len(data),
        sha256=sha256(data).hexdigest(),
        layout=layout,
        finished_at=timezone.now(),
    )
    words = f"{DocumentKind(row.kind).label}, release {row.release.number}"
    audit.record_on(row, by=None, verb="made a document", kind="document", words=words)


def sweep() -> int:
    """Take up documents whose worker is gone, and nudge for those that nobody was told of."""
    abandoned = ROWS.abandoned(DocumentState.MAKING)
    abandoned.filter(tries__gte=MOST_TRIES).update(state=DocumentState.FAILED, finished_at=timezone.now())
    abandoned.filter(tries__lt=MOST_TRIES).update(state=DocumentState.RECEIVED)
    ids = list(ROWS.untouched(DocumentState.RECEIVED).values_list("id", flat=True)[:AT_A_TIME])
    return sum(task_queue.nudge(MAKE_DOCUMENT, each) for each in ids)
