"""Student's t as scipy and a printed table have it, and Holm's way of judging several measures together."""

import pytest
import scipy  # its parts are read once they are asked for

from costing.holm import holm
from costing.student_t import exceeded_by, two_sided_p


@pytest.mark.nightly
@pytest.mark.parametrize("freedom", [1, 2.5, 6, 30, 400])
def test_students_t_is_that_of_scipy(freedom):
    for t in (0.0, 0.3, 1.0, 2.447, 9.0, 80.0):
        assert two_sided_p(t, freedom) == pytest.approx(2 * scipy.stats.t.sf(t, freedom), rel=1e-9, abs=1e-15)
    assert exceeded_by(0.05, freedom) == pytest.approx(scipy.stats.t.isf(0.025, freedom), rel=1e-9)
    assert two_sided_p(float("inf"), freedom) == 0


def test_students_t_is_that_of_a_printed_table():
    printed = {7: 2.3646, 10: 2.2281, 23: 2.0687, 100: 1.9840}
    assert {n: round(exceeded_by(0.05, n), 4) for n in printed} == printed


def test_the_smallest_is_judged_hardest_and_none_below_the_one_before():
    assert holm({"a": 0.04, "b": 0.01, "c": 0.03}) == pytest.approx({"b": 0.03, "c": 0.06, "a": 0.06})
    assert holm({}) == {}
