"""Addresses of the regional report."""

from django.urls import path

from benchmarking.regionalreport.views import reports

EDITION = "benchmarking/rounds/<uuid:round_id>/editions/<uuid:edition_id>/"
urlpatterns = [
    path(EDITION + "report/<str:kind>", reports.edition_report, name="edition_report"),
    path("benchmarking/editions/<uuid:copy_id>/report/<str:kind>", reports.copy_report, name="copy_report"),
]
