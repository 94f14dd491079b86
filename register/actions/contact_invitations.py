"""Invite the people whom a council's list names, so that each provider can sign in and send its returns."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

import structlog

from accounts import queries as accounts
from accounts.actions import account_mails, invitations
from accounts.actions.invite_again import invite_again
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.domain.roles import RoleName
from register import queries
from register.models import Exercise, Provider
from register.permissions import can_run_exercise

log = structlog.get_logger(__name__)

# A page sends its e-mails while somebody waits for it.
MOST_AT_ONCE = 50


@dataclass
class InvitedContacts:
    """The e-mail addresses of a round of invitations, by what became of them."""

    sent: list[str] = field(default_factory=list)
    already: list[str] = field(default_factory=list)
    not_sent: list[str] = field(default_factory=list)
    kept_apart: list[str] = field(default_factory=list)


def invite_contacts(*, by: Context, exercise: Exercise, contact_ids: Iterable[UUID]) -> InvitedContacts | None:
    """Invite contacts as their provider's administrator, who can then invite colleagues.

    Return None if the asker may not run the exercise.
    """
    if not can_run_exercise(by, exercise):
        return None
    wanted = set(contact_ids)
    people = queries.contacts_of(by, exercise.id).exclude(email="").filter(id__in=wanted)
    invited = InvitedContacts()
    for person in people[:MOST_AT_ONCE]:
        _invite(by, person.provider, person.email, invited)
    return invited


def invite_address(*, by: Context, exercise: Exercise, provider_id: UUID, email: str) -> InvitedContacts | None:
    """Invite an address that no list names, for a provider that takes part.

    None if it does not, or is not the asker's.
    """
    asked = queries.participations(by, exercise.id).filter(provider_id=provider_id).select_related("provider").first()
    if asked is None or not can_run_exercise(by, exercise):
        return None
    invited = InvitedContacts()
    _invite(by, asked.provider, email, invited)
    return invited


def send_again(*, by: Context, exercise: Exercise, invitation_id: UUID) -> str | Refusal | None:
    """Send an invitation of the exercise again that was not taken up; return the address that it went to.

    None if it is not the asker's to send.
    """
    found = {each.id: each for each in queries.invitations_not_taken_up(by, exercise)}
    if invitation_id not in found:
        return None
    try:
        sent = invite_again(by=by, invitation_id=invitation_id)
    except Exception:  # whatever is wrong with the mail server, the others are still to be written to
        log.exception("an invitation could not be sent again", subject=str(invitation_id))
        return Refusal(f"{found[invitation_id].email}: no email could be sent. Try again later.")
    return sent if isinstance(sent, Refusal) else sent.email


def _invite(by: Context, provider: Provider, email: str, invited: InvitedContacts) -> None:
    """Invite one address; if its e-mail fails, the invitation is taken back, as nobody knows its token any more."""
    email = email.strip().lower()
    if (provider.id, email) in accounts.addresses_at_providers([provider.id]):
        invited.already.append(email)
        return
    if accounts.why_not_hold(email, RoleName.PROVIDER_ADMINISTRATOR, None):
        invited.kept_apart.append(email)
        return
    invitation, token = invitations.invite(
        by=by,
        email=email,
        role=RoleName.PROVIDER_ADMINISTRATOR,
        provider_id=provider.id,
        scope_label=provider.name,
    )
    try:
        account_mails.send_invitation(invitation=invitation, token=token, invited_by=by.person_name)
    except Exception:  # whatever is wrong with the mail server, the others are still to be written to
        log.exception("an invitation could not be sent", subject=str(invitation.id))
        invitations.revoke(by=by, invitation=invitation)
        invited.not_sent.append(email)
    else:
        invited.sent.append(email)
