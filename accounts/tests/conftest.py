"""Fixtures of this room's tests."""

from accounts.tests.pages import no_second_factor
from accounts.tests.people import people

__all__ = ["no_second_factor", "people"]
