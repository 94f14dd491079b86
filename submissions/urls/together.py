"""Addresses of the pages on which colleagues work together."""

from django.urls import path

from submissions.views import charges, dividing, head_office, presence, sharing

urlpatterns = [
    path("locations-asked/<uuid:participation_id>/here/", presence.online_here, name="online_here"),
    path("locations-asked/<uuid:participation_id>/share/", sharing.share, name="share"),
    path("locations-asked/<uuid:participation_id>/hand-over/", charges.hand_over, name="hand_over"),
    path("locations-asked/<uuid:participation_id>/take-in-hand/", charges.take_in_hand, name="take_in_hand"),
    path("notes/<uuid:note_id>/put-away/", sharing.note_put_away, name="note_put_away"),
    path("your-locations/", head_office.own_location_list, name="own_location_list"),
    path("your-locations/<uuid:exercise_id>/shared-costs/", dividing.division_list, name="division_list"),
    path("shared-costs/<uuid:division_id>/", dividing.division_detail, name="division_detail"),
    path("shared-costs/<uuid:division_id>/costs/", dividing.division_costs, name="division_costs"),
    path("shared-costs/<uuid:division_id>/figures/", dividing.division_figures, name="division_figures"),
    path("shared-costs/<uuid:division_id>/preview/", dividing.division_preview, name="division_preview"),
    path("shared-costs/<uuid:division_id>/take-out/", dividing.division_take_out, name="division_take_out"),
    path("shared/<str:provider>/<str:place>/", sharing.shared, name="shared"),
]
