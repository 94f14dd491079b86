"""Addresses of the dashboard, of the status of locations, and of each location."""

from django.urls import path

from engagement.coverage.views import annex_b, dashboard, location_status, locations, outcomes

urlpatterns = [
    path("engagement/", dashboard.exercise_list, name="exercise_list"),
    path("engagement/<uuid:exercise_id>/", dashboard.dashboard, name="dashboard"),
    path("engagement/<uuid:exercise_id>/tables/<slug:name>.csv", dashboard.dashboard_table, name="dashboard_table"),
    path("engagement/<uuid:exercise_id>/annex-b/", annex_b.annex_b, name="annex_b"),
    path("engagement/<uuid:exercise_id>/annex-b/<slug:name>.docx", annex_b.annex_b_file, name="annex_b_file"),
    path("engagement/<uuid:exercise_id>/standing/", location_status.standing_list, name="standing_list"),
    path("engagement/<uuid:exercise_id>/standard/", outcomes.standard, name="standard"),
    path("engagement/<uuid:exercise_id>/longer/", location_status.extension_list, name="extension_list"),
    path(
        "engagement/<uuid:exercise_id>/locations/<uuid:participation_id>/outcome/",
        outcomes.give_outcome,
        name="give_outcome",
    ),
    path(
        "engagement/<uuid:exercise_id>/locations/<uuid:participation_id>/outcome/end/",
        outcomes.end_outcome,
        name="end_outcome",
    ),
    path("engagement/<uuid:exercise_id>/standing.csv", location_status.standing_csv, name="standing_csv"),
    path("engagement/<uuid:exercise_id>/locations/", locations.location_list, name="location_list"),
    path(
        "engagement/<uuid:exercise_id>/locations/<uuid:participation_id>/",
        locations.location_detail,
        name="location_detail",
    ),
]
