"""The release policy is data with a version and a hash."""

import json
from dataclasses import FrozenInstanceError, replace
from decimal import Decimal
from hashlib import sha256

import pytest

from reports.domain.policy import PRESETS, PROTECTED, STATUTORY, Policy


def test_the_defaults_are_those_of_the_written_policy() -> None:
    expected = {
        "min_owners": 5,
        "min_returns_outside_largest_owner": 4,
        "beside_totals_from": 6,
        "min_spread": Decimal("0.01"),
        "max_difference_owners": 4,
        "window_min": 4,
        "median_window_share": Decimal("0.25"),
        "quartile_window_share": Decimal("0.15"),
        "max_owner_share_of_window": Decimal("0.5"),
        "min_owners_in_window": 3,
        "widens_median_window": True,
        "quartiles_min_returns": 12,
        "quartiles_min_owners": 10,
        "weighted_means": False,
        "full_from": 10,
        "rounding_share": Decimal("0.005"),
        "rounding_share_indicative": Decimal("0.01"),
        "smallest_step": Decimal("0.01"),
        "visits_from_lines": True,
        "own_figure_from": Decimal(4),
        "own_figure_step_above": Decimal("0.02"),
        "own_figure_tries": 6,
        "crowd_returns": 10,
        "crowd_owners": 5,
        "crowd_steps": 1,
        "crowd_max_equal": Decimal("0.5"),
        "coverage_step": Decimal("0.05"),
        "coverage_step_few": Decimal("0.10"),
        "coverage_full_from": 20,
        "fresh_figures": 3,
        "fresh_figures_after_closing": 1,
        "correction_steps": 1,
        "exact": False,
    }
    assert {name: getattr(PROTECTED, name) for name in expected} == expected


def test_the_hash_is_that_of_the_canonical_json() -> None:
    written = json.loads(PROTECTED.canonical_json)
    again = json.dumps(dict(sorted(written.items())), separators=(",", ":"))
    assert sha256(again.encode()).hexdigest() == PROTECTED.sha256
    assert written["min_spread"] == "0.01"


def test_another_number_is_another_hash() -> None:
    assert replace(PROTECTED, min_owners=6).sha256 != PROTECTED.sha256
    assert Policy(version="protected-4").sha256 == PROTECTED.sha256


def test_the_departments_preset_is_exact_and_not_for_publication() -> None:
    assert set(PRESETS.values()) == {PROTECTED, STATUTORY}
    assert STATUTORY.exact and not STATUTORY.for_publication
    assert PROTECTED.for_publication


def test_a_policy_cannot_be_changed_in_place() -> None:
    with pytest.raises(FrozenInstanceError):
        PROTECTED.min_owners = 1  # type: ignore[misc]
