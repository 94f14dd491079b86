"""Addresses of peers: a line of a return among them, and the lines of an exercise with their outliers."""

from django.urls import path

from submissions.peers.views import bands, checks, outliers, panel, peer_lines

urlpatterns = [
    path("exercises/<uuid:exercise_id>/checks/", checks.check_list, name="check_list"),
    path("exercises/<uuid:exercise_id>/checks/<slug:kind>/", checks.check_file, name="check_file"),
    path("exercises/<uuid:exercise_id>/ranges/", bands.ranges, name="ranges"),
    path("exercises/<uuid:exercise_id>/outliers/", outliers.outlier_list, name="outlier_list"),
    path("exercises/<uuid:exercise_id>/outliers/<slug:kind>/", outliers.outlier_file, name="outlier_file"),
    path("exercises/<uuid:exercise_id>/outliers/<slug:column>/<slug:line>/", panel.panel, name="panel"),
    path("returns/<uuid:return_id>/peers/<slug:column>/<slug:line>/", peer_lines.peer_line, name="peer_line"),
]
