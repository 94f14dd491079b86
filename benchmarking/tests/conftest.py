"""Fixtures of this room's tests."""

import pytest

from accounts.tests.pages import no_second_factor
from benchmarking.tests.office import Office, make_office

__all__ = ["no_second_factor"]


@pytest.fixture
def cast(db: None) -> Office:
    return make_office()
