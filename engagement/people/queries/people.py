"""Query the people at the providers, each with what we know beside name and numbers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, DateTimeField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest

from accounts import queries as accounts
from accounts.domain.context import Context
from accounts.domain.roles import REACHES_PROVIDERS
from engagement.models import ContactWith, PersonMark
from engagement.permissions import can_log
from engagement.queries.sort_order import ordered
from register import queries as register
from register.queries import ContactPerson, Participation

Mark = PersonMark.Mark
ORDERS = {
    "name": ("full_name", "id"),
    "provider": ("provider__name", "full_name", "id"),
    "locations": ("location_count", "full_name", "id"),
    "last": ("last_at", "full_name", "id"),
}


@dataclass(frozen=True)
class Known:
    """A person at a provider with their marks; ``is_right_one``: for the location's return."""

    person: ContactPerson
    marks: frozenset[str] = frozenset()
    is_right_one: bool = False

    @property
    def is_wrong_number(self) -> bool:
        return Mark.WRONG_NUMBER in self.marks

    @property
    def has_left(self) -> bool:
        return Mark.LEFT in self.marks

    @property
    def labels(self) -> list[str]:
        """Return in words what speaks against ringing or writing to them."""
        return [str(mark.label) for mark in Mark if mark in self.marks and mark != Mark.RIGHT_ONE]


def marks_of(context: Context | None, *, standing: bool = True) -> QuerySet[PersonMark]:
    rows = PersonMark.objects.all()
    if context is None or not can_log(context):
        return rows.none()
    rows = rows.filter(authority_id=context.own_authority)
    return rows.filter(ended_at__isnull=True) if standing else rows


def bad_addresses(context: Context | None, exercise_id: UUID) -> list[PersonMark]:
    """Return the marks of addresses that do not work in an exercise, the newest first."""
    there = register.people_reached(context, exercise_id).values("id")
    rows = marks_of(context).filter(mark=Mark.BAD_ADDRESS, person_id__in=there)
    return list(rows.select_related("person", "provider").order_by("-made_at", "person__full_name"))


def people_at(context: Context | None, asked: Participation, *, also: Iterable[UUID] = ()) -> list[Known]:
    """Return the people of a location, the right one first, those who have left last; ``also`` are keys of others."""
    everybody = register.people_reached(context, asked.exercise_id)
    people = everybody.filter(Q(locations=asked.location_id) | Q(id__in=list(also)))
    known = known_people(context, people, asked.id)
    return sorted(known, key=lambda each: (not each.is_right_one, each.has_left, each.person.full_name.casefold()))


def known_people(
    context: Context | None, people: Iterable[ContactPerson], participation_id: UUID | None = None
) -> list[Known]:
    """Return people with their marks; ``is_right_one`` is for that location alone, or for any if none is given."""
    people = list(people)
    own: dict[UUID, set[str]] = defaultdict(set)
    right: set[UUID] = set()
    for mark in marks_of(context).filter(person__in=people):
        if mark.mark != Mark.RIGHT_ONE:
            own[mark.person_id].add(mark.mark)
        elif participation_id in (None, mark.participation_id):
            right.add(mark.person_id)
    return [Known(each, frozenset(own[each.id]), each.id in right) for each in people]


def last_spoken_to(context: Context | None, asked: Participation) -> UUID | None:
    """Return who was in the newest contact with a location; None if there is nobody."""
    if context is None or not can_log(context):
        return None
    rows = ContactWith.objects.filter(
        contact__about__participation=asked.id, contact__withdrawn_at__isnull=True, person__isnull=False
    ).filter(authority_id=context.own_authority)
    newest = rows.order_by("-contact__happened_at", "-contact__logged_at").values_list("person_id", flat=True).first()
    return newest


def colleagues(context: Context | None) -> list[tuple[UUID, str]]:
    """Return key and name of everybody in the own authority who contacts providers."""
    if context is None or not can_log(context):
        return []
    staff = accounts.people_of_authority(context.own_authority, REACHES_PROVIDERS)
    return sorted(((each.id, each.full_name) for each in staff), key=lambda pair: pair[1].casefold())


def people_in(
    context: Context | None, exercise_id: UUID, *, search: str = "", kind: str = "", mark: str = "", order: str = ""
) -> QuerySet[ContactPerson]:
    """Return people; ``location_count`` is of the locations asked, ``last_at`` the last contact's time."""
    rows = register.people_reached(context, exercise_id)
    if not can_log(context):
        return rows.none()
    rows = rows.annotate(
        location_count=Count("locations", distinct=True),
        last_at=Greatest(_last("person"), _last("person__merged_into")),
    )
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(id__in=marks_of(context).filter(mark=mark).values("person")) if mark in Mark.values else rows
    rows = rows.filter(_matches(search.strip())) if search.strip() else rows
    return rows.order_by(*ordered(order, ORDERS, "name"))


def _last(way: str) -> Subquery:
    """Return the last contact by one way; each way is a query of its own, as no index answers both together (*or*)."""
    spoken = ContactWith.objects.filter(**{way: OuterRef("pk")}, contact__withdrawn_at__isnull=True)
    newest = spoken.order_by("-contact__happened_at").values("contact__happened_at")[:1]
    return Subquery(newest, output_field=DateTimeField())


def _matches(words: str) -> Q:
    return (
        Q(full_name__icontains=words)
        | Q(email__icontains=words)
        | Q(phone__icontains=words)
        | Q(provider__name__icontains=words)
    )
