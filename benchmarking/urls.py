"""Addresses of this room."""

from django.urls import include, path

app_name = "benchmarking"
urlpatterns = [
    path("", include("benchmarking.rounds.urls")),
    path("", include("benchmarking.projects.urls")),
    path("", include("benchmarking.position.urls")),
    path("", include("benchmarking.returns.urls")),
    path("", include("benchmarking.public_files.urls")),
    path("", include("benchmarking.questions.urls")),
    path("", include("benchmarking.analysis.urls")),
    path("", include("benchmarking.editions.urls")),
    path("", include("benchmarking.toolkit.urls")),
    path("", include("benchmarking.regionalreport.urls")),
]
