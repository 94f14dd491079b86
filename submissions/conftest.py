"""Fixtures of this room's tests."""

from accounts.tests.pages import no_second_factor
from submissions.tests.cast import cast

__all__ = ["cast", "no_second_factor"]
