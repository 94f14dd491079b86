"""Fixtures of this room's tests."""

from reports.tests.accepted_returns import market
from submissions.tests.cast import cast

__all__ = ["cast", "market"]
