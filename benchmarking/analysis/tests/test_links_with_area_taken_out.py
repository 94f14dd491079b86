"""Beside the links: the published results with area taken out, the shift in pounds, and least squares by HC3."""

import pytest

from benchmarking.analysis.domain.adjusted_links import group_shift, least_squares, partial_link
from benchmarking.analysis.domain.adjusted_part import adjusted_part
from benchmarking.analysis.domain.analysis_page import is_a_trap, shown_adjusted
from benchmarking.analysis.domain.council_figures import figures_of
from benchmarking.tests.demo_region import SEED, demo_frozen


def test_the_published_results():
    found = adjusted_part([figures_of(case) for case in demo_frozen().cases], SEED)
    assert [round(float(found["H1"][key]), 4) for key in ("partial", "p")] == [0.5222, 0.0095]
    assert [round(float(found["H2"][key]), 4) for key in ("partial", "p")] == [0.7466, 0.0005]
    assert (found["shift"]["yes"], found["shift"]["no"], round(float(found["shift"]["shift"]), 2)) == (15, 11, 2.88)
    squares = found["squares"]
    assert [round(float(one), 2) for one in squares["coefficients"]] == [20.99, 2.56, 0.49]
    assert [[round(float(end), 2) for end in one] for one in squares["intervals"]] == [
        [20.51, 21.47], [1.63, 3.48], [-0.49, 1.47],
    ]  # fmt: skip
    said = dict(shown_adjusted({"adjusted": found}))
    assert said["Price and quality, inner and outer taken out"] == "partial 0.52, p 0.0095, 26 councils"


def test_too_few_are_not_asked():
    few = [figures_of(case) for case in demo_frozen().cases[:4]]
    assert set(adjusted_part(few, SEED).values()) == {None}
    assert partial_link([1.0] * 12, [2.0] * 12, [True] * 12, SEED) is None
    areas = [True, False] * 6
    assert partial_link([20.0] * 12, [1.0] * 12, areas, SEED) is None
    assert partial_link([float(one) for one in areas], [float(one) for one in range(12)], areas, SEED) is None
    assert group_shift([1, 2, 3, 4], [1, 2, 3, 4, 5], SEED) is None
    assert least_squares([1.0, 2, 3] * 10, [1.0] * 30) is None
    assert least_squares([1.0, 2, 3, 4] * 5, [0.0, 1] * 10, [0.0, 1] * 10) is None


@pytest.mark.parametrize(("between", "inside", "expected"), [("0.6", "-0.2", True), ("0.6", "0.2", False),
                                                             (None, "0.2", False)])  # fmt: skip
def test_the_trap_is_where_councils_and_their_providers_go_two_ways(between: str, inside: str, expected: bool):
    assert is_a_trap({"trap": {"between": between, "inside": inside}}) is expected
