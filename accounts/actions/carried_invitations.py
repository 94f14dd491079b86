"""Invitations that a campaign's message carries: made when it goes out, and known by the message's own id."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts import queries
from accounts.actions.invitations import VALID_FOR, new_token, record
from accounts.domain.roles import RoleName
from accounts.domain.tokens import digest
from accounts.models import Invitation


@transaction.atomic
def carry(*, message_id: UUID, email: str, provider_id: UUID) -> str:
    """Return the token of a new invitation to an address that has not taken up its last one; blank if there is none.

    Nobody is invited here whom nobody who may has invited before: it is renewed in their name. A message that is tried
    again renews its own.
    """
    address = email.strip().lower()
    before = next((each for each in queries.not_taken_up([provider_id]) if each.email == address), None)
    if before is None or queries.why_not_hold(address, RoleName(before.name), None):
        return ""
    token, now = new_token(), timezone.now()
    fresh = {"token_sha256": digest(token), "invited_at": now, "expires_at": now + VALID_FOR}
    same = {
        "email": address,
        "name": before.name,
        "provider_id": provider_id,
        "scope_label": before.scope_label,
        "invited_by_id": before.invited_by_id,
    }
    invitation, is_new = Invitation.objects.update_or_create(
        id=message_id, defaults=fresh, create_defaults={**fresh, **same}
    )
    if is_new:
        record(None, "invited again in a campaign's message", invitation)
    return token


def not_sent(message_id: UUID) -> None:
    """Drop the invitation of a message that surely did not go out: nobody knows its token."""
    Invitation.objects.filter(id=message_id, accepted_at=None).delete()
