"""Addresses of the pages on which colleagues work together."""

from django.urls import path

from submissions.views import charges, presence, sharing

urlpatterns = [
    path("locations-asked/<uuid:participation_id>/here/", presence.online_here, name="online_here"),
    path("locations-asked/<uuid:participation_id>/share/", sharing.share, name="share"),
    path("locations-asked/<uuid:participation_id>/hand-over/", charges.hand_over, name="hand_over"),
    path("locations-asked/<uuid:participation_id>/take-in-hand/", charges.take_in_hand, name="take_in_hand"),
    path("notes/<uuid:note_id>/put-away/", sharing.note_put_away, name="note_put_away"),
    path("shared/<str:provider>/<str:place>/", sharing.shared, name="shared"),
]
