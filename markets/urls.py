"""Addresses of the room of markets."""

from django.urls import include, path

app_name = "markets"
urlpatterns = [
    path("", include("markets.fees.urls")),
    path("", include("markets.charter.urls")),
    path("", include("markets.wages.urls")),
    path("", include("markets.ratecards.urls")),
    path("", include("markets.paysurveys.urls")),
    path("", include("markets.tables.urls")),
    path("", include("markets.payment.urls")),
    path("", include("markets.profiles.urls")),
    path("", include("markets.doublecare.urls")),
    path("", include("markets.callsheets.urls")),
    path("", include("markets.marketreleases.urls")),
    path("", include("markets.visits.urls")),
    path("", include("markets.options.urls")),
    path("", include("markets.places.urls")),
    path("", include("markets.zones.urls")),
    path("", include("markets.programme.urls")),
    path("", include("markets.evaluation.urls")),
    path("", include("markets.papers.urls")),
]
