"""Many lines in one picture: each is drawn to its own median, so that none is a smear at the edge."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from costing.charts import MEDIAN, PLOT, QuantileMarks
from costing.index_chart import index_chart


def line(median: str | None, lower: str | None = None, upper: str | None = None) -> QuantileMarks:
    return QuantileMarks("Pay", *(None if each is None else Decimal(each) for each in (median, lower, upper)))


def test_small_and_large_lines_look_alike():
    chart = index_chart([
        (line("20", "16", "25"), Decimal(30)), (line("0.10", "0.08", "0.125"), Decimal("0.15")),
    ])  # fmt: skip
    small, large = chart.ranges
    assert (small.x, small.width, small.median, small.own) == (large.x, large.width, large.median, large.own)
    assert (small.x, small.width) == (400, 225)
    assert small.words == "yours: 150"
    assert chart.has_own


def test_what_is_over_twice_the_median_stands_at_the_edge_and_says_how_much():
    (bar,) = index_chart([(line("1", "0.5", "7"), Decimal(31))]).ranges
    assert bar.own == PLOT - MEDIAN
    assert bar.x + bar.width == PLOT
    assert bar.words == "yours: 3,100"


def test_line_without_a_figure_to_hold_on_to_is_said():
    withheld, nothing, unknown = index_chart([
        (line(None), Decimal(5)), (line("0"), Decimal(5)), (line("4"), None),
    ]).ranges  # fmt: skip
    assert (withheld.words, withheld.median, withheld.own) == ("withheld", None, None)
    assert (nothing.words, nothing.median, nothing.own) == ("the median is £0", None, None)
    assert (unknown.words, unknown.own, unknown.has_quartiles) == ("yours: n/a", None, False)


@given(st.decimals(min_value="0.01", max_value="2500", places=2), st.decimals(-(10**9), 10**20, places=2))
def test_every_mark_stays_on_the_plot(median, own):
    (bar,) = index_chart([(QuantileMarks("Pay", median, median / 2, median * 3), own)]).ranges
    assert 0 <= bar.own <= PLOT - MEDIAN
    assert bar.x >= 0 and bar.x + bar.width <= PLOT
