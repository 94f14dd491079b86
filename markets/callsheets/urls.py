"""Addresses of call sheets."""

from django.urls import path

from markets.callsheets import views

urlpatterns = [
    path("market-profile/<uuid:run_id>/call-sheet/", views.call_sheet, name="call_sheet"),
    path("market-profile/<uuid:run_id>/call-sheet/files/<slug:kind>/", views.call_sheet_file, name="call_sheet_file"),
]
