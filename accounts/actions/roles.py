"""Give and end roles."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import administrators, audit
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.domain.roles import RoleName
from accounts.models import Role, User
from accounts.permissions import can_administer


@transaction.atomic
def grant(
    *,
    by: Context | None,
    person: User,
    name: RoleName,
    authority_id: UUID | None = None,
    provider_id: UUID | None = None,
    scope_label: str = "",
    granted_by_id: UUID | None = None,
) -> Role:
    """Give a person a role; nothing changes if they hold it already.

    The database refuses what ``queries.why_not_hold`` tells of. ``granted_by_id`` is who invited them, where they take
    the role themselves.
    """
    role, is_new = Role.objects.get_or_create(
        person=person,
        name=name.value,
        authority_id=authority_id,
        provider_id=provider_id,
        ended_at=None,
        defaults={
            "scope_label": scope_label,
            "granted_by_id": by.person_id if by else granted_by_id,
            "granted_at": timezone.now(),
        },
    )
    if is_new:
        _record(by, "granted a role", role)
    return role


@transaction.atomic
def end(*, by: Context, role: Role) -> bool | Refusal:
    """End a role at once: the person's next request no longer has it. Return False if it had ended before."""
    refusal = administrators.too_few_without(role.person_id) if role.name == RoleName.ADMINISTRATOR else None
    if refusal:
        return refusal
    ended = Role.objects.filter(id=role.id, ended_at=None).update(ended_at=timezone.now(), ended_by=by.person_id)
    if ended:
        _end_what_it_opened(by, role)
        _record(by, "ended a role", role)
    return bool(ended)


@transaction.atomic
def switch_visits(*, by: Context, role_id: UUID, on: bool) -> Role | Refusal | None:
    """Let a commissioner look after the council's visits, or no longer; None where the asker administers nothing.

    Whoever may do so needs a second factor from their next click on.
    """
    if not can_administer(by):
        return None
    role = Role.objects.select_related("person").filter(id=role_id, ended_at=None).first()
    if role is None:
        return None
    if role.name != RoleName.COMMISSIONER:
        return Refusal("Only commissioners look after a council's visits.")
    if Role.objects.filter(id=role.id, with_visits=not on).update(with_visits=on):
        role.with_visits = on
        _record(by, "let a commissioner look after visits" if on else "took visits from a commissioner", role)
    return role


def _end_what_it_opened(by: Context, role: Role) -> None:
    """End what an administrator opened in an emergency together with the role that let them."""
    if role.name == RoleName.ADMINISTRATOR:
        now = timezone.now()
        Role.objects.filter(person_id=role.person_id, ended_at__gt=now).update(ended_at=now, ended_by=by.person_id)


def _record(by: Context | None, verb: str, role: Role) -> None:
    name = RoleName(role.name).label
    audit.record_on(
        role,
        by=by,
        verb=verb,
        kind="role",
        words=f"{name} for {role.person.email}" + (f" at {role.scope_label}" if role.scope_label else ""),
    )
