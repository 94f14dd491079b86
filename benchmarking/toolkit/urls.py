"""Addresses of the toolkit and of the office's levers."""

from django.urls import path

from benchmarking.toolkit.views import levers, toolkit

TOOLKIT = "benchmarking/toolkit/"
urlpatterns = [
    path(TOOLKIT, toolkit.toolkit, name="toolkit"),
    path(TOOLKIT + "levers/new/", levers.lever_new, name="lever_new"),
    path(TOOLKIT + "levers/<slug:lever>/", levers.lever_detail, name="lever_detail"),
    path(TOOLKIT + "levers/<slug:lever>/change/", levers.lever_change, name="lever_change"),
]
