"""Change, mark and merge people at the providers, with their marks."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from engagement import queries
from engagement.models import PersonMark
from engagement.permissions import can_log
from register import queries as register
from register.actions import contact_people
from register.domain.person_details import PersonDetails
from register.queries import ContactPerson

Mark = PersonMark.Mark


@transaction.atomic
def change(
    *, by: Context, person_id: UUID, said: PersonDetails, exercise_id: UUID, participation_ids: Sequence[UUID]
) -> ContactPerson | Refusal | None:
    """Change a person; a new number ends the mark of a wrong one, a new address that of a bad one."""
    before = register.person_reached(by, person_id)
    done = contact_people.change(
        by=by, person_id=person_id, said=said, exercise_id=exercise_id, participation_ids=participation_ids
    )
    if before is None or done is None or isinstance(done, Refusal):
        return done
    for mark, name in ((Mark.WRONG_NUMBER, "phone"), (Mark.BAD_ADDRESS, "email")):
        if getattr(before, name) != getattr(done, name):
            queries.marks_of(by).filter(person=done, mark=mark).update(ended_at=timezone.now())
    return done


@transaction.atomic
def mark(*, by: Context, person_id: UUID, mark: str, participation_id: UUID | None = None) -> PersonMark | None:
    """Mark a person. The right one for a return is one person: whoever was it before no longer is."""
    person = register.person_reached(by, person_id)
    if person is None or not can_log(by) or mark not in Mark.values:
        return None
    asked = register.reached_location(by, participation_id) if participation_id else None
    if (mark == Mark.RIGHT_ONE) != (asked is not None and person.locations.filter(id=asked.location_id).exists()):
        return None
    standing = queries.marks_of(by).filter(mark=mark)
    if asked is not None:
        standing.filter(participation=asked).exclude(person=person).update(ended_at=timezone.now())
    there = standing.filter(person=person, participation=asked).first()
    if there is not None:
        return there
    made = PersonMark.objects.create(
        authority_id=by.own_authority,
        provider_id=person.provider_id,
        person=person,
        participation=asked,
        mark=mark,
        by_id=by.person_id,
        made_at=timezone.now(),
    )
    contact_people.record_on(by, person, f"marked somebody: {Mark(mark).label.lower()}"[:60])
    return made


@transaction.atomic
def unmark(*, by: Context, person_id: UUID, mark: str, participation_id: UUID | None = None) -> bool:
    person = register.person_reached(by, person_id)
    if person is None:
        return False
    standing = queries.marks_of(by).filter(person=person, mark=mark, participation=participation_id)
    ended = standing.update(ended_at=timezone.now())
    if ended:
        contact_people.record_on(by, person, "took a mark off somebody")
    return bool(ended)


@transaction.atomic
def unmark_many(*, by: Context, exercise_id: UUID, mark: str, person_ids: Iterable[UUID]) -> int:
    """Take a mark of the person's own off many at once; return off how many."""
    wanted = set(person_ids)
    there = register.people_reached(by, exercise_id).filter(id__in=wanted)
    return sum(unmark(by=by, person_id=each, mark=mark) for each in there.values_list("id", flat=True).distinct())


@transaction.atomic
def merge(*, by: Context, person_id: UUID, into_id: UUID) -> ContactPerson | Refusal | None:
    """Merge two people; the kept person becomes the named contact for every return either of them was."""
    right = list(queries.marks_of(by).filter(person=person_id, mark=Mark.RIGHT_ONE))
    done = contact_people.merge(by=by, person_id=person_id, into_id=into_id)
    if done is None or isinstance(done, Refusal):
        return done
    queries.marks_of(by).filter(person=person_id).update(ended_at=timezone.now())
    for each in right:
        mark(by=by, person_id=into_id, mark=Mark.RIGHT_ONE, participation_id=each.participation_id)
    return done
