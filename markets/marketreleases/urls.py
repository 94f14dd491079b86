"""Addresses of what leaves the independent team of a market."""

from django.urls import path

from markets.marketreleases import views

ONE = "market-releases/<uuid:market_release_id>/"
urlpatterns = [
    path("market-releases/", views.market_release_list, name="market_release_list"),
    path(ONE, views.market_release_detail, name="market_release_detail"),
    path(f"{ONE}files/<slug:kind>/", views.market_release_file, name="market_release_file"),
    path(f"{ONE}approve/", views.market_release_approve, name="market_release_approve"),
    path(f"{ONE}withdraw/", views.market_release_withdraw, name="market_release_withdraw"),
    path(f"{ONE}send-back/", views.market_release_send_back, name="market_release_send_back"),
    path("market-profile/<uuid:run_id>/release/", views.market_release_draft, name="market_release_draft"),
]
