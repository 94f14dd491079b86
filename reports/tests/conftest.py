"""Fixtures of this room's tests."""

from accounts.tests.pages import no_second_factor
from reports.tests.accepted_returns import market
from submissions.tests.cast import cast

__all__ = ["cast", "market", "no_second_factor"]
