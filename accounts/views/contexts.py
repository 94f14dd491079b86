"""Pages about your own account and the role in which you act."""

from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from accounts import queries
from accounts.actions import people
from accounts.domain.context import CHOSEN_ROLE
from accounts.lookups import or_404
from accounts.permissions import can_help_locked_out


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    roles = queries.roles_of(request.user)
    page = {
        "roles": roles,
        "has_second_factor": is_mfa_enabled(request.user),
        "may_help": can_help_locked_out(request.context),
    }
    return render(request, "accounts/account.html", page)


@login_required
def choose_context(request: HttpRequest) -> HttpResponse:
    """Change to another role; one that the person does not hold (any more) is not found."""
    roles = list(queries.roles_of(request.user))
    if request.method == "POST":
        chosen = or_404(next((role for role in roles if str(role.id) == request.POST.get("role")), None))
        request.session[CHOSEN_ROLE] = str(UUID(str(chosen.id)))
        return redirect(_next(request, request.POST.get(REDIRECT_FIELD_NAME, "")) or "home")
    onwards = _next(request, request.GET.get(REDIRECT_FIELD_NAME, ""))
    return render(request, "accounts/choose_context.html", {"roles": roles, "next": onwards})


def _next(request: HttpRequest, url: str) -> str:
    """Return the page to go on to, if it is one of the portal's own."""
    return url if url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}) else ""


@require_safe
def second_factor_lost(request: HttpRequest) -> HttpResponse:
    """Show what to do if the second factor is lost; open to strangers, as those who need it cannot sign in."""
    return render(request, "accounts/second_factor_lost.html")


@login_required
def fewer_emails(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        people.prefer_fewer_emails(person=request.user, fewer=request.POST.get("fewer") == "yes")
    return redirect("accounts:account")
