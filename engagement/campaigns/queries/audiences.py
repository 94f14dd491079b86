"""Queries of what is known today of locations and people, to work out an audience."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.delivery import MailState
from engagement.campaigns.domain.audience import (
    AudienceRule,
    LocationNow,
    MessageAudience,
    PersonNow,
    audience,
)
from engagement.campaigns.queries.beside_returns import owed_beside
from engagement.contacts.domain.counting_rules import YES, is_email
from engagement.contacts.domain.vocabulary import DECLINED, ONE_TO_ONES, ContactOutcome
from engagement.contacts.queries.counts import ONCE, counted
from engagement.domain.owner_team import OwnerTeam, side_of
from engagement.meetings.domain.events import Attendance, Seat
from engagement.models import (
    Booking,
    ContactAbout,
    Message,
    PersonMark,
    Registration,
    Step,
)
from engagement.permissions import can_log
from register import queries as register
from register.permissions import last_day
from register.queries import ContactPerson, Participation
from submissions import queries as submissions
from submissions.queries import ReturnProgress

# What somebody said on taking part: the newest word counts, so a later promise takes an earlier no back.
WORDS = DECLINED | YES
# A 1-2-1 that came to nothing: reminders go on.
STOOD_UP = DECLINED | {ContactOutcome.DID_NOT_ATTEND, ContactOutcome.NO_ANSWER}
OF_THE_ADDRESS = frozenset({PersonMark.Mark.OPTED_OUT.value, PersonMark.Mark.BAD_ADDRESS.value})
Marks = dict[UUID, set[str]]


def audience_for(
    context: Context | None, exercise_id: UUID, rule: AudienceRule, already: frozenset[str] = frozenset()
) -> MessageAudience:
    """Return the audience as the asker may know it; the council sees no drafts."""
    if context is None or not can_log(context):
        return MessageAudience()
    asked = list(register.reached(context, exercise_id))
    if not asked:
        return MessageAudience()
    progress = submissions.progress_in(context, exercise_id)
    people = register.people_reached(context, exercise_id).prefetch_related("locations")
    return _audience(rule, asked, list(people), progress, side_of(context), already)


def audience_for_tasks(step: Step, rule: AudienceRule) -> MessageAudience:
    """Return the audience for the worker, when it begins to send."""
    asked = list(register.asked_for_tasks(step.exercise_id))
    progress = submissions.progress_for_tasks(step.exercise_id)
    people = register.people_for_tasks(step.exercise_id).prefetch_related("locations")
    return _audience(rule, asked, list(people), progress, OwnerTeam(step.side), had_by(step))


def had_by(step: Step) -> frozenset[str]:
    """Return the addresses, in lower case, that have had a step, may have had it, or are about to."""
    rows = Message.objects.filter(step=step).exclude(state=MailState.STOPPED)
    return frozenset(address.lower() for address in rows.values_list("address", flat=True))


def _audience(
    rule: AudienceRule,
    asked: list[Participation],
    people: list[ContactPerson],
    progress: Mapping[UUID, ReturnProgress],
    side: OwnerTeam,
    already: frozenset[str],
) -> MessageAudience:
    missed = who_missed(rule.missed.event_id, [each.id for each in asked]) if rule.missed else set()
    locations = _locations(asked, progress, side, missed) if asked else []
    if rule.beside:
        owing = owed.participation_ids if (owed := owed_beside(rule.beside)) else frozenset()
        locations = [replace(each, owes_beside=each.participation_id in owing) for each in locations]
    return audience(rule, locations, _people(asked, people) if asked else [], timezone.localdate(), already)


def _locations(
    asked: list[Participation], progress: Mapping[UUID, ReturnProgress], side: OwnerTeam, missed: set[UUID]
) -> list[LocationNow]:
    ids = [each.id for each in asked]
    emails, (declined, booked) = emails_to(ids), declined_or_booked(ids)
    return [
        LocationNow(
            participation_id=each.id,
            name=each.location_name,
            provider=each.provider_name,
            last_day=last_day(each),
            is_relevant=each.eligibility == each.Eligibility.IN_SCOPE,
            zone=each.zone,
            size_band=each.size_band,
            is_contracted=each.is_contracted,
            used_on=timezone.localdate(at.used_at) if at and at.used_at else None,
            last_used_on=timezone.localdate(at.last_used_at)
            if side is OwnerTeam.TEAM and at and at.last_used_at
            else None,
            is_received=bool(at and at.received_at),
            emails=emails.get(each.id, 0),
            has_declined=each.id in declined,
            has_one_to_one=each.id in booked,
            has_missed=each.id in missed,
        )
        for each in asked
        for at in [progress.get(each.id)]
    ]


def who_missed(event_id: UUID, participation_ids: Iterable[UUID]) -> set[UUID]:
    """Return the locations that were invited or registered and did not come.

    For those with a seat this is known once somebody has ticked who came.
    """
    places = Registration.objects.filter(event_id=event_id, participation_id__in=list(participation_ids))
    not_ticked = Q(seat=Seat.SEATED, attendance="")
    absent = places.exclude(attendance=Attendance.CAME).exclude(not_ticked)
    return set(absent.values_list("participation_id", flat=True))


def emails_to(participation_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Count our e-mails that seem to have arrived; one sent to several people of a location at once counts once."""
    rows = _about(participation_ids).filter(counted(is_email)).order_by().values("participation_id")
    counts = rows.annotate(count=Count(ONCE, distinct=True))
    return {row["participation_id"]: row["count"] for row in counts}


def declined_or_booked(participation_ids: Iterable[UUID]) -> tuple[set[UUID], set[UUID]]:
    """Return the locations whose last word is a decline, and those with a 1-2-1, booked or held.

    A person looks after them from then on.
    """
    speaks = Q(contact__outcome__in=WORDS) | Q(contact__channel__in=ONE_TO_ONES)
    rows = _about(participation_ids).filter(speaks).order_by("contact__happened_at", "contact__logged_at")
    words: dict[UUID, str] = {}
    booked = _with_a_booking(participation_ids)
    for participation_id, channel, outcome in rows.values_list(
        "participation_id", "contact__channel", "contact__outcome"
    ):
        if outcome in WORDS:
            words[participation_id] = outcome
        if channel in ONE_TO_ONES and outcome not in STOOD_UP:
            booked.add(participation_id)
    return {key for key, outcome in words.items() if outcome in DECLINED}, booked


def _with_a_booking(participation_ids: Iterable[UUID]) -> set[UUID]:
    rows = Booking.objects.filter(participation_id__in=list(participation_ids), cancelled_at__isnull=True)
    return set(rows.exclude(outcome__in=STOOD_UP).values_list("participation_id", flat=True))


def _about(participation_ids: Iterable[UUID]) -> QuerySet[ContactAbout]:
    return ContactAbout.objects.filter(participation_id__in=list(participation_ids), contact__withdrawn_at__isnull=True)


def people_now(context: Context | None, exercise_id: UUID) -> list[PersonNow]:
    """Return everybody who can be written to in an exercise, with what is known of them."""
    asked = list(register.reached(context, exercise_id))
    people = register.people_reached(context, exercise_id).prefetch_related("locations")
    return _people(asked, list(people)) if asked else []


def _people(asked: list[Participation], people: list[ContactPerson]) -> list[PersonNow]:
    at = defaultdict(set)
    for each in asked:
        at[each.location_id].add(each.id)
    marks, right_for = _marks(asked[0].authority_id, [person.id for person in people])
    shared = _of_addresses(people, marks)
    return [
        PersonNow(
            person_id=person.id,
            name=person.full_name,
            address=person.email,
            participation_ids=frozenset().union(*(at[place.id] for place in person.locations.all() if place.id in at)),
            marks=frozenset(marks[person.id] | shared[person.email.lower()]),
            right_for=frozenset(right_for[person.id]),
        )
        for person in people
    ]


def _marks(authority_id: UUID, people: list[UUID]) -> tuple[Marks, dict[UUID, set[UUID]]]:
    marks: Marks = defaultdict(set)
    right_for: dict[UUID, set[UUID]] = defaultdict(set)
    rows = PersonMark.objects.filter(authority_id=authority_id, person_id__in=people, ended_at__isnull=True)
    for person_id, mark, participation_id in rows.values_list("person_id", "mark", "participation_id"):
        if mark == PersonMark.Mark.RIGHT_ONE and participation_id:
            right_for[person_id].add(participation_id)
        else:
            marks[person_id].add(mark)
    return marks, right_for


def _of_addresses(people: list[ContactPerson], marks: Marks) -> dict[str, set[str]]:
    """Return marks by address: an opt-out, or a bounce, holds for all who share an address."""
    shared: dict[str, set[str]] = defaultdict(set)
    for person in people:
        shared[person.email.lower()] |= marks[person.id] & OF_THE_ADDRESS
    return shared
