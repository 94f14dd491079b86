"""The address of the wage test."""

from django.urls import path

from markets.wages import views

urlpatterns = [path("fees/wage-test/", views.wage_test, name="wage_test")]
