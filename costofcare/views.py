"""The pages that belong to no room: the front page, what we promise, and what is said when something goes wrong."""

import secrets
from decimal import Decimal

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import NoReverseMatch

from submissions.domain.charts import Quantiles, range_chart

log = structlog.get_logger(__name__)
# Where even the page that says sorry cannot be drawn.
BARE = "<!DOCTYPE html><html lang=en-GB><title>Sorry</title><h1>Sorry, there is a problem</h1><p>Reference: {}</p>"

# Invented: what a released table looks like.
SAMPLE = [
    Quantiles("Careworker costs", Decimal("16.60"), Decimal("15.80"), Decimal("17.90")),
    Quantiles("Business costs", Decimal("4.90"), Decimal("4.20"), Decimal("5.80")),
    Quantiles("Assistive technology", None),
    Quantiles("Total", Decimal("22.60"), Decimal("20.90"), Decimal("24.40"), kind="total"),
]


def front(request: HttpRequest) -> HttpResponseBase:
    """Whoever is signed in goes on to their own home."""
    if getattr(request, "context", None):
        try:
            return redirect("home")
        except NoReverseMatch:
            pass
    return render(request, "costofcare/front.html", {"sample": SAMPLE, "chart": range_chart(SAMPLE)})


def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "costofcare/privacy.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "costofcare/accessibility.html")


def contact(request: HttpRequest) -> HttpResponse:
    return render(request, "costofcare/contact.html", {"contact_email": settings.CONTACT_EMAIL})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """A reference that stands in the log too; asks neither database nor session, as they may be what is broken."""
    reference = secrets.token_hex(4).upper()
    log.error("a page failed", reference=reference, method=request.method, path=request.path, exc_info=True)
    try:
        page = render_to_string("500.html", {"portal_name": settings.PORTAL_NAME, "reference": reference})
    except Exception:
        log.exception("the page that says sorry failed", reference=reference)
        page = BARE.format(reference)
    return HttpResponse(page, status=500)
