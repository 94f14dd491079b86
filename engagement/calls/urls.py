"""Addresses of the call list."""

from django.urls import path

from engagement.calls import views

urlpatterns = [
    path("engagement/<uuid:exercise_id>/calls/", views.call_list, name="call_list"),
    path("engagement/<uuid:exercise_id>/calls/next/", views.call_next, name="call_next"),
    path("engagement/<uuid:exercise_id>/calls/<uuid:participation_id>/", views.call_ring, name="call_ring"),
    path("engagement/<uuid:exercise_id>/calls/<uuid:participation_id>/claim/", views.call_claim, name="call_claim"),
    path("engagement/<uuid:exercise_id>/calls/<uuid:participation_id>/let-go/", views.call_let_go, name="call_let_go"),
]
