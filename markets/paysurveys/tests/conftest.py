"""Fixtures of this noun's tests."""

import pytest

from accounts.tests.pages import no_second_factor
from markets.tests.asked_market import AskedMarket, asked_market
from markets.tests.council import Council, make_council

__all__ = ["no_second_factor"]


@pytest.fixture
def cast() -> Council:
    return make_council()


@pytest.fixture
def market(cast: Council) -> AskedMarket:
    return asked_market(cast)
