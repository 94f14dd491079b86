"""The register, exercises and who takes part: for administrators, and for those who work at the authority."""

from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from accounts import queries as accounts
from accounts.domain.context import Context
from accounts.domain.roles import AUTHORITY_ROLES, TEAM_ROLES
from register.models import (
    Authority,
    ContactPerson,
    Exercise,
    Location,
    Participation,
    RegisterImport,
)
from register.permissions import can_administer_register

LOCATION_ORDERS = {
    "name": ("name", "id"),
    "provider": ("provider__name", "name", "id"),
    "authority": (F("authority__name").asc(nulls_last=True), "name", "id"),
    "beds": (F("beds").asc(nulls_last=True), "name", "id"),
}
PARTICIPATION_ORDERS = {
    "location": ("location_name", "id"),
    "provider": ("provider_name", "location_name", "id"),
    "weight": (F("weight").asc(nulls_last=True), "location_name", "id"),
    "zone": ("zone", "location_name", "id"),
}
SERVICES = {
    "homecare": Q(is_homecare=True),
    "care_home": Q(is_care_home=True),
    "older_people": Q(is_care_home=True, is_for_older_people=True),
}
STATES = {"active": Q(is_active=True), "dormant": Q(is_active=True, is_dormant=True), "gone": Q(is_active=False)}


def authorities(context: Context | None) -> QuerySet[Authority]:
    if not can_administer_register(context):
        return Authority.objects.none()
    counted = Authority.objects.annotate(
        location_count=Count("locations", filter=Q(locations__is_active=True), distinct=True),
        exercise_count=Count("exercises", distinct=True),
    )
    return counted.order_by("name")


def councils(context: Context | None) -> QuerySet[Authority]:
    """Return the authorities that have locations and exercises: all but programme offices."""
    return authorities(context).filter(is_programme_office=False)


def locations(
    context: Context | None,
    *,
    search: str = "",
    authority_id: UUID | None = None,
    service: str = "",
    state: str = "",
    order: str = "",
) -> QuerySet[Location]:
    """Return the locations that match, for administrators; unknown filter values are ignored."""
    if not can_administer_register(context):
        return Location.objects.none()
    rows = Location.objects.select_related("provider", "provider__owner", "authority")
    rows = rows.filter(authority_id=authority_id) if authority_id else rows
    rows = rows.filter(SERVICES[service]) if service in SERVICES else rows
    rows = rows.filter(STATES[state]) if state in STATES else rows
    rows = rows.filter(_location_matches(search.strip())) if search.strip() else rows
    return rows.order_by(*_order(order, LOCATION_ORDERS, "name"))


def _location_matches(words: str) -> Q:
    return (
        Q(name__icontains=words)
        | Q(provider__name__icontains=words)
        | Q(provider__owner__name__icontains=words)
        | Q(postcode__icontains=words)
        | Q(cqc_location_id__istartswith=words)
    )


def _order(asked: str, known: dict[str, tuple[Any, ...]], default: str) -> list[Any]:
    """Return the ordering asked for; “-name” reverses “name”."""
    first, *rest = known.get(asked.removeprefix("-"), known[default])
    if not asked.startswith("-") or asked.removeprefix("-") not in known:
        return [first, *rest]
    if isinstance(first, str):
        return [f"-{first}", *rest]
    return [F(first.expression.name).desc(nulls_last=True), *rest]


def location_for(context: Context | None, location_id: UUID) -> Location | None:
    return locations(context).filter(id=location_id).first()


def participations_of_location(context: Context | None, location: Location) -> QuerySet[Participation]:
    if not can_administer_register(context):
        return Participation.objects.none()
    return Participation.objects.select_related("exercise").filter(location=location).order_by("-exercise__closes_on")


def exercises(context: Context | None) -> QuerySet[Exercise]:
    """Return all exercises for administrators, those of the own authority for everybody who works there."""
    rows = Exercise.objects.select_related("authority")
    if can_administer_register(context):
        return rows
    if context is None or context.role not in AUTHORITY_ROLES or context.authority_id is None:
        return rows.none()
    return rows.filter(authority_id=context.authority_id)


def authorities_of_region(context: Context | None) -> QuerySet[Authority]:
    """Return the authorities for which the asker is a regional lead, by name."""
    return Authority.objects.filter(id__in=accounts.region_of(context)).order_by("name")


def exercises_of_region(context: Context | None) -> QuerySet[Exercise]:
    """Return the exercises of every authority for which the asker is a regional lead, by authority."""
    rows = Exercise.objects.filter(authority_id__in=accounts.region_of(context))
    return rows.select_related("authority").order_by("authority__name", "name")


def exercise_for(context: Context | None, exercise_id: UUID) -> Exercise | None:
    return exercises(context).filter(id=exercise_id).first()


def has_begun(context: Context | None, exercise: Exercise) -> bool:
    """Tell whether any return has begun. Administrators see no returns, so the audit trail answers."""
    if context is None or not can_administer_register(context):
        return False
    return accounts.has_event(context, "return", exercise.id)


def participations(
    context: Context | None,
    exercise_id: UUID | None = None,
    *,
    search: str = "",
    eligibility: str = "",
    order: str = "",
) -> QuerySet[Participation]:
    """Return who takes part, for administrators and the authority's independent team.

    Nothing in it comes from a return.
    """
    rows = _participations(context)
    rows = rows.filter(exercise_id=exercise_id) if exercise_id else rows
    rows = rows.filter(eligibility=eligibility) if eligibility in Participation.Eligibility.values else rows
    rows = rows.filter(_participation_matches(search.strip())) if search.strip() else rows
    return rows.order_by(*_order(order, PARTICIPATION_ORDERS, "location"))


def _participations(context: Context | None) -> QuerySet[Participation]:
    rows = Participation.objects.select_related("exercise", "authority", "location", "provider", "owner")
    if can_administer_register(context):
        return rows
    if context is None or context.role not in TEAM_ROLES or context.authority_id is None:
        return rows.none()
    return rows.filter(authority_id=context.authority_id)


def _participation_matches(words: str) -> Q:
    return (
        Q(location_name__icontains=words)
        | Q(provider_name__icontains=words)
        | Q(zone__icontains=words)
        | Q(location__postcode__icontains=words)
        | Q(location__cqc_location_id__istartswith=words)
    )


def participation_rows() -> QuerySet[Participation]:
    """Return every participation with its relations; callers limit it to what the asker may see."""
    return Participation.objects.select_related("exercise", "authority", "location")


def asked_location_for(context: Context | None, participation_id: UUID) -> Participation | None:
    """Return one location in one exercise, for who runs it; providers see theirs by ``participation_for``."""
    return _participations(context).filter(id=participation_id).first()


def sees_last_days(context: Context | None, exercise: Exercise) -> bool:
    """Tell whether the asker sees which location has longer: not an administrator who is of the council as well.

    A later last day of a location whose return is in says that it was sent back.
    """
    return exercise.authority_id not in accounts.councils_of(context)


def contacts_of(context: Context | None, exercise_id: UUID) -> QuerySet[ContactPerson]:
    """Return the people to write to at the locations in scope of an exercise."""
    asked = participations(context, exercise_id, eligibility=Participation.Eligibility.IN_SCOPE)
    people = ContactPerson.objects.select_related("provider").filter(merged_into__isnull=True)
    return people.filter(locations__in=asked.values("location_id")).distinct().order_by("provider__name", "full_name")


def contact_for_administrators(context: Context | None, person_id: UUID) -> ContactPerson | None:
    """Return a contact person of whichever provider, for administrators, who erase them on request."""
    if not can_administer_register(context):
        return None
    return ContactPerson.objects.select_related("provider").filter(id=person_id, merged_into=None).first()


def contacts_for_administrators(context: Context | None, words: str) -> QuerySet[ContactPerson]:
    """Return the contact people of whichever provider whose name or address this is a part of."""
    if not can_administer_register(context):
        return ContactPerson.objects.none()
    found = Q(full_name__icontains=words) | Q(email__icontains=words) | Q(provider__name__icontains=words)
    people = ContactPerson.objects.select_related("provider").filter(found, merged_into=None)
    return people.order_by("full_name", "email")


def contacts_of_location(context: Context | None, location: Location) -> QuerySet[ContactPerson]:
    """Return the contact people of a location, and of its provider at no location, for those who erase them."""
    if not can_administer_register(context):
        return ContactPerson.objects.none()
    here = Q(locations=location.id) | Q(provider_id=location.provider_id, locations=None)
    return ContactPerson.objects.filter(here, merged_into=None).distinct().order_by("full_name", "email")


def contacts_at(context: Context | None, participation: Participation) -> QuerySet[ContactPerson]:
    if asked_location_for(context, participation.id) is None:
        return ContactPerson.objects.none()
    people = ContactPerson.objects.filter(locations=participation.location_id, merged_into__isnull=True)
    return people.order_by("full_name")


def imports(context: Context | None) -> QuerySet[RegisterImport]:
    """Return the imports without their bytes, the newest first."""
    if not can_administer_register(context):
        return RegisterImport.objects.none()
    rows = RegisterImport.objects.select_related("authority", "exercise", "received_by")
    return rows.defer("sealed", "preview").order_by("-received_at")


def import_for(context: Context | None, import_id: UUID) -> RegisterImport | None:
    if not can_administer_register(context):
        return None
    rows = RegisterImport.objects.select_related("authority", "exercise", "received_by").defer("sealed")
    return rows.filter(id=import_id).first()
