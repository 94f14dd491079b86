"""Addresses of the page of a region."""

from django.urls import path

from reports.region import views

urlpatterns = [
    path("region/", views.region_detail, name="region_detail"),
    path("region/exercises.csv", views.region_file, {"kind": "csv"}, name="region_csv"),
    path("region/exercises.xlsx", views.region_file, {"kind": "xlsx"}, name="region_xlsx"),
]
