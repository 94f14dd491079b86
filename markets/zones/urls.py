"""Addresses of zone plans."""

from django.urls import path

from markets.zones.views import plans, rates

ONE = "zones/<uuid:zone_plan_id>/"
urlpatterns = [
    path("zones/", plans.plan_list, name="zone_plan_list"),
    path("zones/new/", plans.plan_new, name="zone_plan_new"),
    path("zones/ground/", plans.ground_ask, name="zone_ground_ask"),
    path("zones/compare/", plans.plan_compare, name="zone_plan_compare"),
    path("zones/rates/", rates.zone_rates, name="zone_rates"),
    path(ONE, plans.plan_detail, name="zone_plan_detail"),
    path(ONE + "freeze/", plans.plan_freeze, name="zone_plan_freeze"),
    path(ONE + "copy/", plans.plan_copy, name="zone_plan_copy"),
    path(ONE + "throw-away/", plans.plan_throw_away, name="zone_plan_throw_away"),
    path(ONE + "files/<slug:kind>/", plans.plan_file, name="zone_plan_file"),
]
