"""Test support: a portal without a single address, for the tests of what is left out."""

urlpatterns: list[object] = []
