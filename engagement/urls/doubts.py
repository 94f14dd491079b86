"""Addresses of mails in doubt."""

from django.urls import path

from engagement.views import doubts

HERE = "engagement/<uuid:exercise_id>/in-doubt/"

urlpatterns = [
    path(HERE, doubts.doubt_list, name="doubt_list"),
    path(HERE + "messages/<uuid:message_id>/", doubts.message_decide, name="message_decide"),
    path(HERE + "notices/<uuid:notice_id>/", doubts.notice_decide, name="notice_decide"),
    path(HERE + "letters/<uuid:letter_id>/", doubts.letter_decide, name="letter_decide"),
]
