"""Pages to accept an invitation."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accounts import queries
from accounts.actions import invitations, join_by_invitation
from accounts.domain.context import CHOSEN_ROLE
from accounts.forms import JoinForm
from accounts.models import Invitation, User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
def take(request: HttpRequest, token: str) -> HttpResponse:
    """Show the invitation: to confirm if signed in, to sign in if the address is known, to join otherwise."""
    invitation = queries.invitation_by_token(token)
    email = request.user.email if request.user.is_authenticated else None
    refused = invitations.why_not(invitation, email)
    if refused or invitation is None:
        return _refuse(request, refused)
    if request.user.is_authenticated:
        return _confirm(request, token, invitation)
    if queries.is_known(invitation.email):
        return redirect(f"{reverse('account_login')}?next={request.path}")
    return _join(request, token, invitation)


def _confirm(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    if request.method == "POST":
        return _accept(request, token, request.user)
    return render(request, "accounts/invitation_confirm.html", {"invitation": invitation})


def _join(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    form = JoinForm(invitation.email, request.POST or None, scope=invitation.scope_label)
    if request.method == "POST" and form.is_valid():
        joined = join_by_invitation.join(token=token, **form.cleaned_data)
        if isinstance(joined, invitations.InvitationRefused):
            return _refuse(request, joined)
        person, taken = joined
        login(request, person, backend=BACKEND)
        return _welcome(request, person, taken)
    return render(request, "accounts/invitation_join.html", {"invitation": invitation, "form": form})


def _accept(request: HttpRequest, token: str, person: User) -> HttpResponse:
    taken = invitations.accept(token=token, person=person)
    if isinstance(taken, invitations.InvitationRefused):
        return _refuse(request, taken)
    return _welcome(request, person, taken)


def _refuse(request: HttpRequest, refused: invitations.InvitationRefused | None) -> HttpResponse:
    return render(request, "accounts/invitation_refused.html", {"refused": refused}, status=410)


def _welcome(request: HttpRequest, person: User, taken: Invitation) -> HttpResponse:
    request.session[CHOSEN_ROLE] = str(queries.role_taken_by(taken, person).id)
    messages.success(request, f"Welcome. You are now set up {taken.part_in_words}.")
    return redirect("home")
