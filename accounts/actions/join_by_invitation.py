"""Join by an invitation: the account and its first role, made together and once, however many try at the same time."""

from django.db import transaction

from accounts import queries
from accounts.actions import invitations, people
from accounts.actions.advisory_lock import take_turn
from accounts.actions.invitations import InvitationRefused
from accounts.models import Invitation, User

KNOWN = InvitationRefused("There is an account with this address by now. Sign in, then open the link again.")


@transaction.atomic
def join(*, token: str, full_name: str, password: str) -> tuple[User, Invitation] | InvitationRefused:
    """Make the account of somebody who takes up an invitation.

    Of several at once the first makes it, and the others read that the invitation has been used: nobody is signed in
    to an account that another press has made.
    """
    offered = queries.invitation_by_token(token)
    if offered is not None:
        take_turn(f"joining {offered.email}")
        offered.refresh_from_db()
    if (refused := invitations.why_not(offered)) or offered is None:
        return refused or KNOWN
    if queries.is_known(offered.email):
        return KNOWN
    person = people.add(by=None, email=offered.email, full_name=full_name, password=password)
    taken = invitations.accept(token=token, person=person)
    if isinstance(taken, InvitationRefused):
        transaction.set_rollback(True)
        return taken
    return person, taken
