"""Addresses of campaigns."""

from django.urls import path

from engagement.views import opting_out

urlpatterns = [path("no-more-emails/<str:token>/", opting_out.opt_out, name="opt_out")]
