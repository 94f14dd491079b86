"""Fixtures of this room's tests."""

from submissions.tests.cast import cast
from submissions.tests.pages import no_second_factor

__all__ = ["cast", "no_second_factor"]
