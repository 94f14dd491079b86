"""Addresses of price indices."""

from django.urls import path

from reports.indices import views

urlpatterns = [
    path("price-indices/", views.index_list, name="index_list"),
    path("price-indices/load/", views.index_load, name="index_load"),
    path("price-indices/<uuid:edition_id>/", views.index_detail, name="index_detail"),
    path("price-indices/<uuid:edition_id>/undo/", views.index_undo, name="index_undo"),
]
