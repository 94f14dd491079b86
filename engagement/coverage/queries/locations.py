"""Query the locations of an exercise, each with what was done to reach it and what comes next."""

from uuid import UUID

from django.db.models import Count, DateField, DateTimeField, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.domain.context import Context
from engagement.contacts.domain.counting_rules import Kind, is_call, is_email
from engagement.contacts.queries.counts import ONCE, counted
from engagement.models import ContactAbout
from engagement.permissions import can_log
from engagement.queries.sort_order import ordered
from register import queries as register
from register.queries import Participation

ORDERS = {
    "location": ("location_name", "id"),
    "provider": ("provider_name", "location_name", "id"),
    "zone": ("zone", "location_name", "id"),
    "emails": ("emails", "location_name", "id"),
    "calls": ("calls", "location_name", "id"),
    "last": ("last_at", "location_name", "id"),
    "next": ("next_on", "location_name", "id"),
}
CONTRACTED = {"yes": Q(is_contracted=True), "no": Q(is_contracted=False), "unknown": Q(is_contracted__isnull=True)}
ELIGIBILITY = {"in_scope": Q(eligibility="in_scope"), "not_relevant": Q(eligibility="not_relevant")}
REACHED = {"never": Q(last_at__isnull=True), "ever": Q(last_at__isnull=False), "next": Q(next_on__isnull=False)}


def locations_reached(
    context: Context | None,
    exercise_id: UUID,
    *,
    search: str = "",
    contracted: str = "",
    zone: str = "",
    eligibility: str = "",
    reached: str = "",
    order: str = "",
) -> QuerySet[Participation]:
    """Return the locations.

    ``emails`` and ``calls`` are ours, ``last_at`` is any contact's, ``next_on`` the next step's.

    Unknown filter values are ignored.
    """
    rows = register.reached(context, exercise_id)
    if not can_log(context):
        return rows.none()
    rows = with_contacts(rows)
    for chosen, known in ((contracted, CONTRACTED), (eligibility, ELIGIBILITY), (reached, REACHED)):
        rows = rows.filter(known[chosen]) if chosen in known else rows
    rows = rows.filter(zone=zone) if zone else rows
    rows = rows.filter(_matches(search.strip())) if search.strip() else rows
    return rows.order_by(*ordered(order, ORDERS, "location"))


def with_contacts(rows: QuerySet[Participation]) -> QuerySet[Participation]:
    standing = ContactAbout.objects.filter(participation=OuterRef("pk"), contact__withdrawn_at__isnull=True).order_by()
    to_do = standing.filter(contact__next_on__isnull=False, contact__next_done_at__isnull=True)
    last = standing.order_by("-contact__happened_at").values("contact__happened_at")[:1]
    following = to_do.order_by("contact__next_on").values("contact__next_on")[:1]
    return rows.annotate(
        emails=_count(standing, is_email),
        calls=_count(standing, is_call),
        last_at=Subquery(last, output_field=DateTimeField()),
        next_on=Subquery(following, output_field=DateField()),
    )


def _count(rows: QuerySet[ContactAbout], kind: Kind) -> Coalesce:
    made = rows.filter(counted(kind)).values("participation").annotate(number=Count(ONCE, distinct=True))
    return Coalesce(Subquery(made.values("number"), output_field=IntegerField()), Value(0))


def _matches(words: str) -> Q:
    return (
        Q(location_name__icontains=words)
        | Q(provider_name__icontains=words)
        | Q(location__postcode__icontains=words)
        | Q(location__cqc_location_id__istartswith=words)
    )


def zones_of(context: Context | None, exercise_id: UUID) -> list[str]:
    """Return the zones that are in use, in alphabetical order."""
    zones = register.reached(context, exercise_id).exclude(zone="").order_by("zone").values_list("zone", flat=True)
    return list(zones.distinct())


def size_bands_of(context: Context | None, exercise_id: UUID) -> list[str]:
    rows = register.reached(context, exercise_id).exclude(size_band="").order_by("size_band")
    return list(rows.values_list("size_band", flat=True).distinct())


def sisters_of(context: Context | None, asked: Participation) -> QuerySet[Participation]:
    """Return the other locations of the same owner in the exercise: a call to a head office is often about them all."""
    rows = register.reached(context, asked.exercise_id).filter(owner_id=asked.owner_id)
    return rows.exclude(id=asked.id).order_by("location_name", "id")


def locations_named(context: Context | None, exercise_id: UUID, names: list[str]) -> dict[str, list[Participation]]:
    """Return the locations by name or CQC location ID, each in the form in which names are compared (small letters)."""
    wanted = {name.casefold() for name in names}
    found: dict[str, list[Participation]] = {name: [] for name in wanted}
    for asked in register.reached(context, exercise_id).order_by("location_name", "id"):
        for called in {asked.location_name.casefold(), asked.location.cqc_location_id.casefold()} & wanted:
            found[called].append(asked)
    return found
