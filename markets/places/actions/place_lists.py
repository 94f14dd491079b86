"""Send a list of places, keep it once it was looked at, and throw it away."""

from hashlib import sha256
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit, encryption, task_queue
from accounts.actions.advisory_lock import take_turn
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from markets.models import PlaceFilePart, PlaceList, VisitRun
from markets.permissions import can_use_payment_lab
from markets.places import queries
from markets.places.domain.invented_lists import area_told
from markets.visits.domain.dataset_states import VisitHolder, VisitRunState
from spreadsheets.file_names import shown_name

READ_PLACES = "markets.tasks.read_places"
KIND = "list of places"
PART = 1 << 20
MOST_BYTES, MOST_LISTS, MOST_WAITING = 100 * 2**20, 20, 5
EMPTY = Refusal("This file is empty.")
TOO_LARGE = Refusal(
    "This file is over 100 MB. Send the CSV of your own postcode areas alone, or have whoever runs the portal import "
    "the whole list by import_places."
)
CROWDED = Refusal(f"There are {MOST_LISTS} lists already. Throw away those that you need no longer.")
WAITING = Refusal("Several lists wait to be read already. Send this one when they are done.")
HOLDS = Refusal("It is kept already.")


@transaction.atomic
def receive(
    *, by: Context, file_name: str, data: bytes, area: str = "", key: UUID | None = None
) -> VisitRun | Refusal | None:
    """Keep a list, sealed, until a worker has read it. None if the asker may not."""
    if not can_use_payment_lab(by):
        return None
    if found := made_before(queries.runs_for(by), key):
        return found
    if not data or len(data) > MOST_BYTES:
        return TOO_LARGE if data else EMPTY
    take_turn(f"places {by.authority_id}")
    if queries.lists_for(by).count() >= MOST_LISTS:
        return CROWDED
    under_way = (VisitRunState.RECEIVED, VisitRunState.WORKING)
    if queries.runs_for(by).filter(state__in=under_way).count() >= MOST_WAITING:
        return WAITING
    return _kept(by, file_name, data, area, key)


def _kept(by: Context, file_name: str, data: bytes, area: str, key: UUID | None) -> VisitRun:
    told = area_told(area.strip().upper()[:20], data)
    asked = {"area": told, "sha256": sha256(data).hexdigest(), "file_name": shown_name(file_name)}
    made = VisitRun.objects.create(
        id=key or uuid4(), authority_id=by.own_authority, holder=VisitHolder.COUNCIL, kind=queries.PLACES,
        name=asked["file_name"][:100], asked=asked, received_at=timezone.now(), received_by_id=by.person_id,
    )  # fmt: skip
    for number, begin in enumerate(range(0, len(data), PART)):  # one by one, as a large file is in memory already
        sealed = encryption.seal(data[begin : begin + PART])
        part = PlaceFilePart(run=made, authority_id=by.own_authority, number=number, sealed=sealed)
        part.save(force_insert=True)
    audit.record_on(made, by=by, verb="sent a list of places", kind=KIND, words=made.name)
    task_queue.nudge_when_committed(READ_PLACES, made.id)
    return made


@transaction.atomic
def keep(*, by: Context, place_list_id: UUID) -> PlaceList | Refusal | None:
    """Let a list hold from now on; those of its kind before it stay, and hold no longer."""
    row = _own(by, place_list_id)
    if row is None:
        return None
    if row.kept_at is not None:
        return HOLDS
    row.kept_at = timezone.now()
    row.save(update_fields=["kept_at"])
    audit.record_on(row, by=by, verb="kept a list of places", kind=KIND, words=row.get_source_display())
    return row


@transaction.atomic
def throw_away(*, by: Context, place_list_id: UUID) -> str | None:
    """Delete a list, or what could not be read of one; the one kept before it holds again."""
    row = _own(by, place_list_id) or _unread(by, place_list_id)
    if row is None:
        return None
    name = row.file_name if isinstance(row, PlaceList) else row.name
    audit.record_on(row, by=by, verb="threw a list of places away", kind=KIND, words=name)
    row.delete()
    queries.runs_for(by).filter(id=place_list_id).delete()
    return name


def _own(by: Context, place_list_id: UUID) -> PlaceList | None:
    if not can_use_payment_lab(by):
        return None
    take_turn(f"places {by.authority_id}")
    return queries.lists_for(by).defer("places").filter(id=place_list_id).first()


def _unread(by: Context, run_id: UUID) -> VisitRun | None:
    if not can_use_payment_lab(by):
        return None
    over = (VisitRunState.STOPPED, VisitRunState.FAILED)
    return queries.runs_for(by).filter(id=run_id, state__in=over).first()
