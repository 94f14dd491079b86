"""Addresses of papers and of the pack on the market's position."""

from django.urls import path

from markets.papers.views import paper_files, papers, position_pack

ONE = "papers/<uuid:paper_id>/"
urlpatterns = [
    path("papers/", papers.paper_list, name="paper_list"),
    path("papers/new/resource/", papers.paper_new, {"kind": "resource"}, name="paper_new_resource"),
    path("papers/new/equality/", papers.paper_new, {"kind": "equality"}, name="paper_new_equality"),
    path(ONE, papers.paper_detail, name="paper_detail"),
    path(ONE + "parts/", papers.paper_parts, name="paper_parts"),
    path(ONE + "sections/<slug:section>/", papers.paper_section, name="paper_section"),
    path(ONE + "freeze/", papers.paper_freeze, name="paper_freeze"),
    path(ONE + "throw-away/", papers.paper_throw_away, name="paper_throw_away"),
    path(ONE + "paper.<str:kind>", paper_files.paper_file, name="paper_file"),
    path(ONE + "annex.<str:kind>", paper_files.paper_annex, name="paper_annex"),
    path("market-position/", position_pack.position_pack, name="position_pack"),
    path("market-position/market-position-pack.zip", position_pack.position_pack_file, name="position_pack_file"),
]
