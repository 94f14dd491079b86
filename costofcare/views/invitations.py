"""Invite somebody into any role: here, as accounts know neither authorities nor providers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.actions.account_mails import send_invitation
from accounts.actions.invitations import invite
from accounts.domain.idempotency import key_of
from accounts.domain.roles import AUTHORITY_ROLES, PROVIDER_ROLES, RoleName
from accounts.permissions import can_administer
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
        if token:
            send_invitation(invitation=invitation, token=token, invited_by=context.person_name)
        messages.success(request, f"An invitation has been sent to {invitation.email}. It is valid for 72 hours.")
        return redirect("accounts:person_list")
    return render(request, "costofcare/invite_person.html", {"form": form})
