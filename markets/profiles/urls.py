"""Addresses of profiles."""

from django.urls import path

from markets.profiles.views import market, providers, runs

urlpatterns = [
    path("market-profile/", market.market_profile, name="market_profile"),
    path("market-profile/invented/", market.invented_profile, name="invented_profile"),
    path("market-profile/new/", runs.profile_new, name="profile_new"),
    path("market-profile/<uuid:run_id>/", runs.profile_run, name="profile_run"),
    path("market-profile/<uuid:run_id>/share/", runs.profile_share, name="profile_share"),
    path("market-profile/<uuid:run_id>/throw-away/", runs.profile_throw_away, name="profile_throw_away"),
    path("market-profile/<uuid:run_id>/files/<slug:kind>/", market.profile_file, name="profile_file"),
    path("market-profile/<uuid:run_id>/providers/", providers.provider_profile, name="provider_profile"),
    path("own-profile/", providers.own_profile, name="own_profile"),
]
