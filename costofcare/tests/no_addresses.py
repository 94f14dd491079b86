"""Test support: a portal without any address."""

urlpatterns: list[object] = []
