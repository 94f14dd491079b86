"""Addresses of a company's locations, and of the costs that they share."""

from django.urls import path

from submissions.allocation.views import allocations
from submissions.views import head_office

urlpatterns = [
    path("your-locations/", head_office.own_location_list, name="own_location_list"),
    path("your-locations/<uuid:exercise_id>/shared-costs/", allocations.division_list, name="division_list"),
    path("shared-costs/<uuid:division_id>/", allocations.division_detail, name="division_detail"),
    path("shared-costs/<uuid:division_id>/costs/", allocations.division_costs, name="division_costs"),
    path("shared-costs/<uuid:division_id>/figures/", allocations.division_figures, name="division_figures"),
    path("shared-costs/<uuid:division_id>/preview/", allocations.division_preview, name="division_preview"),
    path("shared-costs/<uuid:division_id>/take-out/", allocations.division_take_out, name="division_take_out"),
]
