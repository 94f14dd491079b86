"""Send a file of visits, say how it is read, answer what is asked of its rows, replace it and delete it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.actions import audit, encryption, task_queue
from accounts.actions.advisory_lock import take_turn
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from markets.models import Dataset, HalfMinutes, SealedPart, VisitMapping
from markets.permissions import holders_looked_after
from markets.visits import queries
from markets.visits.actions.counted_lengths import count_lengths
from markets.visits.domain.columns import ColumnMapping, mapping_from, plain_name
from markets.visits.domain.dataset_states import DATASETS_UNDER_WAY, DatasetState, VisitHolder
from markets.visits.domain.take_in_questions import LEAVE, UNIVERSAL, about_columns, questions_of
from spreadsheets.file_names import shown_name

TAKE_IN, DELETE_FILES = "markets.tasks.take_in_visits", "markets.tasks.delete_files_of_visits"
KIND = "visits"
PART = 1 << 20
MOST_BYTES = 500 * 2**20
EMPTY = "This file is empty. Send it again from your system."
TOO_LARGE = "This file is over 500 MB. Send the months one by one."
TAKEN_BEFORE = "You sent this file on {date}. To replace it, delete that dataset first."
MOVED_ON = Refusal("This file has moved on since you opened the page. Here is where it stands.")


@transaction.atomic
def receive(*, by: Context, file_name: str, data: bytes, key: UUID | None = None) -> Dataset | Refusal | None:
    """Keep a file, sealed, until it is taken in; a worker reads it. None if the asker looks after no visits."""
    holder = next(iter(holders_looked_after(by)), None)
    if holder is None:
        return None
    return _kept(by, by.own_authority, holder, queries.datasets_for(by), SentFile(file_name, data, key))


@transaction.atomic
def receive_own(
    *, by: Context, authority_id: UUID, file_name: str, data: bytes, key: UUID | None = None
) -> Dataset | Refusal | None:
    """Keep a file that a provider gives to the independent team of an authority in which it has a home-care location.

    It is the team's for ever, and of no other provider are its rows taken in. None if the asker may not.
    """
    if authority_id not in {one.id for one in queries.own_authorities(by)}:
        return None
    file = SentFile(file_name, data, key)
    return _kept(by, authority_id, VisitHolder.INDEPENDENT, queries.own_datasets(by), file, by.provider_id)


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it was sent; ``key`` is that of the page."""

    name: str
    data: bytes
    key: UUID | None


def _kept(
    by: Context,
    authority_id: UUID,
    holder: VisitHolder,
    known: QuerySet[Dataset],
    file: SentFile,
    provider_id: UUID | None = None,
) -> Dataset | Refusal:
    data = file.data
    if found := made_before(known, file.key):
        return found
    if not data or len(data) > MOST_BYTES:
        return Refusal(TOO_LARGE if data else EMPTY)
    digest = sha256(data).hexdigest()
    take_turn(f"visits {authority_id} {holder}")
    live = known.filter(sha256=digest, authority_id=authority_id)
    before = live.filter(state__in=(DatasetState.TAKEN_IN, *DATASETS_UNDER_WAY, "mapping", "waiting")).first()
    if before is not None:
        return Refusal(TAKEN_BEFORE.format(date=f"{before.received_at:%-d %B %Y}"))
    row = Dataset.objects.create(
        id=file.key or uuid4(),
        authority_id=authority_id,
        holder=holder,
        provider_id=provider_id,
        file_name=shown_name(file.name),
        size=len(data),
        sha256=digest,
        received_at=timezone.now(),
        received_by_id=by.person_id,
    )
    for part in _parts(row, data):  # one by one, as a large file is in memory already
        part.save(force_insert=True)
    audit.record_on(row, by=by, verb="sent a file of visits", kind=KIND, words=row.file_name)
    task_queue.nudge_when_committed(TAKE_IN, row.id)
    return row


def _parts(row: Dataset, data: bytes) -> Iterator[SealedPart]:
    for number, begin in enumerate(range(0, len(data), PART)):
        sealed = encryption.seal(data[begin : begin + PART])
        yield SealedPart(
            dataset_id=row.id, authority_id=row.authority_id, holder=row.holder, number=number, sealed=sealed
        )


@transaction.atomic
def map_columns(
    *, by: Context, dataset_id: UUID, columns: Mapping[str, str], zone: str, dates: str, name: str = ""
) -> Dataset | Refusal | None:
    """Say which column holds what, for this file and all of its layout; the file is read again then."""
    row = queries.dataset_for(by, dataset_id)
    if row is None:
        return None
    document = {**columns, "_zone": zone, "_dates": dates}
    mapping, faults = mapping_from(document)
    lacking = about_columns(set(columns.values()))
    if faults or lacking:
        return Refusal(" ".join([*faults, *lacking]))
    if not _waits(row, DatasetState.MAPPING):
        return MOVED_ON
    kept = _keep_mapping(by, row, mapping, name)
    _again(row, {**row.answers, "V05": "said"} if dates else row.answers)
    audit.record_on(row, by=by, verb="mapped a file of visits", kind=KIND, words=kept.name)
    return row


def _keep_mapping(by: Context, row: Dataset, mapping: ColumnMapping, name: str) -> VisitMapping:
    fingerprint = row.layout.get("fingerprint", "")
    kept = queries.mappings_for(by).filter(fingerprint=fingerprint).first() or VisitMapping(
        authority_id=row.authority_id, holder=row.holder, fingerprint=fingerprint, made_at=timezone.now(), edition=0
    )
    if kept.edition == 0 and (like := queries.mappings_for(by).filter(id=row.layout.get("like")).first()):
        kept.words, kept.providers = like.words, like.providers
    kept.name = (name or kept.name or row.file_name)[:100]
    kept.header = row.layout.get("names", [])
    kept.columns, kept.zone, kept.dates = dict(mapping.columns), mapping.zone, mapping.dates
    kept.edition, kept.made_by_id = kept.edition + 1, by.person_id
    kept.save()
    return kept


@transaction.atomic
def answer(*, by: Context, dataset_id: UUID, answers: Mapping[str, str]) -> Dataset | Refusal | None:
    """Answer what is asked of a file's rows; words and providers are remembered for its layout."""
    row = queries.dataset_for(by, dataset_id)
    if row is None:
        return None
    asked = {question.key: question for question in questions_of(row.questions)}
    said = {key: value for key, value in answers.items() if key in asked and value}
    if len(said) < len(asked):
        return Refusal("Answer each question, or choose to leave those rows waiting.")
    wrong = [key for key, value in said.items() if asked[key].code != "V17" and value not in asked[key].choices]
    if wrong:
        return Refusal(f"“{asked[wrong[0]].words[:100]}” has no such answer.")
    if not _waits(row, DatasetState.WAITING):
        return MOVED_ON
    _remember(by, row, said)
    _again(row, {**row.answers, **said})
    audit.record_on(row, by=by, verb="answered about a file of visits", kind=KIND, words=row.file_name)
    return row


def _remember(by: Context, row: Dataset, said: Mapping[str, str]) -> None:
    kept = queries.mappings_for(by).filter(fingerprint=row.layout.get("fingerprint", "")).first()
    if kept is None:
        return
    for key, value in said.items():
        code, _, about = key.partition(":")
        if value == LEAVE:
            continue
        if code == "V21":
            kept.words = {**kept.words, "outcome": {**kept.words.get("outcome", {}), plain_name(about): value}}
        elif code == "V17":
            kept.providers = {**kept.providers, plain_name(about): value}
        elif code == "V06" and value == UNIVERSAL:
            kept.zone = UNIVERSAL
    kept.edition += 1
    kept.save()


def _waits(row: Dataset, state: DatasetState) -> bool:
    return Dataset.objects.select_for_update().filter(id=row.id, state=state).exists()


def _again(row: Dataset, answers: Mapping[str, str]) -> None:
    Dataset.objects.filter(id=row.id).update(
        state=DatasetState.RECEIVED, answers=dict(answers), questions=[], tries=0, claimed_at=None, words=""
    )
    row.refresh_from_db()
    task_queue.nudge_when_committed(TAKE_IN, row.id)


@transaction.atomic
def delete(*, by: Context, dataset_id: UUID) -> Dataset | Refusal | None:
    """Delete a dataset: half-minutes and sealed file at once, its Parquet by a worker. That it was there is kept."""
    row = queries.dataset_for(by, dataset_id)
    if row is None:
        return None
    if row.state in (DatasetState.DELETED, DatasetState.REPLACED):
        return Refusal("It is deleted already.")
    HalfMinutes.objects.filter(dataset_id=row.id).delete()
    count_lengths(row.id)
    SealedPart.objects.filter(dataset_id=row.id).delete()
    over = {"state": DatasetState.DELETED, "finished_at": timezone.now(), "questions": [], "layout": {}}
    Dataset.objects.filter(id=row.id).update(**over)
    audit.record_on(row, by=by, verb="deleted visits", kind=KIND, words=row.file_name)
    task_queue.nudge_when_committed(DELETE_FILES, row.id)
    row.refresh_from_db()
    return row
