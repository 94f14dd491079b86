"""Addresses of editions: for the office, for those they were released to, and for anyone."""

from django.urls import path

from benchmarking.editions.views import copies, office, public

ROUND = "benchmarking/rounds/<uuid:round_id>/"
ONE = ROUND + "editions/<uuid:edition_id>/"
COPY, PUBLIC = "benchmarking/editions/<uuid:copy_id>/", "published/rounds/<uuid:copy_id>/"
urlpatterns = [
    path(ROUND + "analyses/<uuid:analysis_id>/draft/", office.edition_draft, name="edition_draft"),
    path(ONE, office.edition_detail, name="edition_detail"),
    path(ONE + "approve/", office.edition_approve, name="edition_approve"),
    path(ONE + "reject/", office.edition_reject, name="edition_reject"),
    path(ONE + "withdraw/", office.edition_withdraw, name="edition_withdraw"),
    path("benchmarking/editions/", copies.copy_list, name="copy_list"),
    path(COPY, copies.copy_detail, name="copy_detail"),
    path(COPY + "files/<str:name>", copies.copy_file, name="copy_file"),
    path("published/rounds/", public.public_edition_list, name="public_edition_list"),
    path(PUBLIC, public.public_edition_detail, name="public_edition_detail"),
    path(PUBLIC + "files/<str:name>", public.public_edition_file, name="public_edition_file"),
]
