"""Addresses of rounds, for the office."""

from django.urls import path

from benchmarking.rounds.views import office

ROUND = "benchmarking/rounds/<uuid:round_id>/"
urlpatterns = [
    path("benchmarking/rounds/", office.round_list, name="round_list"),
    path("benchmarking/rounds/new/", office.round_new, name="round_new"),
    path(ROUND, office.round_detail, name="round_detail"),
    path(ROUND + "move/", office.round_move, name="round_move"),
    path(ROUND + "remind/", office.round_remind, name="round_remind"),
    path(ROUND + "councils/add/", office.round_add_councils, name="round_add_councils"),
    path(ROUND + "councils/<uuid:member_id>/", office.round_council, name="round_council"),
    path(ROUND + "councils/<uuid:member_id>/take-out/", office.round_take_out, name="round_take_out"),
]
