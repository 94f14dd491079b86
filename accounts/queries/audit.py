"""Read the audit trail: what was done, by whom, about what."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.domain.context import Context
from accounts.domain.roles import COUNCIL_ROLES
from accounts.models import (
    AuditEvent,
    Role,
)
from accounts.permissions import can_read_audit_trail

# What events are about that say, or let one work out, whose return was sent back or left out.
TELLS = ("return", "participation", "booking", "division")


def audit_events(
    context: Context | None,
    words: str = "",
    *,
    who: str = "",
    verb: str = "",
    about: str = "",
    since: datetime | None = None,
    before: datetime | None = None,
) -> QuerySet[AuditEvent]:
    """Return the events that fit, the newest first; ``who`` is a part of a name or an address, ``about`` a kind."""
    if not can_read_audit_trail(context):
        return AuditEvent.objects.none()
    events = _without_decisions(context, AuditEvent.objects.select_related("by").order_by("-at", "id"))
    found = Q(verb__icontains=words) | Q(words__icontains=words) | Q(by__email__icontains=words)
    found |= Q(by__full_name__icontains=words) | Q(subject_id__istartswith=words)
    events = events.filter(found) if words else events
    events = events.filter(Q(by__full_name__icontains=who) | Q(by__email__icontains=who)) if who else events
    exact = {"verb": verb, "subject_kind": about, "at__gte": since, "at__lt": before}
    return events.filter(**{name: value for name, value in exact.items() if value})


def has_event(context: Context | None, kind: str, exercise_id: UUID) -> bool:
    """Tell whether anything of a kind was done in an exercise, whether or not the asker is shown what it was."""
    found = AuditEvent.objects.filter(subject_kind=kind, exercise_id=exercise_id)
    return can_read_audit_trail(context) and found.exists()


def audit_vocabulary(context: Context | None) -> tuple[list[str], list[str]]:
    """Return what there is to choose from in the trail: what was done, and about what."""
    events = audit_events(context).order_by()
    verbs, kinds = (events.values_list(name, flat=True).distinct() for name in ("verb", "subject_kind"))
    return sorted(verbs), sorted(kinds)


def _without_decisions(context: Context | None, events: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
    """Leave out what becomes of returns, for an auditor or administrator who is of the council as well.

    A later last day, an outcome given or a promise at a 1-2-1 would tell it, too.
    """
    councils = councils_of(context)
    return events.exclude(subject_kind__in=TELLS, authority_id__in=councils) if councils else events


def councils_of(context: Context | None) -> list[UUID]:
    """Return the authorities for whose council a person works, in whichever of their roles they ask."""
    held = Role.objects.filter(person_id=context.person_id if context else None, ended_at=None)
    ids = held.filter(name__in=sorted(COUNCIL_ROLES)).values_list("authority_id", flat=True)
    return [each for each in ids if each is not None]


def events_about(context: Context | None, kind: str, subject_id: object) -> QuerySet[AuditEvent]:
    """Return the events about one thing.

    For auditors of the trail, its provider, and the team that reads its returns.
    """
    events = AuditEvent.objects.select_related("by").order_by("-at", "id")
    events = events.filter(subject_kind=kind, subject_id=str(subject_id))
    if context is None or can_read_audit_trail(context):
        return events if context else events.none()
    if context.is_provider:
        return events.filter(provider_id=context.provider_id)
    return events.filter(authority_id=context.authority_id) if context.reads_returns else events.none()
