"""Who is asking, on each request: the roles are looked up anew, so one taken away is gone with the next click."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from accounts import queries
from accounts.domain.context import Context

CHOSEN_ROLE = "role"


class ContextMiddleware:
    """Sets ``request.context``: the active context, or None for strangers and for who has yet to choose."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.context = context_of(request)  # type: ignore[attr-defined]
        return self.get_response(request)


def context_of(request: HttpRequest) -> Context | None:
    if not request.user.is_authenticated:
        return None
    return queries.context_of(request.user, _chosen(request))


def _chosen(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.session.get(CHOSEN_ROLE, ""))
    except ValueError:
        return None
