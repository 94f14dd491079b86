"""The address of the charter on a scenario."""

from django.urls import path

from markets.charter import views

urlpatterns = [path("fees/<uuid:scenario_id>/charter/", views.charter, name="charter")]
