"""Addresses of questions, and of what a provider says is not for it."""

from django.urls import path

from submissions.views import asking, not_for_us, query_list

urlpatterns = [
    path("locations-asked/<uuid:participation_id>/ask/", asking.ask, name="ask"),
    path("questions/", query_list.query_list, name="query_list"),
    path("questions/<uuid:query_id>/", asking.query_detail, name="query_detail"),
    path("questions/<uuid:query_id>/answer/", asking.answer, name="query_answer"),
    path("questions/<uuid:query_id>/close/", asking.close, name="query_close"),
    path("questions/<uuid:query_id>/withdraw/", asking.withdraw, name="query_withdraw"),
    path("locations-asked/<uuid:participation_id>/not-for-us/", not_for_us.say_not_for_us, name="say_not_for_us"),
    path("not-for-us/", not_for_us.word_list, name="word_list"),
    path("not-for-us/<uuid:word_id>/", not_for_us.word_detail, name="word_detail"),
    path("not-for-us/<uuid:word_id>/withdraw/", not_for_us.word_withdraw, name="word_withdraw"),
]
