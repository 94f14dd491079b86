"""Addresses of the pages about exemptions."""

from django.urls import path

from submissions.views import exemptions

urlpatterns = [
    path("locations-asked/<uuid:participation_id>/not-for-us/", exemptions.say_not_for_us, name="say_not_for_us"),
    path("not-for-us/", exemptions.word_list, name="word_list"),
    path("not-for-us/<uuid:word_id>/", exemptions.word_detail, name="word_detail"),
    path("not-for-us/<uuid:word_id>/withdraw/", exemptions.word_withdraw, name="word_withdraw"),
]
