"""Fixtures of what leaves the team of a market."""

from accounts.tests.pages import no_second_factor

__all__ = ["no_second_factor"]
