"""Find people and their addresses, for whoever may know them."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.roles import PROVIDER_ROLES, TEAM_ROLES, RoleName
from accounts.kept_rows import FIRST_ID, SECOND_ID, KeptRows
from accounts.models import (
    Invitation,
    Role,
    User,
)
from accounts.permissions import can_administer
from accounts.queries.wall_context import seeking

# Nobody but its person sees a second factor itself.
WITH_SECOND_FACTOR = RawSQL("SELECT people_with_second_factor()", [])


def people(context: Context | None, words: str = "") -> QuerySet[User]:
    """Return everybody for an administrator, and the colleagues for a provider's administrator."""
    found = Q(full_name__icontains=words) | Q(email__icontains=words) | Q(roles__scope_label__icontains=words)
    if can_administer(context):
        theirs = Prefetch("roles", Role.objects.filter(ended_at=None).order_by("scope_label", "name"), to_attr="held")
        everybody = User.objects.filter(anonymised_at=None).order_by("full_name", "email").prefetch_related(theirs)
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


def is_known(email: str) -> bool:
    """Tell whether an invited address has an account; only for the holder of the invitation's token."""
    email = email.strip().lower()
    with seeking(email):
        return User.objects.filter(email=email, anonymised_at=None).exists()


def person_with_email(email: str) -> UUID | None:
    """Return who signs in with an address, for somebody of the team who wants them to read what is theirs."""
    email = email.strip().lower()
    with seeking(email):
        return User.objects.filter(email=email, anonymised_at=None, is_active=True).values_list("id", flat=True).first()


def addresses_of_administrators() -> list[str]:
    """Return the addresses of the administrators, to whom the portal writes when something of ours has gone wrong."""
    held = Role.objects.filter(name=RoleName.ADMINISTRATOR, ended_at=None, person__is_active=True)
    return sorted(held.values_list("person__email", flat=True).distinct())


def people_of_provider(provider_id: UUID, *, administrators_only: bool = False) -> QuerySet[User]:
    """Return the people to whom the portal writes about a provider's returns."""
    names = {RoleName.PROVIDER_ADMINISTRATOR} if administrators_only else PROVIDER_ROLES
    held = Role.objects.filter(provider_id=provider_id, name__in=sorted(names), ended_at=None)
    return User.objects.filter(is_active=True, roles__in=held).distinct().order_by("email")


def person_of_provider(provider_id: UUID, person_id: UUID) -> User | None:
    """Return one of them; None of those who have left."""
    return _OF_PROVIDER.one(provider_id, person_id)


_OF_PROVIDER: KeptRows[User] = KeptRows(
    lambda provider_id, person_id: people_of_provider(provider_id).order_by().filter(id=person_id), FIRST_ID, SECOND_ID
)


def people_to_help(context: Context | None, provider_ids: Collection[UUID] = ()) -> QuerySet[User]:
    """Return the people whose second factor the asker may reset, by name, never the asker: only those who have one.

    For administrators everybody; for a provider's administrator its people; for the independent team the people of
    the providers that it looks after (``provider_ids``). The last two only where a person holds no other role.
    """
    people = User.objects.filter(is_active=True, anonymised_at=None, id__in=WITH_SECOND_FACTOR)
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


def still_in_role(person_id: UUID, authority_id: UUID) -> dict[str, str]:
    """Return address and name of a person whom a row names, while they hold a role at the authority that it names.

    A letter about that row is for them, also where they are behind the wall for whoever writes it.
    """
    with seeking(person_id):
        held = Role.objects.filter(person_id=person_id, authority_id=authority_id, ended_at=None)
        return dict(held.filter(person__is_active=True).values_list("person__email", "person__full_name"))


def addresses_acting_for(provider_ids: Iterable[UUID]) -> set[tuple[UUID | None, str]]:
    """Return the pairs (provider, e-mail address) of those who act for it."""
    held = Role.objects.filter(provider_id__in=list(provider_ids), ended_at=None, person__is_active=True)
    return set(held.values_list("provider_id", "person__email"))


def addresses_at_providers(provider_ids: Iterable[UUID]) -> set[tuple[UUID, str]]:
    """Return the pairs (provider, e-mail address) of those who act for it or hold an invitation that is still valid."""
    ids = set(provider_ids)
    held = Role.objects.filter(provider_id__in=ids, ended_at=None, person__is_active=True)
    offers = Invitation.objects.filter(provider_id__in=ids, accepted_at=None, revoked_at=None)
    offers = offers.filter(expires_at__gt=timezone.now())
    acting = held.values_list("provider_id", "person__email")
    return {(key, email) for rows in (acting, offers.values_list("provider_id", "email")) for key, email in rows if key}
