"""Send an invitation again that nobody has taken up: with a token of its own, to whom it went before."""

from uuid import UUID

from django.db import transaction

from accounts import queries
from accounts.actions import account_mails, invitations
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.domain.roles import RoleName
from accounts.models import Invitation


@transaction.atomic
def invite_again(*, by: Context, invitation_id: UUID) -> Invitation | Refusal:
    """Send it again, once however often it is pressed: only the newest of an address can be sent again.

    If the e-mail fails nothing of it is kept, as nobody would know its token; the fault is the caller's to tell. The
    link that was sent before works as long as it would have; taking one closes the other.
    """
    before = Invitation.objects.select_for_update(of=("self",)).filter(id=invitation_id).first()
    if before is None or before.provider_id is None:
        return Refusal("This invitation is not known any more.")
    if before.id not in {each.id for each in queries.not_taken_up([before.provider_id])}:
        return Refusal(f"{before.email}: has signed up, was invited again, or the invitation was taken back.")
    role = RoleName(before.name)
    if because := queries.why_not_hold(before.email, role, before.authority_id):
        return Refusal(f"{before.email}: they {because}")
    invitation, token = invitations.invite(
        by=by, email=before.email, role=role, provider_id=before.provider_id, scope_label=before.scope_label
    )
    account_mails.send_invitation(invitation=invitation, token=token, invited_by=by.person_name)
    return invitation
