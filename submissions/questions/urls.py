"""Addresses of questions on returns."""

from django.urls import path

from submissions.questions.views import ask_together, question_list, questions

urlpatterns = [
    path("locations-asked/<uuid:participation_id>/ask/", questions.ask, name="ask"),
    path("returns/<uuid:return_id>/ask-together/", ask_together.ask_together, name="ask_together"),
    path("questions/", question_list.query_list, name="query_list"),
    path("questions/<uuid:query_id>/", questions.query_detail, name="query_detail"),
    path("questions/<uuid:query_id>/ask-again/", questions.ask_again, name="query_ask_again"),
    path("questions/<uuid:query_id>/answer/", questions.answer, name="query_answer"),
    path("questions/<uuid:query_id>/close/", questions.close, name="query_close"),
    path("questions/<uuid:query_id>/withdraw/", questions.withdraw, name="query_withdraw"),
]
