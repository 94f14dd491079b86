"""Pages for when something goes wrong."""

import secrets

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from costofcare.domain.incidents import reference_of

log = structlog.get_logger(__name__)
# Where even the page that says sorry cannot be drawn.
BARE = "<!DOCTYPE html><html lang=en-GB><title>Sorry</title><h1>Sorry, there is a problem</h1><p>Reference: {}</p>"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
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
    try:
        page = render_to_string("500.html", {"portal_name": settings.PORTAL_NAME, "reference": reference})
    except Exception:
        log.exception("the page that says sorry failed", reference=reference)
        page = BARE.format(reference)
    return HttpResponse(page, status=500)
