"""Addresses of questions, and of what a provider says is not for it."""

from django.urls import path

from submissions.views import asking, query_list

urlpatterns = [
    path("locations-asked/<uuid:participation_id>/ask/", asking.ask, name="ask"),
    path("questions/", query_list.query_list, name="query_list"),
    path("questions/<uuid:query_id>/", asking.query_detail, name="query_detail"),
    path("questions/<uuid:query_id>/answer/", asking.answer, name="query_answer"),
    path("questions/<uuid:query_id>/close/", asking.close, name="query_close"),
]
