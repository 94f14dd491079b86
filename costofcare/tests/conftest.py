"""Fixtures of this room's tests."""

from reports.tests.accepted_returns import market
from submissions.tests.cast import cast
from submissions.tests.pages import no_second_factor

__all__ = ["cast", "market", "no_second_factor"]
