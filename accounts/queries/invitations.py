"""Find invitations, and tell why a role cannot be given or consented to."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.domain.consent import SecondAdministrator
from accounts.domain.consent import why_not_consent as why_not_consent_of
from accounts.domain.context import Context
from accounts.domain.independence import why_not_both
from accounts.domain.roles import RoleName
from accounts.domain.tokens import digest
from accounts.models import (
    Invitation,
    Role,
)
from accounts.permissions import can_administer
from accounts.queries.wall_context import seeking


def invitations(context: Context | None, search: str = "") -> QuerySet[Invitation]:
    """Return the open invitations that the asker may take back, newest first; with these words in address or place."""
    open_ones = Invitation.objects.filter(accepted_at=None, revoked_at=None).order_by("-invited_at")
    if search:
        open_ones = open_ones.filter(Q(email__icontains=search) | Q(scope_label__icontains=search))
    if can_administer(context):
        return open_ones
    if context is None or context.role != RoleName.PROVIDER_ADMINISTRATOR:
        return open_ones.none()
    return open_ones.filter(provider_id=context.provider_id)


def why_not_hold(email: str, name: RoleName, authority_id: UUID | None) -> str:
    """Tell why the person of this address cannot hold a role beside those they hold, to follow “they”.

    Blank if they can. For whoever gives the role, and for themselves.
    """
    email = email.strip().lower()
    with seeking(email):
        held = Q(ended_at=None) | Q(ended_at__gt=timezone.now())
        pairs = list(Role.objects.filter(held, person__email=email).values_list("name", "authority_id"))
    return why_not_both([(RoleName(word), authority) for word, authority in pairs], name, authority_id)


def why_not_consent(context: Context | None, offer: Invitation) -> str:
    """Tell why the asker cannot consent to an invitation, in words for them; blank if they can."""
    if context is None or not can_administer(context):
        return "Only administrators consent to an invitation."
    role = Role.objects.select_related("person").get(
        person_id=context.person_id, name=RoleName.ADMINISTRATOR, ended_at=None
    )
    who = SecondAdministrator(role.person_id, role.person.email, role.granted_by_id, role.granted_at)
    return why_not_consent_of(who, invited_by=offer.invited_by_id, to=offer.email, now=timezone.now())


def who_may_consent(offer: Invitation) -> list[str]:
    """Return the addresses of the administrators who may consent to an invitation."""
    held = Role.objects.filter(name=RoleName.ADMINISTRATOR, ended_at=None, person__is_active=True)
    now, found = timezone.now(), []
    for role in held.select_related("person").order_by("person__email"):
        who = SecondAdministrator(role.person_id, role.person.email, role.granted_by_id, role.granted_at)
        if not why_not_consent_of(who, invited_by=offer.invited_by_id, to=offer.email, now=now):
            found.append(who.email)
    return found


def sent_to_providers(since: datetime) -> QuerySet[Invitation]:
    """Return the invitations that went to providers from outside since then, for the worker.

    What a provider's people send to their own colleagues is not ours.
    """
    offers = Invitation.objects.filter(name=RoleName.PROVIDER_ADMINISTRATOR, invited_at__gte=since, revoked_at=None)
    own = Role.objects.filter(person_id=OuterRef("invited_by_id"), provider_id=OuterRef("provider_id"))
    return offers.filter(~Exists(own), provider_id__isnull=False).select_related("invited_by").order_by("invited_at")


def not_taken_up(provider_ids: Collection[UUID]) -> list[Invitation]:
    """Return the newest invitation of each address that a provider has not taken up, nor anybody taken back.

    What a provider's people send to their own colleagues is not ours, and whoever acts for the provider by now needs
    none.
    """
    own = Role.objects.filter(person_id=OuterRef("invited_by_id"), provider_id=OuterRef("provider_id"))
    acts = Role.objects.filter(person__email=OuterRef("email"), provider_id=OuterRef("provider_id"), ended_at=None)
    offers = Invitation.objects.filter(name=RoleName.PROVIDER_ADMINISTRATOR, provider_id__in=list(provider_ids))
    newest = offers.order_by("provider_id", "email", "-invited_at").distinct("provider_id", "email")
    rows = Invitation.objects.filter(id__in=newest.values("id"), accepted_at=None, revoked_at=None)
    return list(rows.filter(~Exists(own), ~Exists(acts)).order_by("scope_label", "email"))


def lapsed_of(invitation_ids: Collection[str]) -> QuerySet[Invitation]:
    """Return those of these invitations that ran out unused; whoever has their ids may know."""
    rows = Invitation.objects.filter(id__in=list(invitation_ids), accepted_at=None, revoked_at=None)
    return rows.filter(expires_at__lte=timezone.now()).order_by("expires_at")


def invitation_by_token(token: str) -> Invitation | None:
    """Return the invitation of this token. The token is the permission: its holder may see what is offered."""
    return Invitation.objects.filter(token_sha256=digest(token)).first()
