"""Addresses of the fee lab."""

from django.urls import path

from markets.fees.views import exports, further_pages, released_starts, scenarios, visit_inputs

urlpatterns = [
    path("fees/", scenarios.scenario_list, name="scenario_list"),
    path("fees/new/", scenarios.scenario_new, name="scenario_new"),
    path("fees/new/<uuid:release_id>/", released_starts.scenario_from_release, name="scenario_from_release"),
    path("fees/compare/", scenarios.scenario_compare, name="scenario_compare"),
    path("fees/<uuid:scenario_id>/", scenarios.scenario_lab, name="scenario_lab"),
    path("fees/<uuid:scenario_id>/pictures/", further_pages.scenario_pictures, name="scenario_pictures"),
    path("fees/<uuid:scenario_id>/budget/", further_pages.scenario_budget, name="scenario_budget"),
    path("fees/<uuid:scenario_id>/special/", further_pages.scenario_special, name="scenario_special"),
    path("fees/<uuid:scenario_id>/visits/<uuid:run_id>/", visit_inputs.scenario_visits, name="scenario_visits"),
    path("fees/<uuid:scenario_id>/copy/", scenarios.scenario_copy, name="scenario_copy"),
    path("fees/<uuid:scenario_id>/freeze/", scenarios.scenario_freeze, name="scenario_freeze"),
    path("fees/<uuid:scenario_id>/throw-away/", scenarios.scenario_throw_away, name="scenario_throw_away"),
    path("fees/<uuid:scenario_id>/files/<slug:kind>/", exports.scenario_file, name="scenario_file"),
]
