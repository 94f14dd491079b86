"""Addresses of evaluations, and of what people said beside them."""

from django.urls import path

from markets.evaluation.views import evaluations, experience, progress, results

ONE = "evaluations/<uuid:evaluation_id>/"
SAID = "evaluations/experience/"
urlpatterns = [
    path("evaluations/", evaluations.evaluation_list, name="evaluation_list"),
    path("evaluations/new/", evaluations.evaluation_new, name="evaluation_new"),
    path(SAID, experience.experience_list, name="experience_list"),
    path(SAID + "rows/", experience.experience_table, name="experience_table"),
    path(SAID + "<uuid:experience_id>/take-out/", experience.experience_take_out, name="experience_take_out"),
    path(ONE, results.evaluation_detail, name="evaluation_detail"),
    path(ONE + "print/", results.evaluation_print, name="evaluation_print"),
    path(ONE + "files/<slug:kind>/", results.evaluation_file, name="evaluation_file"),
    path(ONE + "change/", evaluations.evaluation_change, name="evaluation_change"),
    path(ONE + "begin/", evaluations.evaluation_begin, name="evaluation_begin"),
    path(ONE + "steps/", progress.evaluation_steps, name="evaluation_steps"),
    path(ONE + "looks/", evaluations.evaluation_look, name="evaluation_look"),
    path(ONE + "version/", evaluations.evaluation_version, name="evaluation_version"),
    path(ONE + "throw-away/", evaluations.evaluation_throw_away, name="evaluation_throw_away"),
]
