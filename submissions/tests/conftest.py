"""Fixtures of this room's tests."""

from submissions.tests.cast import cast

__all__ = ["cast"]
