"""Addresses of checking all returns of an exercise again."""

from django.urls import path

from submissions.rechecks.views import rechecks

IN_EXERCISE = "exercises/<uuid:exercise_id>/rechecks"
RECHECK = "rechecks/<uuid:recheck_id>"
urlpatterns = [
    path(f"{IN_EXERCISE}/", rechecks.recheck_list, name="recheck_list"),
    path(f"{IN_EXERCISE}/begin/", rechecks.recheck_begin, name="recheck_begin"),
    path(f"{RECHECK}/", rechecks.recheck_detail, name="recheck_detail"),
    path(f"{RECHECK}/steps/", rechecks.recheck_steps, name="recheck_steps"),
    path(f"{RECHECK}/stop/", rechecks.recheck_stop, name="recheck_stop"),
    path(f"{RECHECK}/changes/<slug:kind>/", rechecks.recheck_file, name="recheck_file"),
]
