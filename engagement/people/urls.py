"""Addresses of the people at the providers, and of getting no more mails."""

from django.urls import path

from engagement.people.views import duplicates, opt_out, people

PEOPLE = "engagement/<uuid:exercise_id>/people"

urlpatterns = [
    path(f"{PEOPLE}/", people.person_list, name="person_list"),
    path(f"{PEOPLE}/duplicates/", duplicates.duplicate_list, name="duplicate_list"),
    path(f"{PEOPLE}/bad-addresses/", people.bad_address_list, name="bad_address_list"),
    path(
        "engagement/<uuid:exercise_id>/locations/<uuid:participation_id>/people/new/",
        people.person_new,
        name="person_new",
    ),
    path(f"{PEOPLE}/<uuid:person_id>/", people.person_detail, name="person_detail"),
    path(f"{PEOPLE}/<uuid:person_id>/mark/", people.person_mark, name="person_mark"),
    path(f"{PEOPLE}/<uuid:person_id>/merge/", duplicates.person_merge, name="person_merge"),
    path(f"{PEOPLE}/<uuid:person_id>/part/", duplicates.person_part, name="person_part"),
    path("no-more-emails/<str:token>/", opt_out.opt_out, name="opt_out"),
]
