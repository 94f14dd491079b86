"""Find the role that somebody acts in, and what it lets them see."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from accounts.kept_rows import FIRST_ID, MOMENT, KeptRows
from accounts.models import (
    Invitation,
    Role,
    User,
)


def roles_of(person: User) -> QuerySet[Role]:
    """Return the roles that a person holds now, from which they choose their context; the end of one may be known."""
    return _held(person.pk, timezone.now())


def _held(person_id: UUID, now: datetime) -> QuerySet[Role]:
    held = Q(ended_at=None) | Q(ended_at__gt=now)
    return Role.objects.filter(held, person_id=person_id).order_by("scope_label", "name")


# Each page asks for them.
_HELD: KeptRows[Role] = KeptRows(_held, FIRST_ID, MOMENT)


def context_of(person: User, role_id: UUID | None) -> Context | None:
    """Return the context of one role held now, or of the only one if none is chosen.

    None if a choice has to be made.
    """
    held = _HELD.of(person.pk, timezone.now())
    chosen = next((role for role in held if role.id == role_id), held[0] if len(held) == 1 else None)
    if chosen is None or not person.is_active:
        return None
    return context_from(chosen, person, has_others=len(held) > 1)


def context_from(role: Role, person: User, *, has_others: bool = False) -> Context:
    name = RoleName(role.name)
    return Context(
        person.id,
        person.full_name,
        name,
        role.authority_id,
        role.provider_id,
        role.scope_label,
        has_others,
        role.ended_at,
        role.with_visits,
    )


def context_in(person_id: UUID, authority_id: UUID, names: frozenset[RoleName]) -> Context | None:
    """Return the context in which a worker goes on with what a person began.

    None if they hold none of the roles any more.
    """
    held = Role.objects.filter(person_id=person_id, authority_id=authority_id, name__in=sorted(names), ended_at=None)
    role = held.filter(person__is_active=True).select_related("person").order_by("name").first()
    return context_from(role, role.person) if role else None


def authorities_of(context: Context | None, name: RoleName) -> frozenset[UUID]:
    """Return the authorities in which the asker holds a role, in whichever of their roles they act now."""
    if context is None:
        return frozenset()
    held = Role.objects.filter(person_id=context.person_id, name=name.value, ended_at=None)
    return frozenset(role.authority_id for role in held if role.authority_id)


def role_taken_by(invitation: Invitation, person: User) -> Role:
    return Role.objects.get(
        person=person,
        name=invitation.name,
        authority_id=invitation.authority_id,
        provider_id=invitation.provider_id,
        ended_at=None,
    )


def region_of(context: Context | None) -> frozenset[UUID]:
    """Return the authorities of a regional lead's region: those for which they hold that role; none for others."""
    if context is None or context.role != RoleName.REGIONAL_LEAD:
        return frozenset()
    held = Role.objects.filter(person_id=context.person_id, name=RoleName.REGIONAL_LEAD, ended_at=None)
    return frozenset(role.authority_id for role in held if role.authority_id)
