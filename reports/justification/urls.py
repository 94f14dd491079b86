"""The address of an exercise's justification."""

from django.urls import path

from reports.justification import views

urlpatterns = [
    path(
        "calculations/exercises/<uuid:exercise_id>/justification/",
        views.justification_edit,
        name="justification_edit",
    ),
]
