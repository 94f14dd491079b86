"""Addresses of the dashboard and of where locations stand."""

from django.urls import path

from engagement.views import dashboard, standing

urlpatterns = [
    path("engagement/", dashboard.exercise_list, name="exercise_list"),
    path("engagement/<uuid:exercise_id>/", dashboard.dashboard, name="dashboard"),
    path("engagement/<uuid:exercise_id>/tables/<slug:name>.csv", dashboard.dashboard_table, name="dashboard_table"),
    path("engagement/<uuid:exercise_id>/standing/", standing.standing_list, name="standing_list"),
    path("engagement/<uuid:exercise_id>/standing.csv", standing.standing_csv, name="standing_csv"),
]
