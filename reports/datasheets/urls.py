"""Addresses of anonymised datasheets."""

from django.urls import path

from reports.datasheets.views import datasheets

_ONE = "datasheets/<uuid:datasheet_id>/"
urlpatterns = [
    path("datasheets/", datasheets.datasheet_list, name="datasheet_list"),
    path("datasheets/make/", datasheets.datasheet_make, name="datasheet_make"),
    path(_ONE, datasheets.datasheet_detail, name="datasheet_detail"),
    path(f"{_ONE}own/", datasheets.datasheet_own, name="datasheet_own"),
    path(f"{_ONE}sheets.xlsx", datasheets.datasheet_file, {"kind": "xlsx"}, name="datasheet_xlsx"),
    path(f"{_ONE}sheets.zip", datasheets.datasheet_file, {"kind": "zip"}, name="datasheet_zip"),
]
