"""Fixtures of double-handed care's tests."""

from accounts.tests.pages import no_second_factor
from markets.tests.held_visits import council

__all__ = ["council", "no_second_factor"]
