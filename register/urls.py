"""Addresses of the pages about the register, exercises and who takes part."""

from django.urls import path

from register.views import (
    exercises,
    imports,
    invitations,
    list_meanings,
    participations,
    register,
)

app_name = "register"
urlpatterns = [
    path("register/", register.location_list, name="location_list"),
    path("register/locations/<uuid:location_id>/", register.location_detail, name="location_detail"),
    path("register/locations/<uuid:location_id>/owner/", register.owner, name="owner"),
    path("register/authorities/", register.authority_list, name="authority_list"),
    path("register/authorities/new/", register.authority_new, name="authority_new"),
    path("register/authorities/<uuid:authority_id>/", register.authority_edit, name="authority_edit"),
    path("register/imports/", imports.import_list, name="import_list"),
    path("register/imports/new/", imports.import_directory, name="import_directory"),
    path("register/imports/<uuid:import_id>/", imports.import_detail, name="import_detail"),
    path("register/imports/<uuid:import_id>/steps/", imports.import_steps, name="import_steps"),
    path("register/imports/<uuid:import_id>/confirm/", imports.import_confirm, name="import_confirm"),
    path("register/imports/<uuid:import_id>/discard/", imports.import_discard, name="import_discard"),
    path("register/imports/<uuid:import_id>/say/", list_meanings.import_say, name="import_say"),
    path("exercises/", exercises.exercise_list, name="exercise_list"),
    path("exercises/new/", exercises.exercise_new, name="exercise_new"),
    path("exercises/<uuid:exercise_id>/", exercises.exercise_detail, name="exercise_detail"),
    path("exercises/<uuid:exercise_id>/edit/", exercises.exercise_edit, name="exercise_edit"),
    path("exercises/<uuid:exercise_id>/bands/", exercises.exercise_bands, name="exercise_bands"),
    path("exercises/<uuid:exercise_id>/bands/<slug:name>/", exercises.exercise_band, name="exercise_band"),
    path("exercises/<uuid:exercise_id>/draw-up/", participations.draw_up, name="draw_up"),
    path("exercises/<uuid:exercise_id>/locations/", participations.asked_list, name="asked_list"),
    path("exercises/<uuid:exercise_id>/invite/", participations.invite, name="invite"),
    path("exercises/<uuid:exercise_id>/invitations/", invitations.invitation_list, name="invitation_list"),
    path(
        "exercises/<uuid:exercise_id>/invitations/<uuid:invitation_id>/again/",
        invitations.invite_again,
        name="invite_again",
    ),
    path("exercises/<uuid:exercise_id>/council-list/", imports.import_council_list, name="import_council_list"),
    path("exercises/<uuid:exercise_id>/council-list/words/", list_meanings.list_meanings, name="list_meanings"),
    path(
        "exercises/<uuid:exercise_id>/council-list/words/<uuid:list_word_id>/forget/",
        list_meanings.list_meaning_forget,
        name="list_meaning_forget",
    ),
    path("participations/<uuid:participation_id>/in-scope/", participations.in_scope, name="in_scope"),
    path("participations/<uuid:participation_id>/give-longer/", participations.give_longer, name="give_longer"),
]
