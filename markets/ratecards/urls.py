"""Addresses of rate cards."""

from django.urls import path

from markets.ratecards.views import beside, cards

urlpatterns = [
    path("rate-cards/", cards.card_list, name="card_list"),
    path("rate-cards/new/", cards.card_new, name="card_new"),
    path("rate-cards/<uuid:card_id>/", cards.card_detail, name="card_detail"),
    path("rate-cards/<uuid:card_id>/beside/", beside.card_beside, name="card_beside"),
    path("rate-cards/<uuid:card_id>/beside/<slug:kind>/", beside.card_beside_file, name="card_beside_file"),
    path("rate-cards/<uuid:card_id>/change/", cards.card_change, name="card_change"),
    path("rate-cards/<uuid:card_id>/files/<slug:kind>/", cards.card_file, name="card_file"),
    path("rate-cards/<uuid:card_id>/throw-away/", cards.card_throw_away, name="card_throw_away"),
]
