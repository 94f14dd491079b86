"""Open times for 1-2-1s, and close those that nobody has booked."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from engagement import queries
from engagement.domain.owner_team import side_of
from engagement.meetings.domain.meetings import Medium
from engagement.meetings.domain.one_to_ones import OpenedSlots, Opening
from engagement.meetings.domain.series import MOST, Span, overlap
from engagement.models import Joining, Slot, SlotFor
from engagement.permissions import can_log
from register import queries as register

NONE_FITS = Refusal("No slot fits between these times. Look at the days, the times and the length.")
TOO_MANY = Refusal(f"These are more than {MOST} slots. Choose fewer days or longer slots.")
ALL_PAST = Refusal("These times are in the past.")
ALL_TAKEN = Refusal("You have already opened slots at these times.")
ELSEWHERE = Refusal("You have already opened slots at these times for another council. Choose other times.")
NO_EXERCISE = Refusal("Choose at least one exercise.")
NO_PLACE = Refusal("Say where to meet.")
BOOKED = Refusal("This slot has been booked. Cancel or move the 1-2-1 first.")


@transaction.atomic
def open_slots(*, by: Context, opening: Opening, key: UUID | None = None) -> OpenedSlots | Refusal | None:
    """Open slots of one's own; None if an exercise is not of the asker's authority.

    ``key`` (the page's) is the series'.
    """
    if not can_log(by) or by.authority_id is None:
        return None
    known = set(register.exercises(by).filter(id__in=opening.exercise_ids).values_list("id", flat=True))
    if known != set(opening.exercise_ids):
        return None
    take_turn(f"slots of {by.person_id}")
    already = Slot.objects.filter(officer_id=by.person_id, series=key).count() if key else 0
    if key and already:
        return OpenedSlots(key, already, len(opening.spans) - already)
    free = _still_free(by, opening.spans)
    refusal = _refusal(opening, free)
    if refusal:
        return refusal
    series = key or uuid4()
    made = _write(by, opening, free, series)
    if not made:
        return ELSEWHERE
    opened = OpenedSlots(series, len(made), len(opening.spans) - len(made))
    audit.record(by=by, verb="opened 1-2-1 slots", kind="slot series", id=opened.series, words=f"{opened.count} slots")
    return opened


def _refusal(opening: Opening, free: list[Span]) -> Refusal | None:
    if not opening.exercise_ids:
        return NO_EXERCISE
    if opening.medium == Medium.IN_PERSON and not opening.place.strip():
        return NO_PLACE
    if not opening.spans:
        return NONE_FITS
    if len(opening.spans) > MOST:
        return TOO_MANY
    if free:
        return None
    return ALL_PAST if all(span.starts_at <= timezone.now() for span in opening.spans) else ALL_TAKEN


def _still_free(by: Context, spans: Sequence[Span]) -> list[Span]:
    now = timezone.now()
    ahead = Slot.objects.filter(officer_id=by.person_id, closed_at__isnull=True, ends_at__gt=now)
    own = [Span(*times) for times in ahead.values_list("starts_at", "ends_at")]
    return [span for span in spans if span.starts_at > now and not any(overlap(span, other) for other in own)]


def _write(by: Context, opening: Opening, free: list[Span], series: UUID) -> list[Slot]:
    """Write the slots and return them; those that overlap with a slot for another council are left out."""
    wanted = [
        Slot(
            authority_id=by.own_authority,
            side=side_of(by),
            officer_id=by.person_id,
            starts_at=span.starts_at,
            ends_at=span.ends_at,
            medium=opening.medium,
            series=series,
            opened_at=timezone.now(),
        )
        for span in free
    ]
    made = wanted if _saved(wanted) else [slot for slot in wanted if _saved([slot])]
    place, ring = opening.place.strip(), opening.ring.strip()
    if place or ring:
        Joining.objects.bulk_create(
            Joining(slot=slot, authority_id=by.own_authority, side=slot.side, place=place, ring=ring) for slot in made
        )
    SlotFor.objects.bulk_create(
        SlotFor(slot=slot, exercise_id=exercise_id, authority_id=by.own_authority)
        for slot in made
        for exercise_id in opening.exercise_ids
    )
    return made


def _saved(slots: list[Slot]) -> bool:
    """Save slots, all or none; False if the database knows of one that overlaps: the wall hides other councils'."""
    try:
        with transaction.atomic():
            Slot.objects.bulk_create(slots)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def close(*, by: Context, slot_id: UUID) -> int | Refusal | None:
    """Close a slot of one's own side that nobody has booked; a booking at the same moment either wins or fails."""
    closed = _close_free(by, id=slot_id)
    if closed is None or closed:
        return closed
    is_there = _own_side(by).filter(id=slot_id, closed_at__isnull=True).exists()
    return BOOKED if is_there else None


@transaction.atomic
def close_series(*, by: Context, series: UUID) -> int | None:
    """Close all free slots that were opened together, and return how many."""
    return _close_free(by, series=series)


def _close_free(by: Context, **which: UUID) -> int | None:
    rows = _own_side(by).filter(is_taken=False, closed_at__isnull=True, **which)
    ids = list(rows.values_list("id", flat=True))
    closed = Slot.objects.filter(id__in=ids, is_taken=False, closed_at__isnull=True).update(closed_at=timezone.now())
    if closed:
        audit.record(by=by, verb="closed 1-2-1 slots", kind="slot", id=ids[0], words=f"{closed} slots")
    return closed


def _own_side(by: Context) -> QuerySet[Slot]:
    return queries.slots(by).filter(side=side_of(by)).order_by()
