"""Addresses of the documents of a release. The portal's own room has the address that makes them."""

from django.urls import path

from reports.annexes.views import documents

urlpatterns = [
    path("releases/<uuid:release_id>/documents/", documents.document_list, name="document_list"),
    path("documents/<uuid:document_id>/file/", documents.document_file, name="document_file"),
    path("documents/<uuid:document_id>/make-again/", documents.document_make_again, name="document_make_again"),
]
