"""Addresses of the return online."""

from django.urls import path

from submissions.views import (
    answers,
    clashes,
    online,
    sections,
    suggestions,
)

urlpatterns = [
    path("locations-asked/<uuid:participation_id>/online/", online.online, name="online"),
    path("locations-asked/<uuid:participation_id>/online-answers/", answers.online_answers, name="online_answers"),
    path("locations-asked/<uuid:participation_id>/online-workbook/", answers.online_workbook, name="online_workbook"),
    path("locations-asked/<uuid:participation_id>/online-offer/", answers.online_offer, name="online_offer"),
    path(
        "locations-asked/<uuid:participation_id>/online-guess/", suggestions.take_online_guess, name="take_online_guess"
    ),
    path(
        "locations-asked/<uuid:participation_id>/online-guess-back/",
        suggestions.put_online_guess_back,
        name="put_online_guess_back",
    ),
    path("locations-asked/<uuid:participation_id>/online/<slug:slug>/", sections.online_section, name="online_section"),
    path("locations-asked/<uuid:participation_id>/online/<slug:slug>/save/", sections.online_save, name="online_save"),
    path(
        "locations-asked/<uuid:participation_id>/online/<slug:slug>/choose/",
        clashes.online_choose,
        name="online_choose",
    ),
]
