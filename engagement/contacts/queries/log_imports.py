"""Queries of imports of old logs, for the side that uploaded them, and what one would change."""

from collections import defaultdict
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts import queries as accounts
from accounts.domain.context import Context
from accounts.domain.roles import REACHES_PROVIDERS
from engagement.contacts.domain.log_file.known import KnownLog, KnownPerson
from engagement.domain.owner_team import OwnerTeam, side_of
from engagement.models import Contact, LogImport
from engagement.permissions import can_log
from register import queries as register
from register.domain.place_names import NamedLocation


def log_imports(context: Context | None, exercise_id: UUID | None = None) -> QuerySet[LogImport]:
    """Return the imports without their contents, the newest first."""
    rows = LogImport.objects.select_related("by").defer("sealed", "preview")
    if context is None or not can_log(context):
        return rows.none()
    rows = rows.filter(authority_id=context.own_authority, side=side_of(context))
    return rows.filter(exercise_id=exercise_id) if exercise_id else rows


def log_import_for(context: Context | None, import_id: UUID) -> LogImport | None:
    return log_imports(context).defer(None).defer("sealed").filter(id=import_id).first()


def place_names(context: Context | None, exercise_id: UUID) -> dict[UUID, str]:
    return dict(register.reached(context, exercise_id).values_list("id", "location_name"))


def known_log(context: Context | None, exercise_id: UUID, side: OwnerTeam) -> KnownLog:
    by_name: dict[str, list[NamedLocation]] = defaultdict(list)
    by_id: dict[str, NamedLocation] = {}
    providers: dict[UUID, str] = {}
    for asked in register.reached(context, exercise_id):
        place = NamedLocation(asked.id, asked.location_name, asked.provider_id)
        providers[asked.provider_id] = asked.provider_name
        by_id[asked.location.cqc_location_id.casefold()] = place
        by_name[asked.location_name.casefold()].append(place)
    return KnownLog(
        by_id=by_id,
        by_name={name: tuple(places) for name, places in by_name.items()},
        people=tuple(known_at_providers(context, exercise_id)),
        colleagues=tuple(_colleagues(context)),
        taken=frozenset(_taken(context, exercise_id)),
        side=side.label,
        providers=providers,
    )


def known_at_providers(context: Context | None, exercise_id: UUID) -> list[KnownPerson]:
    people = register.people_reached(context, exercise_id)
    return [KnownPerson(each.id, each.full_name, each.email, each.provider_id) for each in people]


def _colleagues(context: Context | None) -> list[KnownPerson]:
    if context is None or not can_log(context):
        return []
    staff = accounts.people_of_authority(context.own_authority, REACHES_PROVIDERS)
    return [KnownPerson(each.id, each.full_name, each.email) for each in staff]


def _taken(context: Context | None, exercise_id: UUID) -> set[str]:
    """Return the keys of all entries, with those that were taken back, so that a file does not bring them again."""
    if context is None or not can_log(context):
        return set()
    rows = Contact.objects.filter(exercise_id=exercise_id, authority_id=context.own_authority)
    external = rows.filter(~Q(external_id="")).values_list("external_id", flat=True)
    return {str(key) for key in rows.values_list("id", flat=True)} | set(external)
