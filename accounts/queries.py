"""The only reader of the accounts tables: every function asks for whom."""

from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.domain.context import Context
from accounts.domain.roles import PROVIDER_ROLES, RoleName
from accounts.domain.tokens import digest
from accounts.models import AuditEvent, Invitation, Role, User
from accounts.permissions import can_administer, can_read_audit_trail


def roles_of(person: User) -> QuerySet[Role]:
    """The roles that a person holds now, for their own choice of a context."""
    return Role.objects.filter(person=person, ended_at=None).order_by("scope_label", "name")


def context_of(person: User, role_id: UUID | None) -> Context | None:
    """The context of one role held now; of the only one where none is chosen; None where there is a choice."""
    held = list(roles_of(person))
    chosen = next((role for role in held if role.id == role_id), held[0] if len(held) == 1 else None)
    if chosen is None or not person.is_active:
        return None
    return context_from(chosen, person)


def context_from(role: Role, person: User) -> Context:
    name = RoleName(role.name)
    return Context(person.id, person.full_name, name, role.authority_id, role.provider_id, role.scope_label)


def people(context: Context | None) -> QuerySet[User]:
    """Everybody for an administrator; the colleagues for a provider's administrator."""
    if can_administer(context):
        return User.objects.filter(anonymised_at=None).order_by("full_name")
    if context is None or context.role != RoleName.PROVIDER_ADMINISTRATOR:
        return User.objects.none()
    held = Role.objects.filter(ended_at=None, provider_id=context.provider_id, name__in=sorted(PROVIDER_ROLES))
    return User.objects.filter(anonymised_at=None, roles__in=held).distinct().order_by("full_name")


def roles(context: Context | None) -> QuerySet[Role]:
    """The roles that the asker may end."""
    held = Role.objects.filter(ended_at=None).select_related("person").order_by("person__full_name", "name")
    if can_administer(context):
        return held
    if context is None or context.role != RoleName.PROVIDER_ADMINISTRATOR:
        return held.none()
    return held.filter(provider_id=context.provider_id, name__in=sorted(PROVIDER_ROLES))


def invitations(context: Context | None) -> QuerySet[Invitation]:
    """Offers not yet taken, to those who may take them back."""
    open_ones = Invitation.objects.filter(accepted_at=None, revoked_at=None).order_by("-invited_at")
    if can_administer(context):
        return open_ones
    if context is None or context.role != RoleName.PROVIDER_ADMINISTRATOR:
        return open_ones.none()
    return open_ones.filter(provider_id=context.provider_id)


def invitation_by_token(token: str) -> Invitation | None:
    """Whoever holds the token may see what is offered; the token is the permission."""
    return Invitation.objects.filter(token_sha256=digest(token)).first()


def audit_events(context: Context | None, words: str = "") -> QuerySet[AuditEvent]:
    if not can_read_audit_trail(context):
        return AuditEvent.objects.none()
    events = AuditEvent.objects.select_related("by").order_by("-at", "id")
    found = Q(verb__icontains=words) | Q(words__icontains=words) | Q(by__email__icontains=words)
    return events.filter(found) if words else events
