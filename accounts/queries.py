"""The only reader of the accounts tables; every function takes the asker and returns what they may see."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.delivery import UNCERTAIN
from accounts.domain.roles import PROVIDER_ROLES, TEAM_ROLES, RoleName
from accounts.domain.tokens import digest
from accounts.models import (
    AuditEvent,
    Invitation,
    Mail,
    Role,
    User,
)
from accounts.permissions import can_administer, can_read_audit_trail


def roles_of(person: User) -> QuerySet[Role]:
    """Return the roles that a person holds now, from which they choose their context."""
    return Role.objects.filter(person=person, ended_at=None).order_by("scope_label", "name")


def context_of(person: User, role_id: UUID | None) -> Context | None:
    """Return the context of one role held now, or of the only one if none is chosen.

    None if a choice has to be made.
    """
    held = list(roles_of(person))
    chosen = next((role for role in held if role.id == role_id), held[0] if len(held) == 1 else None)
    if chosen is None or not person.is_active:
        return None
    return context_from(chosen, person, has_others=len(held) > 1)


def context_from(role: Role, person: User, *, has_others: bool = False) -> Context:
    name = RoleName(role.name)
    return Context(person.id, person.full_name, name, role.authority_id, role.provider_id, role.scope_label, has_others)


def context_in(person_id: UUID, authority_id: UUID, names: frozenset[RoleName]) -> Context | None:
    """Return the context in which a worker goes on with what a person began.

    None if they hold none of the roles any more.
    """
    held = Role.objects.filter(person_id=person_id, authority_id=authority_id, name__in=sorted(names), ended_at=None)
    role = held.filter(person__is_active=True).select_related("person").order_by("name").first()
    return context_from(role, role.person) if role else None


def people(context: Context | None, words: str = "") -> QuerySet[User]:
    """Return everybody for an administrator, and the colleagues for a provider's administrator."""
    found = Q(full_name__icontains=words) | Q(email__icontains=words) | Q(roles__scope_label__icontains=words)
    if can_administer(context):
        now = Role.objects.filter(ended_at=None).order_by("scope_label", "name")
        with_roles = Prefetch("roles", now, to_attr="held")
        everybody = User.objects.filter(anonymised_at=None).order_by("full_name", "email").prefetch_related(with_roles)
        return everybody.filter(found).distinct() if words else everybody
    if context is None or context.role != RoleName.PROVIDER_ADMINISTRATOR:
        return User.objects.none()
    held = Role.objects.filter(ended_at=None, provider_id=context.provider_id, name__in=sorted(PROVIDER_ROLES))
    return User.objects.filter(anonymised_at=None, roles__in=held).distinct().order_by("full_name")


def roles(context: Context | None) -> QuerySet[Role]:
    """Return the roles that the asker may end."""
    held = Role.objects.filter(ended_at=None).select_related("person").order_by("person__full_name", "name")
    if can_administer(context):
        return held
    if context is None or context.role != RoleName.PROVIDER_ADMINISTRATOR:
        return held.none()
    return held.filter(provider_id=context.provider_id, name__in=sorted(PROVIDER_ROLES))


def invitations(context: Context | None) -> QuerySet[Invitation]:
    """Return the open invitations that the asker may take back."""
    open_ones = Invitation.objects.filter(accepted_at=None, revoked_at=None).order_by("-invited_at")
    if can_administer(context):
        return open_ones
    if context is None or context.role != RoleName.PROVIDER_ADMINISTRATOR:
        return open_ones.none()
    return open_ones.filter(provider_id=context.provider_id)


def invitation_by_token(token: str) -> Invitation | None:
    """Return the invitation of this token. The token is the permission: its holder may see what is offered."""
    return Invitation.objects.filter(token_sha256=digest(token)).first()


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
    events = AuditEvent.objects.select_related("by").order_by("-at", "id")
    found = Q(verb__icontains=words) | Q(words__icontains=words) | Q(by__email__icontains=words)
    found |= Q(by__full_name__icontains=words) | Q(subject_id__istartswith=words)
    events = events.filter(found) if words else events
    events = events.filter(Q(by__full_name__icontains=who) | Q(by__email__icontains=who)) if who else events
    exact = {"verb": verb, "subject_kind": about, "at__gte": since, "at__lt": before}
    return events.filter(**{name: value for name, value in exact.items() if value})


def audit_vocabulary(context: Context | None) -> tuple[list[str], list[str]]:
    """Return what there is to choose from in the trail: what was done, and about what."""
    events = audit_events(context).order_by()
    verbs, kinds = (events.values_list(name, flat=True).distinct() for name in ("verb", "subject_kind"))
    return sorted(verbs), sorted(kinds)


def is_known(email: str) -> bool:
    """Tell whether an invited address has an account; only for the holder of the invitation's token."""
    return User.objects.filter(email=email.strip().lower(), anonymised_at=None).exists()


def role_taken_by(invitation: Invitation, person: User) -> Role:
    return Role.objects.get(
        person=person,
        name=invitation.name,
        authority_id=invitation.authority_id,
        provider_id=invitation.provider_id,
        ended_at=None,
    )


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


def addresses_of_administrators() -> list[str]:
    """Return the addresses of the administrators, to whom the portal writes when something of ours has gone wrong."""
    held = Role.objects.filter(name=RoleName.ADMINISTRATOR, ended_at=None, person__is_active=True)
    return sorted(held.values_list("person__email", flat=True).distinct())


def people_of_provider(provider_id: UUID, *, administrators_only: bool = False) -> QuerySet[User]:
    """Return the people to whom the portal writes about a provider's returns."""
    names = {RoleName.PROVIDER_ADMINISTRATOR} if administrators_only else PROVIDER_ROLES
    held = Role.objects.filter(provider_id=provider_id, name__in=sorted(names), ended_at=None)
    return User.objects.filter(is_active=True, roles__in=held).distinct().order_by("email")


def people_to_help(context: Context | None, provider_ids: Collection[UUID] = ()) -> QuerySet[User]:
    """Return the people whose second factor the asker may reset, by name, never the asker: only those who have one.

    For administrators everybody; for a provider's administrator its people; for the independent team the people of
    the providers that it looks after (``provider_ids``). The last two only where a person holds no other role.
    """
    people = User.objects.filter(is_active=True, anonymised_at=None, authenticator__isnull=False).distinct()
    if context is None:
        return people.none()
    people = people.exclude(id=context.person_id).order_by("full_name", "email")
    if can_administer(context):
        return people
    if context.role == RoleName.PROVIDER_ADMINISTRATOR and context.provider_id:
        provider_ids = {context.provider_id}
    elif context.role not in TEAM_ROLES:
        return people.none()
    held = Role.objects.filter(ended_at=None)
    theirs = Q(provider_id__in=list(provider_ids), name__in=sorted(PROVIDER_ROLES))
    people = people.filter(id__in=held.filter(theirs).values("person_id"))
    return people.exclude(id__in=held.exclude(theirs).values("person_id"))


def acting_for_providers(person_ids: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """Return the pairs (person, provider) of those who act for a provider now; people who left are not among them."""
    held = Role.objects.filter(person_id__in=list(person_ids), ended_at=None, name__in=sorted(PROVIDER_ROLES))
    return {(person, provider) for person, provider in held.values_list("person_id", "provider_id") if provider}


def email_of(context: Context) -> str:
    """Return the asker's own address."""
    return User.objects.values_list("email", flat=True).get(id=context.person_id)


def wants_fewer_emails(context: Context) -> bool:
    """Tell whether the asker does without e-mails that only confirm what they did."""
    return User.objects.filter(id=context.person_id, wants_fewer_emails=True).exists()


def acting_for(context: Context | None) -> QuerySet[User]:
    """Return the people who act for the asker's provider, by name, with the asker."""
    if context is None or not context.is_provider or context.provider_id is None:
        return User.objects.none()
    return people_of_provider(context.provider_id).order_by("full_name", "email")


def colleagues(context: Context | None) -> QuerySet[User]:
    """Return the other people who act for the asker's provider, by name."""
    found = acting_for(context)
    return found.exclude(id=context.person_id) if context else found


def people_of_authority(authority_id: UUID, names: frozenset[RoleName]) -> QuerySet[User]:
    """Return the people to whom the portal writes about an authority's releases."""
    held = Role.objects.filter(authority_id=authority_id, name__in=sorted(names), ended_at=None)
    return User.objects.filter(is_active=True, roles__in=held).distinct().order_by("email")


def addresses_at_providers(provider_ids: Iterable[UUID]) -> set[tuple[UUID, str]]:
    """Return the pairs (provider, e-mail address) of those who act for it or hold an invitation that is still valid."""
    ids = set(provider_ids)
    held = Role.objects.filter(provider_id__in=ids, ended_at=None, person__is_active=True)
    offers = Invitation.objects.filter(provider_id__in=ids, accepted_at=None, revoked_at=None)
    offers = offers.filter(expires_at__gt=timezone.now())
    acting = held.values_list("provider_id", "person__email")
    return {(key, email) for rows in (acting, offers.values_list("provider_id", "email")) for key, email in rows if key}


def mails_in_doubt(context: Context | None, exercise_id: UUID) -> QuerySet[Mail]:
    """Return mail about returns and releases that may not have arrived, for those who read returns and decide on it."""
    return _mails(context).filter(exercise_id=exercise_id, state__in=UNCERTAIN).order_by("made_at")


def mail_for(context: Context | None, mail_id: UUID) -> Mail | None:
    return _mails(context).filter(id=mail_id).first()


def _mails(context: Context | None) -> QuerySet[Mail]:
    if context is None or not context.reads_returns or context.authority_id is None:
        return Mail.objects.none()
    return Mail.objects.filter(authority_id=context.authority_id)
