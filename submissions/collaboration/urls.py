"""Addresses of the pages on which colleagues work together."""

from django.urls import path

from submissions.collaboration.views import handover, invite_colleague, presence

urlpatterns = [
    path("locations-asked/<uuid:participation_id>/here/", presence.online_here, name="online_here"),
    path("locations-asked/<uuid:participation_id>/share/", invite_colleague.share, name="share"),
    path("locations-asked/<uuid:participation_id>/hand-over/", handover.hand_over, name="hand_over"),
    path("locations-asked/<uuid:participation_id>/take-in-hand/", handover.take_in_hand, name="take_in_hand"),
    path("notes/<uuid:note_id>/put-away/", invite_colleague.note_put_away, name="note_put_away"),
    path("shared/<str:provider>/<str:place>/", invite_colleague.shared, name="shared"),
]
