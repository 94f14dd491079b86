"""Fixtures of this noun's tests."""

from accounts.tests.pages import no_second_factor
from benchmarking.tests.conftest import cast

__all__ = ["cast", "no_second_factor"]
