"""Pages for everybody: the front page, and what we promise."""

from decimal import Decimal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.domain.kept_words import KEPT_FOR
from costing.charts import QuantileMarks, range_chart
from costofcare.retention.queries import kept_kinds
from costofcare.views import deployment_facts
from costofcare.views.cookies import cookies
from costofcare.views.visibility import askers, presets_for
from reports.domain.policy import PROTECTED

# Invented: what a released table looks like.
SAMPLE = [
    QuantileMarks("Careworker costs", Decimal("16.60"), Decimal("15.80"), Decimal("17.90")),
    QuantileMarks("Business costs", Decimal("4.90"), Decimal("4.20"), Decimal("5.80")),
    QuantileMarks("Assistive technology", None),
    QuantileMarks("Total", Decimal("22.60"), Decimal("20.90"), Decimal("24.40"), kind="total"),
]


def front(request: HttpRequest) -> HttpResponse:
    """Show the front page; whoever is signed in goes on to their own home."""
    if getattr(request, "context", None):
        return redirect("home")
    return render(request, "costofcare/front.html", {"sample": SAMPLE, "chart": range_chart(SAMPLE)})


def privacy(request: HttpRequest) -> HttpResponse:
    """Show who may see what, asked of the permissions, so that the page cannot promise more than they keep."""
    page = {
        "facts": deployment_facts.data_protection(),
        "askers": askers(),
        "presets": presets_for(getattr(request, "context", None)),
        "policy": PROTECTED,
        "cookies": cookies(),
        "kept_kinds": kept_kinds(),
        "kept_hours": int(KEPT_FOR.total_seconds() // 3600),
    }
    return render(request, "costofcare/privacy.html", page)


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "costofcare/accessibility.html")


def contact(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "costofcare/contact.html",
        {"contact_email": settings.CONTACT_EMAIL, "facts": deployment_facts.contact()},
    )
