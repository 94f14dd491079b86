"""Addresses of the small tables of a market."""

from django.urls import path

from markets.tables import views

urlpatterns = [
    path("market-tables/", views.table_list, name="table_list"),
    path("market-tables/new/<slug:kind>/", views.table_new, name="table_new"),
    path("market-tables/<uuid:table_id>/", views.table_detail, name="table_detail"),
    path("market-tables/<uuid:table_id>/keep/", views.table_keep, name="table_keep"),
    path("market-tables/<uuid:table_id>/throw-away/", views.table_throw_away, name="table_throw_away"),
]
