"""Addresses of rate cards."""

from django.urls import path

from markets.ratecards import views

urlpatterns = [
    path("rate-cards/", views.card_list, name="card_list"),
    path("rate-cards/new/", views.card_new, name="card_new"),
    path("rate-cards/<uuid:card_id>/", views.card_detail, name="card_detail"),
    path("rate-cards/<uuid:card_id>/change/", views.card_change, name="card_change"),
    path("rate-cards/<uuid:card_id>/files/<slug:kind>/", views.card_file, name="card_file"),
    path("rate-cards/<uuid:card_id>/throw-away/", views.card_throw_away, name="card_throw_away"),
]
