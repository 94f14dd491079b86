"""Address of the toolkit."""

from django.urls import path

from benchmarking.toolkit.views import toolkit

urlpatterns = [path("benchmarking/toolkit/", toolkit.toolkit, name="toolkit")]
