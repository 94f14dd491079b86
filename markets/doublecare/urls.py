"""Addresses of double-handed care."""

from django.urls import path

from markets.doublecare import views

urlpatterns = [
    path("market-profile/<uuid:run_id>/double-handed/", views.double_handed, name="double_handed"),
    path(
        "market-profile/<uuid:run_id>/double-handed/files/<slug:kind>/",
        views.double_handed_file,
        name="double_handed_file",
    ),
    path("market-profile/<uuid:run_id>/double-handed/reviews/", views.review_list, name="review_list"),
]
