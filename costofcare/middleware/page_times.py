"""Measure each page: one log entry, the metrics, and a note for administrators of what was slow or failed."""

from collections.abc import Callable
from time import monotonic

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import is_valid_path

from costofcare import metrics
from costofcare.actions import incidents
from costofcare.domain.incidents import IncidentKind
from costofcare.middleware.turns import Turns

Respond = Callable[[HttpRequest], HttpResponse]
log = structlog.get_logger(__name__)
# No page is noted more often than that by one process: on a bad day the notes must not make it worse.
NOTED_A_MINUTE = 3
NO_ADDRESS_OF_OURS = "no address of ours"


class PageTimesMiddleware:
    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response
        self.turns = Turns(NOTED_A_MINUTE, 60)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = monotonic()
        response = self.get_response(request)
        seconds = round(monotonic() - began, 3)
        page = page_of(request)
        method, status = str(request.method), response.status_code
        log.info("answered", method=method, path=path_of(request, status), status=status, seconds=seconds)
        metrics.count_answer(page, method, status, seconds)
        if (kind := kind_of(status, seconds)) and self.turns.may(f"{kind} {page}"):
            incidents.note(kind=kind, about=f"{method} {page}", seconds=seconds, request=getattr(request, "id", ""))
        return response


def path_of(request: HttpRequest, status: int) -> str:
    """Return the address if it is one of ours: what else people type there may be a name, which no log is to keep."""
    is_static = request.path.startswith(str(settings.STATIC_URL)) and status < 400
    is_ours = is_static or request.resolver_match is not None or is_valid_path(request.path_info)
    return request.path if is_ours else NO_ADDRESS_OF_OURS


def page_of(request: HttpRequest) -> str:
    """Return the page's name, never its address: that says whose it is, and there would be as many as rows."""
    match = request.resolver_match
    return match.view_name if match is not None and match.view_name else "none"


def kind_of(status: int, seconds: float) -> IncidentKind | None:
    if status >= 500:
        return IncidentKind.PAGE_FAILED
    slow = settings.SLOW_PAGE_SECONDS
    return IncidentKind.PAGE_SLOW if slow and seconds >= slow else None
