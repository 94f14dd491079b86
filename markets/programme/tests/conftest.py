"""Fixtures of the tests of programmes."""

from accounts.tests.pages import no_second_factor

__all__ = ["no_second_factor"]
