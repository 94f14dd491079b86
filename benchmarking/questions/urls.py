"""Addresses of queries on councils' returns."""

from django.urls import path

from benchmarking.questions.views import council_queries as views

QUERY = "benchmarking/queries/<uuid:query_id>/"
urlpatterns = [
    path("benchmarking/rounds/<uuid:round_id>/councils/<uuid:member_id>/ask/", views.council_ask, name="council_ask"),
    path(QUERY, views.council_query, name="council_query"),
    path(QUERY + "answer/", views.council_query_answer, name="council_query_answer"),
    path(QUERY + "close/", views.council_query_close, name="council_query_close"),
]
