"""Addresses of where a council stands."""

from django.urls import path

from benchmarking.position.views import own_position

urlpatterns = [path("benchmarking/own/positions/<uuid:copy_id>/", own_position.own_position, name="own_position")]
