"""Set who is asking on each request; roles are looked up each time, so one taken away is gone with the next click."""

from collections.abc import Callable
from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts import queries
from accounts.domain.context import CHOSEN_ROLE, Context
from accounts.domain.roles import GUARDED_ROLES

Respond = Callable[[HttpRequest], HttpResponse]


class ContextMiddleware:
    """Sets ``request.context``: the active context, or None for strangers and for those who have yet to choose."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.context = context_of(request)  # type: ignore[attr-defined]
        return self.get_response(request)


class SecondFactorMiddleware:
    """Sends people whose role needs a second factor to set one up before they may act."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        context: Context | None = request.context  # type: ignore[attr-defined]
        if context and lacks_second_factor(request, context):
            request.context = None  # type: ignore[attr-defined]
            if not request.path.startswith(reverse("accounts:account")):
                return redirect("mfa_activate_totp")
        return self.get_response(request)


def lacks_second_factor(request: HttpRequest, context: Context) -> bool:
    if not settings.SECOND_FACTOR_REQUIRED or context.role not in GUARDED_ROLES:
        return False
    return not is_mfa_enabled(request.user)


def context_of(request: HttpRequest) -> Context | None:
    if not request.user.is_authenticated:
        return None
    return queries.context_of(request.user, _chosen(request))


def _chosen(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.session.get(CHOSEN_ROLE, ""))
    except ValueError:
        return None
