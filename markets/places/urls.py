"""Addresses of lists of places."""

from django.urls import path

from markets.places.views import place_lists

ONE = "places/<uuid:place_list_id>/"
urlpatterns = [
    path("places/", place_lists.place_list_all, name="place_list_all"),
    path("places/send/", place_lists.place_send, name="place_send"),
    path("places/invented/<slug:kind>/", place_lists.invented_places, name="invented_places"),
    path(ONE, place_lists.place_list_detail, name="place_list_detail"),
    path(f"{ONE}steps/", place_lists.place_steps, name="place_steps"),
]
