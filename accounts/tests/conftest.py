"""Fixtures of this room's tests."""

from accounts.tests.people import no_second_factor, people

__all__ = ["no_second_factor", "people"]
