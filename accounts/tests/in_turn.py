"""Test support: of many cases of one behaviour, a few are tried in each run and all of them by night."""

from collections.abc import Iterable
from typing import Any

import pytest


def first_by_day(cases: Iterable[Any], few: int = 1) -> list[Any]:
    """Return the parameters of a test: the first few in each run, the others by night. A tuple is several of them."""
    given = [case if isinstance(case, tuple) else (case,) for case in cases]
    return [pytest.param(*case, marks=pytest.mark.nightly if place >= few else ()) for place, case in enumerate(given)]
