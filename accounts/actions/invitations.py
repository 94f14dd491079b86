"""Invitations: bound to an e-mail address, single use, for 72 hours, some of them once a second person consents."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts import queries
from accounts.actions import audit, roles
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.domain.roles import RoleName
from accounts.domain.tokens import digest
from accounts.models import Invitation, User

VALID_FOR = timedelta(hours=72)
CONSENT_WITHIN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class InvitationRefused:
    """The reason why an invitation cannot be accepted, in words for the person who followed its link."""

    because: str


def new_token() -> str:
    return secrets.token_urlsafe(32)


@transaction.atomic
def invite(
    *,
    by: Context | None,
    email: str,
    role: RoleName,
    authority_id: UUID | None = None,
    provider_id: UUID | None = None,
    scope_label: str = "",
    key: UUID | None = None,
) -> tuple[Invitation, str]:
    """Make an invitation and return it with its token, of which we keep only the digest.

    ``key`` is the key of the page. A second press returns the same invitation without a token: it needs no second
    e-mail. One that waits for consent has no token either: whoever consents makes it.
    """
    already = made_before(Invitation.objects.filter(invited_by_id=by.person_id), key) if by else None
    if already is not None:
        return already, ""
    token, now = new_token(), timezone.now()
    invitation = Invitation.objects.create(
        id=key or uuid4(),
        email=email.strip().lower(),
        name=role.value,
        authority_id=authority_id,
        provider_id=provider_id,
        scope_label=scope_label,
        token_sha256=digest(token),
        invited_by_id=by.person_id if by else None,
        invited_at=now,
        expires_at=now + VALID_FOR,
    )
    record(by, "invited", invitation)
    if invitation.waits_for_consent:
        Invitation.objects.filter(id=invitation.id).update(expires_at=now + CONSENT_WITHIN)
        return invitation, ""
    return invitation, token


@transaction.atomic
def consent(*, by: Context, invitation_id: UUID) -> tuple[Invitation, str] | Refusal:
    """Consent to what another administrator offers; return the invitation with its token, which is valid from now."""
    offer = Invitation.objects.select_for_update(of=("self",)).filter(id=invitation_id, revoked_at=None).first()
    if offer is None or not offer.waits_for_consent:
        return Refusal("This invitation does not wait for consent any more.")
    if because := queries.why_not_consent(by, offer):
        return Refusal(because)
    token, now = new_token(), timezone.now()
    offer.token_sha256, offer.consented_by_id, offer.consented_at = digest(token), by.person_id, now
    offer.expires_at = now + VALID_FOR
    offer.save(update_fields=["token_sha256", "consented_by", "consented_at", "expires_at"])
    record(by, "consented to an invitation", offer)
    return offer, token


def why_not(invitation: Invitation | None, email: str | None = None) -> InvitationRefused | None:
    """Tell why the holder of this address cannot accept the invitation; None if they can."""
    if invitation is None or invitation.revoked_at or invitation.waits_for_consent:
        return InvitationRefused("This invitation is not known. Ask whoever invited you to send a new one.")
    if invitation.accepted_at:
        return InvitationRefused("This invitation has been used. Sign in, or ask for a new one.")
    if invitation.expires_at <= timezone.now():
        return InvitationRefused(
            "This invitation has run out after 72 hours. Ask whoever invited you to send a new one."
        )
    if email is not None and email.strip().lower() != invitation.email:
        return InvitationRefused(
            f"This invitation is for {invitation.email}. Sign out first, or ask for one of your own."
        )
    return None


@transaction.atomic
def accept(*, token: str, person: User) -> Invitation | InvitationRefused:
    """Give the person the offered role. Of two who try at once only one succeeds: a single update claims the row."""
    invitation = Invitation.objects.select_for_update().filter(token_sha256=digest(token)).first()
    refused = why_not(invitation, person.email)
    if refused or invitation is None:
        return refused or InvitationRefused("This invitation is not known.")
    if because := queries.why_not_hold(person.email, RoleName(invitation.name), invitation.authority_id):
        return InvitationRefused(f"You {because}")
    invitation.accepted_at, invitation.accepted_by = timezone.now(), person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    roles.grant(
        by=None,
        person=person,
        name=RoleName(invitation.name),
        authority_id=invitation.authority_id,
        provider_id=invitation.provider_id,
        scope_label=invitation.scope_label,
        granted_by_id=invitation.invited_by_id,
    )
    _close_others(invitation)
    record(None, "took an invitation", invitation)
    return invitation


def _close_others(taken: Invitation) -> None:
    """Close what was sent before or again to the same address: one link was enough."""
    same = {"email": taken.email, "name": taken.name, "provider_id": taken.provider_id}
    others = Invitation.objects.filter(**same, authority_id=taken.authority_id, accepted_at=None, revoked_at=None)
    others.filter(expires_at__gt=timezone.now()).update(revoked_at=timezone.now())


@transaction.atomic
def revoke(*, by: Context, invitation: Invitation) -> bool:
    revoked = Invitation.objects.filter(id=invitation.id, accepted_at=None, revoked_at=None).update(
        revoked_at=timezone.now()
    )
    if revoked:
        record(by, "took back an invitation", invitation)
    return bool(revoked)


def record(by: Context | None, verb: str, invitation: Invitation) -> None:
    """Record what was done with an invitation, without its token."""
    audit.record_on(
        invitation,
        by=by,
        verb=verb,
        kind="invitation",
        words=f"{RoleName(invitation.name).label} for {invitation.email}",
    )
