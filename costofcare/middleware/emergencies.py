"""Whoever reads returns in an emergency changes nothing, and each page that they open is written down."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.actions import emergencies
from accounts.domain.emergencies import CHANGES_NOTHING
from accounts.domain.scripts import is_by_script
from costofcare.middleware.open_addresses import OPEN_ADDRESSES, name_of

READING = ("GET", "HEAD", "OPTIONS")
# What concerns their own account.
OWN = frozenset({"account_logout", "accounts:choose_context"})


class EmergenciesMiddleware:
    """Stands inside the wall, as what it writes down is written by the person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        context = getattr(request, "context", None)
        if context is None or context.until is None or name_of(request.path_info) in OPEN_ADDRESSES | OWN:
            return self.get_response(request)
        if request.method not in READING:
            return to_read_alone(request)
        emergencies.note_page(by=context, path=request.path_info)
        return self.get_response(request)


def to_read_alone(request: HttpRequest) -> HttpResponse:
    if is_by_script(request.headers):
        return HttpResponse(CHANGES_NOTHING, status=403, content_type="text/plain; charset=utf-8")
    return render(request, "costofcare/to_read_alone.html", {"words": CHANGES_NOTHING}, status=403)
