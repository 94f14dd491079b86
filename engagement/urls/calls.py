"""Addresses of the call list."""

from django.urls import path

from engagement.views import calls

urlpatterns = [
    path("engagement/<uuid:exercise_id>/calls/", calls.call_list, name="call_list"),
    path("engagement/<uuid:exercise_id>/calls/next/", calls.call_next, name="call_next"),
    path("engagement/<uuid:exercise_id>/calls/<uuid:participation_id>/", calls.call_ring, name="call_ring"),
    path("engagement/<uuid:exercise_id>/calls/<uuid:participation_id>/claim/", calls.call_claim, name="call_claim"),
    path("engagement/<uuid:exercise_id>/calls/<uuid:participation_id>/let-go/", calls.call_let_go, name="call_let_go"),
]
