"""Whoever holds several roles is asked which one they act in, and led on to the page that they came for."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts import queries
from accounts.domain.scripts import is_by_script
from costofcare.middleware.open_addresses import OPEN_ADDRESSES, name_of

# The home asks by itself; the link of a shared return knows the role that it needs.
ASK_THEMSELVES = frozenset({"home", "submissions:shared"})


class ChooseRoleMiddleware:
    """Asks before a page of some role is looked for: without a role nothing would be found."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.context is None and _has_to_choose(request):
            choose = reverse("accounts:choose_context")
            return redirect(f"{choose}?{urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})}")
        return self.get_response(request)


def _has_to_choose(request: HttpRequest) -> bool:
    if request.method != "GET" or is_by_script(request.headers):
        return False
    name = name_of(request.path_info)
    if not name or name in OPEN_ADDRESSES | ASK_THEMSELVES or request.path.startswith(reverse("accounts:account")):
        return False
    return queries.roles_of(request.user).count() > 1
