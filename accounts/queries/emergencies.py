"""Find who reads returns in an emergency now, and why."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.emergencies import OPENED
from accounts.domain.roles import RoleName
from accounts.models import AuditEvent, Role, User
from accounts.permissions import can_read_audit_trail


@dataclass(frozen=True)
class RunningEmergency:
    """An emergency that runs, with the reason that was given for it."""

    role: Role
    reason: str


def emergencies_running(context: Context | None) -> QuerySet[Role]:
    """Return the roles held for an hour that have not ended; for those who read the trail."""
    running = Role.objects.filter(ended_at__gt=timezone.now()).select_related("person").order_by("granted_at")
    return running if can_read_audit_trail(context) else running.none()


def emergencies_with_reasons(context: Context | None) -> list[RunningEmergency]:
    running = list(emergencies_running(context))
    events = AuditEvent.objects.filter(verb=OPENED, subject_id__in=[str(role.id) for role in running])
    reasons = dict(events.values_list("subject_id", "words"))
    return [RunningEmergency(role, reasons.get(str(role.id), "")) for role in running]


def roles_held_by(person_id: UUID) -> set[RoleName]:
    """Return the names of the roles that a person holds for good."""
    held = Role.objects.filter(person_id=person_id, ended_at=None)
    return {RoleName(name) for name in held.values_list("name", flat=True)}


def addresses_of_readers(authority_id: UUID, names: frozenset[RoleName]) -> list[str]:
    """Return the addresses of those whose work is being read: who hold one of the roles there for good."""
    held = Q(roles__authority_id=authority_id, roles__name__in=sorted(names), roles__ended_at=None)
    return list(User.objects.filter(held, is_active=True).values_list("email", flat=True).distinct())
