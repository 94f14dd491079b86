"""Invite somebody into any role: here, as accounts know neither authorities nor providers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts import queries
from accounts.actions.account_mails import ask_for_consent, send_invitation
from accounts.actions.invitations import invite
from accounts.domain.idempotency import key_of
from accounts.domain.roles import AUTHORITY_ROLES, PROVIDER_ROLES, RoleName
from accounts.permissions import can_administer
from accounts.queries import Invitation
from costofcare.forms import InvitePersonForm


def invite_person(request: HttpRequest) -> HttpResponse:
    context = request.context
    if context is None or not can_administer(context):
        raise Http404
    form = InvitePersonForm(context, request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        role, scope = RoleName(form.cleaned_data["role"]), form.cleaned_data["scope"]
        invitation, token = invite(
            by=context,
            email=form.cleaned_data["email"],
            role=role,
            authority_id=scope.id if role in AUTHORITY_ROLES else None,
            provider_id=scope.id if role in PROVIDER_ROLES else None,
            scope_label=scope.name if scope else "",
            key=key_of(request.POST.lists()),
        )
        _send(invitation, token, context.person_name)
        messages.success(request, _what_now(invitation))
        return redirect("accounts:person_list")
    return render(request, "costofcare/invite_person.html", {"form": form})


def _send(invitation: Invitation, token: str, invited_by: str) -> None:
    """Send the invitation, or ask those who may consent to it."""
    if token:
        send_invitation(invitation=invitation, token=token, invited_by=invited_by)
    elif invitation.waits_for_consent:
        for address in queries.who_may_consent(invitation):
            ask_for_consent(invitation=invitation, to=address, invited_by=invited_by)


def _what_now(invitation: Invitation) -> str:
    if not invitation.waits_for_consent:
        return f"An invitation has been sent to {invitation.email}. It is valid for 72 hours."
    if not queries.who_may_consent(invitation):
        return (
            f"The invitation to {invitation.email} waits for the consent of a second administrator, whom you have not "
            "appointed within the last seven days. There is none now."
        )
    return (
        f"The invitation to {invitation.email} goes out when a second administrator has consented. They have been "
        "written to."
    )
