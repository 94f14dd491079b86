"""Quantiles and totals agree with a plain twin and with the libraries everybody knows."""

import statistics
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

import numpy
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from costing.form import Line, LineKind
from reports.domain.cohort import Cohort, CohortRow
from reports.domain.statistics import LOWER, MIDDLE, UPPER, Quantiles, exact_table, quantile, quantiles_of

SEVEN = [Decimal(text) for text in ["19.8", "20.4", "21.5", "22.9", "23.6", "25.1", "27.0"]]

costs = st.decimals(min_value=0, max_value=3000, places=6)


def twin(values: list[Decimal], p: Fraction) -> Fraction:
    """Walks along the sorted figures in quarter steps."""
    ordered = sorted(Fraction(value) for value in values)
    walked = [a + (b - a) * Fraction(i, 4) for a, b in pairwise(ordered) for i in range(4)]
    return [*walked, ordered[-1]][int((len(ordered) - 1) * p * 4)]


def line(key: str, section: str, kind: LineKind = LineKind.LINE) -> Line:
    return Line(0, section, key, key, kind, None, True)


def test_the_seven_figures_of_the_handbook_have_their_quartiles() -> None:
    assert quantiles_of(SEVEN) == Quantiles(7, Decimal("20.95"), Decimal("22.9"), Decimal("24.35"))


def test_not_available_is_left_out_and_zero_counts() -> None:
    assert quantiles_of([None, Decimal(0), None, Decimal(2)]) == Quantiles(
        2, Decimal("0.5"), Decimal(1), Decimal("1.5")
    )


def test_nobody_has_no_figures() -> None:
    assert quantiles_of([None, None]) == Quantiles(0, None, None, None)


def test_one_return_is_all_its_quantiles() -> None:
    assert quantiles_of([Decimal("21.77")]) == Quantiles(1, *[Decimal("21.77")] * 3)


@given(st.lists(costs, min_size=1, max_size=70))
def test_every_quantile_is_the_twins(values: list[Decimal]) -> None:
    for p in (LOWER, MIDDLE, UPPER):
        assert Fraction(quantile(sorted(values), p)) == twin(values, Fraction(p))


@given(st.lists(costs, min_size=2, max_size=70))
def test_every_quantile_is_that_of_numpy_pandas_and_the_standard_library(values: list[Decimal]) -> None:
    found = quantiles_of(values)
    ours = [
        float(figure) for figure in (found.lower_quartile, found.median, found.upper_quartile) if figure is not None
    ]
    floats = [float(value) for value in values]
    assert ours == pytest.approx(numpy.quantile(floats, [0.25, 0.5, 0.75]).tolist(), abs=1e-9)
    assert ours == pytest.approx(pandas.Series(floats).quantile([0.25, 0.5, 0.75]).tolist(), abs=1e-9)
    assert ours == pytest.approx(statistics.quantiles(floats, n=4, method="inclusive"), abs=1e-9)


def test_the_figures_do_not_hang_on_the_callers_precision() -> None:
    with localcontext(prec=3):
        assert quantiles_of([Decimal("1234.5678"), Decimal("1234.5680")]).median == Decimal("1234.5679")


def test_both_totals_are_worked_out_and_they_differ() -> None:
    lines = (
        line("sub", "a", LineKind.SUBTOTAL),
        line("x", "a"),
        line("y", "a"),
        line("z", "b"),
        line("total", "total", LineKind.TOTAL),
    )
    costed = [(1, 9, 1), (2, 1, 2), (3, 2, 4)]
    rows = tuple(
        CohortRow(
            f"p{i}",
            f"o{i}",
            {
                key: Decimal(v)
                for key, v in zip(("x", "y", "z", "sub", "total"), (x, y, z, x + y, x + y + z), strict=True)
            },
        )
        for i, (x, y, z) in enumerate(costed)
    )
    totals = exact_table([Cohort("homecare", lines, rows)]).totals
    assert totals["homecare", "sub"].sum_of_medians == 2 + 2
    assert totals["homecare", "sub"].median_of_returns == 5
    assert totals["homecare", "total"].sum_of_medians == 2 + 2 + 2
    assert totals["homecare", "total"].median_of_returns == 9


def test_a_sum_of_medians_is_undefined_when_one_line_has_no_figure() -> None:
    lines = (line("x", "a"), line("y", "a"), line("total", "total", LineKind.TOTAL))
    rows = (CohortRow("p", "o", {"x": Decimal(1), "y": None, "total": None}),)
    both = exact_table([Cohort("homecare", lines, rows)]).totals["homecare", "total"]
    assert (both.sum_of_medians, both.median_of_returns) == (None, None)
