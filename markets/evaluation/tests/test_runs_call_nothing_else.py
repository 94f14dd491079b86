"""Runs over invented counties find all three planted changes, and hardly ever call what none of them moves."""

import pytest

from markets.evaluation.tests.called_by_runs import called_by_run
from markets.synthetic.domain.market_change import BY_LEAVERS, BY_RULE, BY_RURAL_RATE
from markets.tests.held_visits import council

__all__ = ["council"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.mark.parametrize(
    ("seeds", "hours", "look"),
    [
        pytest.param(range(13, 14), 300, 4, marks=pytest.mark.nightly),
        pytest.param(range(11, 31), 2_000, 12, marks=pytest.mark.proof),
    ],
)
def test_three_changes_are_found_and_few_runs_call_another(council, seeds, hours, look):
    runs = [called_by_run(council, seed, hours, look) for seed in seeds]
    for found, _, judged in runs:
        assert judged >= 18
        assert all(found & set(moved) for moved in (BY_RULE, BY_RURAL_RATE, BY_LEAVERS)), found
    others = [found - moved for found, moved, _ in runs]
    assert sum(map(bool, others)) <= min(3, len(runs) - 1), others
