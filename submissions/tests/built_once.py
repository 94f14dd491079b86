"""Test support: accounts' way to put back what many tests begin with, by the name that this room's tests know."""

from accounts.tests.built_once import built_once, done_once, written_inside

__all__ = ["built_once", "done_once", "written_inside"]
