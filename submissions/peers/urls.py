"""Addresses of peers: a line of a return among them, and the lines of an exercise with their outliers."""

from django.urls import path

from submissions.peers.views import peer_lines

urlpatterns = [
    path("returns/<uuid:return_id>/peers/<slug:column>/<slug:line>/", peer_lines.peer_line, name="peer_line"),
]
