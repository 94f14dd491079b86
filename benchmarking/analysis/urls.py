"""Addresses of analyses, for the office."""

from django.urls import path

from benchmarking.analysis.views import analyses

ROUND = "benchmarking/rounds/<uuid:round_id>/analyses/"
ONE = ROUND + "<uuid:analysis_id>/"
urlpatterns = [
    path(ROUND, analyses.analysis_list, name="analysis_list"),
    path(ONE, analyses.analysis_detail, name="analysis_detail"),
    path(ONE + "steps/", analyses.analysis_steps, name="analysis_steps"),
    path(ONE + "councils.xlsx", analyses.analysis_file, name="analysis_file"),
]
