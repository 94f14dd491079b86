"""What a worker does for a dataset that was sent: claims it, reads its sealed file, and takes it in or asks."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.actions import audit, encryption, task_queue
from accounts.actions.claimed_rows import MOST_TRIES, ClaimedRows, ClaimLost
from markets.models import Dataset, SealedPart
from markets.store import layouts
from markets.store.dataset_work import KIND, Change, DatasetWork
from markets.store.file_kinds import source_of
from markets.store.text_files import UnreadableFile
from markets.visits.actions import dataset_mails
from markets.visits.actions.datasets import TAKE_IN
from markets.visits.domain.dataset_states import FILE_IS_KEPT, DatasetState

log = structlog.get_logger(__name__)
TIME_LIMIT = 870
ROWS = ClaimedRows(Dataset, timedelta(seconds=TIME_LIMIT + 10))
AT_A_TIME = 20
FAILED = "The portal met an error of its own, three times, and nothing was taken in. The log says where."
TOO_LATE = "Nobody answered in time, so the file was deleted. Nothing was taken in; send it again."


def process(dataset_id: UUID) -> None:
    """Take a dataset in; nothing to do if another worker is at it, or it is over."""
    free = Q(state=DatasetState.RECEIVED) | Q(ROWS.is_stale, state=DatasetState.READING)
    row = ROWS.claim(dataset_id, free, "authority", "received_by", state=DatasetState.READING)
    if row is None:
        return
    try:
        _work_or_refuse(row)
    except ClaimLost:
        log.warning("a file of visits was deleted, or taken over by another worker", subject=str(dataset_id))
    except Exception:
        log.exception("a file of visits could not be taken in", subject=str(dataset_id), tries=row.tries)
        _stumbled(row)


def _work_or_refuse(row: Dataset) -> None:
    try:
        _work(row)
    except UnreadableFile as trouble:
        _refuse(row, *trouble.args)


def _work(row: Dataset) -> None:
    def pieces() -> Iterator[bytes]:
        for number in range(SealedPart.objects.filter(dataset_id=row.id).count()):
            yield encryption.unseal(SealedPart.objects.get(dataset_id=row.id, number=number).sealed)

    source = source_of(pieces)
    kept = layouts.remembered(row, source.layout)
    shown = layouts.shown(row, source, kept)
    ROWS.update(row, layout=shown)
    if kept is None:
        _ask(row, shown.get("words", ""))
        return
    work = DatasetWork(row, _changed(row), lambda done: ROWS.update(row, progress=done))
    work.settle(source, layouts.plain_mapping(kept), kept)
    row.refresh_from_db()
    dataset_mails.tell(row)


def _changed(row: Dataset) -> Change:
    def change(**values: object) -> None:
        ROWS.update(row, **values)

    return change


def _ask(row: Dataset, words: str) -> None:
    with transaction.atomic():
        ROWS.update(row, state=DatasetState.MAPPING, words=words)
        row.state = DatasetState.MAPPING
        dataset_mails.tell(row)


@transaction.atomic
def _refuse(row: Dataset, code: str, words: str) -> None:
    over = {"state": DatasetState.REFUSED, "finished_at": timezone.now()}
    ROWS.update(row, words=words, findings=[{"code": code, "n": 1, "words": words}], **over)
    SealedPart.objects.filter(dataset_id=row.id).delete()
    row.state = DatasetState.REFUSED
    dataset_mails.tell(row)


def _stumbled(row: Dataset) -> None:
    try:
        with transaction.atomic():
            if row.tries < MOST_TRIES:
                ROWS.update(row, state=DatasetState.RECEIVED)
                return
            ROWS.update(row, state=DatasetState.FAILED, words=FAILED, finished_at=timezone.now())
            SealedPart.objects.filter(dataset_id=row.id).delete()
            row.state = DatasetState.FAILED
            dataset_mails.tell(row)
    except ClaimLost:
        return


def sweep() -> int:
    """Nudge for rows that wait or whose worker is gone; delete what nobody answered."""
    for worn_out in ROWS.abandoned(DatasetState.READING).filter(tries__gte=MOST_TRIES).select_related("received_by"):
        _stumbled(worn_out)
    _give_up_unanswered()
    waiting = ROWS.untouched(DatasetState.RECEIVED) | ROWS.abandoned(DatasetState.READING).filter(tries__lt=MOST_TRIES)
    ids = list(waiting.order_by("received_at").values_list("id", flat=True)[:AT_A_TIME])
    return sum(task_queue.nudge(TAKE_IN, dataset_id) for dataset_id in ids)


def _give_up_unanswered() -> None:
    long_ago = timezone.now() - timedelta(days=settings.VISITS_FILE_DAYS)
    asked = Dataset.objects.filter(state__in=(DatasetState.MAPPING, DatasetState.WAITING), received_at__lt=long_ago)
    for row in asked[:AT_A_TIME]:
        with transaction.atomic():
            SealedPart.objects.filter(dataset_id=row.id).delete()
            over = {"state": DatasetState.REFUSED, "words": TOO_LATE, "layout": {}, "finished_at": timezone.now()}
            asked.filter(id=row.id).update(**over)
            audit.record_on(row, by=None, verb="deleted a file of visits that nobody answered", kind=KIND)
    SealedPart.objects.exclude(dataset__state__in=sorted(FILE_IS_KEPT)).delete()
