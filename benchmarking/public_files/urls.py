"""Addresses of public files and figures."""

from django.urls import path

from benchmarking.public_files.views import figures, files

FILES = "benchmarking/public-files/"
urlpatterns = [
    path(FILES, files.public_file_list, name="public_file_list"),
    path(FILES + "send/", files.public_file_send, name="public_file_send"),
    path(FILES + "<uuid:file_id>/", files.public_file_detail, name="public_file_detail"),
    path(FILES + "<uuid:file_id>/keep/", files.public_file_keep, name="public_file_keep"),
    path(FILES + "<uuid:file_id>/discard/", files.public_file_discard, name="public_file_discard"),
    path(FILES + "<uuid:file_id>/set-aside/", files.public_file_set_aside, name="public_file_set_aside"),
    path("benchmarking/public-figures/", figures.public_figure_list, name="public_figure_list"),
    path("benchmarking/public-figures.<slug:kind>", figures.public_figure_file, name="public_figure_file"),
]
