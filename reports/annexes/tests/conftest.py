"""Fixtures of these tests."""

from accounts.tests.pages import no_second_factor
from reports.tests.accepted_returns import market

__all__ = ["market", "no_second_factor"]
