"""Pages for when something goes wrong."""

import secrets
import sys

import structlog
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from costofcare.domain.incidents import reference_of

log = structlog.get_logger(__name__)
# The database is not there, or does not get to it in time: nothing is wrong with what was asked.
AWAY = (OperationalError, InterfaceError)
# Where even the page that says sorry cannot be drawn.
BARE = "<!DOCTYPE html><html lang=en-GB><title>Sorry</title><h1>Sorry, there is a problem</h1><p>Reference: {}</p>"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return page_of_trouble("413.html", 413)
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Show a reference that the log has too; it asks neither database nor session, as they may be what is broken."""
    reference = reference_of(getattr(request, "id", "") or secrets.token_hex(4))
    log.error("a page failed", reference=reference, method=request.method, path=request.path, exc_info=True)
    if isinstance(sys.exc_info()[1], AWAY):
        return page_of_trouble("503.html", 503, {"Retry-After": "30"}, reference=reference)
    return page_of_trouble("500.html", 500, reference=reference)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Answer for the sign-in library, which counts how often somebody asks for an e-mail and the like."""
    return page_of_trouble("429.html", 429, {"Retry-After": "60"})


def page_of_trouble(
    template: str, status: int, headers: dict[str, str] | None = None, /, **said: object
) -> HttpResponse:
    """Return a page that asks neither database nor session, and is for no cache to keep."""
    try:
        page = render_to_string(template, {"portal_name": settings.PORTAL_NAME, **said})
    except Exception:
        log.exception("the page that says sorry failed", reference=said.get("reference", ""))
        page = BARE.format(said.get("reference", ""))
    return HttpResponse(page, status=status, headers={"Cache-Control": "no-store", **(headers or {})})
