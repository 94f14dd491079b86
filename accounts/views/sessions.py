"""Pages about being signed in: how long it lasts, what was typed after its end, and signing in beside an open page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import queries
from accounts.actions import kept_words as actions
from accounts.domain.kept_words import KEPT_FOR


@never_cache
@login_required
@require_safe
def kept_words(request: HttpRequest) -> HttpResponse:
    """Give back, once, what was typed before signing in again; to be sent from here, in the role that it needs."""
    if request.context is None and queries.roles_of(request.user).exists():
        return redirect(f"{reverse('accounts:choose_context')}?next={request.path}")
    forms = actions.give_back(person_id=request.user.pk)
    hours = int(KEPT_FOR.total_seconds() // 3600)
    return render(request, "accounts/kept_words.html", {"forms": forms, "hours": hours})


@never_cache
@login_required
@require_safe
def signed_in_again(request: HttpRequest) -> HttpResponse:
    """Show where signing in beside an open page ends: that page goes on by itself."""
    return render(request, "accounts/signed_in_again.html")


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def session_left(request: HttpRequest) -> HttpResponse:
    """Tell a page how long the session lasts, and whose it is; asked by POST the session is prolonged."""
    unless_used, at_most = request.session_left
    return JsonResponse({"person": str(request.user.pk), "left": unless_used, "most": at_most})
