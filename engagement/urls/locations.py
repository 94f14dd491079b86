"""Addresses of the locations of an exercise."""

from django.urls import path

from engagement.views import locations

urlpatterns = [
    path("engagement/<uuid:exercise_id>/locations/", locations.location_list, name="location_list"),
    path(
        "engagement/<uuid:exercise_id>/locations/<uuid:participation_id>/",
        locations.location_detail,
        name="location_detail",
    ),
]
