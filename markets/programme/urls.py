"""Addresses of programmes, and of the questions that people who use care are asked."""

from django.urls import path

from markets.programme.views import choices, parts, programmes, questions

ONE = "programmes/<uuid:programme_id>/"
ASKED = "programmes/questions/<uuid:question_set_id>/"
urlpatterns = [
    path("programmes/", programmes.programme_list, name="programme_list"),
    path("programmes/new/", programmes.programme_new, name="programme_new"),
    path(ONE, programmes.programme_detail, name="programme_detail"),
    path(ONE + "files/<slug:kind>/", programmes.programme_file, name="programme_file"),
    path(ONE + "freeze/", programmes.programme_freeze, name="programme_freeze"),
    path(ONE + "copy/", programmes.programme_copy, name="programme_copy"),
    path(ONE + "throw-away/", programmes.programme_throw_away, name="programme_throw_away"),
    path(ONE + "phases/new/", parts.phase_new, name="programme_phase_new"),
    path(ONE + "phases/<slug:phase>/", parts.phase_change, name="programme_phase"),
    path(ONE + "phases/<slug:phase>/take-out/", parts.phase_take_out, name="programme_phase_take_out"),
    path(ONE + "add-ons/", parts.add_ons, name="programme_add_ons"),
    path(ONE + "zones/<int:number>/", parts.zone, name="programme_zone"),
    path(ONE + "choices/", choices.choices, name="programme_choices"),
    path(ONE + "questions/new/", questions.question_set_new, name="question_set_new"),
    path(ASKED, questions.question_set_detail, name="question_set_detail"),
    path(ASKED + "form/", questions.question_set_form, name="question_set_form"),
    path(ASKED + "answers/", questions.question_set_answers, name="question_set_answers"),
    path(ASKED + "paste/", questions.question_set_paste, name="question_set_paste"),
    path(ASKED + "throw-away/", questions.question_set_throw_away, name="question_set_throw_away"),
]
