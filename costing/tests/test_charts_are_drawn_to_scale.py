"""Bars are as long as their figures, and ranges show no more than median and quartiles."""

import dataclasses
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from costing.charts import (
    MEDIAN,
    PLOT,
    QuantileMarks,
    RangeBar,
    amount,
    bar_chart,
    close_range_chart,
    own_range_chart,
    range_chart,
)

POUNDS = st.decimals(min_value="-50", max_value="2500", places=4)


def plain_place(value: Decimal, values: list[Decimal]) -> int:
    """The slow twin: where a value lies, in fractions and without a scale."""
    low, high = min([*values, Decimal(0)]), max([*values, Decimal(0)])
    if low == high:
        high += 1
    return int(Fraction(value - low) / Fraction(high - low) * PLOT + Fraction(1, 2))


@given(st.lists(POUNDS, min_size=1, max_size=12))
def test_every_bar_agrees_with_the_plain_twin(values: list[Decimal]):
    chart = bar_chart([amount(str(place), value) for place, value in enumerate(values)])
    zero = plain_place(Decimal(0), values)
    assert chart.zero == zero
    for bar, value in zip(chart.bars, values, strict=True):
        start, end = sorted((zero, plain_place(value, values)))
        assert bar.width == (max(end - start, 2) if value else 0)
        assert 0 <= bar.x <= bar.x + bar.width <= PLOT
        assert abs(bar.x - start) <= 2


def test_the_longest_bar_fills_the_plot():
    chart = bar_chart([amount("Mileage", Decimal("0.92")), amount("Total", Decimal("22.61"), "total")])
    assert [(bar.x, bar.width, bar.words, bar.kind) for bar in chart.bars] == [
        (0, 41, "£0.92", "line"),
        (0, 1000, "£22.61", "total"),
    ]


def test_a_penny_can_be_seen_and_nothing_cannot():
    chart = bar_chart([amount("A", Decimal("0.004")), amount("B", Decimal(0)), amount("C", Decimal(900))])
    assert [bar.width for bar in chart.bars] == [2, 0, 1000]


def test_an_undefined_line_has_words_and_no_bar():
    bar = bar_chart([amount("Pension", None)]).bars[0]
    assert (bar.words, bar.width) == ("n/a", 0)


def test_a_loss_goes_to_the_left_of_zero():
    chart = bar_chart([amount("Return on operations", Decimal(-5)), amount("Total", Decimal(15))])
    assert chart.zero == 250
    assert [(bar.x, bar.width) for bar in chart.bars] == [(0, 250), (250, 750)]


def test_no_lines_make_an_empty_chart():
    assert bar_chart([]).bars == ()
    assert range_chart([]).ranges == ()


TOTAL = QuantileMarks("Total", Decimal(20), Decimal(15), Decimal(25), kind="total")


def test_a_range_goes_from_quartile_to_quartile_with_the_median_in_it():
    bar = range_chart([TOTAL]).ranges[0]
    assert (bar.x, bar.width, bar.median) == (600, 400, 800 - MEDIAN // 2)
    assert bar.words == "£20.00 (£15.00 to £25.00)"


def test_without_quartiles_there_is_only_the_median():
    chart = range_chart([QuantileMarks("Total", Decimal(20), indicative=True)])
    assert chart.ranges[0].words == "£20.00 (indicative)"
    assert not chart.has_quartiles and chart.has_indicative


def test_a_withheld_line_says_so_and_shows_nothing():
    bar = range_chart([TOTAL, QuantileMarks("Mileage", None, Decimal(1), Decimal(2))]).ranges[1]
    assert (bar.words, bar.median, bar.width, bar.has_quartiles) == ("withheld", None, 0, False)


def test_a_withheld_line_does_not_move_the_others():
    """Else the scale would tell what is withheld."""
    alone = range_chart([TOTAL]).ranges[0]
    beside = range_chart([TOTAL, QuantileMarks("Secret", None, Decimal(1), Decimal(900))]).ranges[0]
    assert alone == beside


def test_a_range_has_room_for_nothing_but_median_and_quartiles():
    assert {field.name for field in dataclasses.fields(RangeBar)} == {
        *("label", "words", "kind", "median", "x", "width", "indicative", "has_quartiles")
    }


@given(st.lists(st.tuples(*[st.decimals(min_value="0.01", max_value="2500", places=2)] * 3), min_size=1, max_size=8))
def test_every_range_stays_on_the_plot(lines: list[tuple[Decimal, ...]]):
    ordered = [sorted(line) for line in lines]
    chart = range_chart([QuantileMarks(str(place), b, a, c) for place, (a, b, c) in enumerate(ordered)])
    for bar in chart.ranges:
        assert bar.median is not None and 0 <= bar.median <= PLOT - MEDIAN
        assert 0 <= bar.x <= PLOT and bar.width >= 2


def test_the_own_figure_lies_on_the_scale_of_the_released_ones():
    chart = own_range_chart([(QuantileMarks("Pay", Decimal(10), Decimal(5), Decimal(15)), Decimal(20))])
    (bar,) = chart.ranges
    assert bar.own == PLOT - MEDIAN
    assert bar.median == PLOT // 2 - MEDIAN // 2
    assert (bar.x, bar.width) == (PLOT // 4, PLOT // 2)
    assert chart.has_own


def test_beside_what_is_withheld_there_is_no_mark_and_no_room_on_the_scale():
    chart = own_range_chart([(QuantileMarks("Pay", None), Decimal(900)), (QuantileMarks("Rent", Decimal(4)), None)])
    assert [bar.own for bar in chart.ranges] == [None, None]
    assert chart.ranges[1].median == PLOT - MEDIAN
    assert not chart.has_own


@given(st.lists(st.tuples(POUNDS, POUNDS, POUNDS).map(sorted), max_size=6))
def test_a_close_scale_holds_all_ranges_and_loses_no_space(ranges: list[list[Decimal]]):
    marks = [QuantileMarks("Group", median, low, high) for low, median, high in ranges]
    chart, scale = close_range_chart(marks)
    values = [value for each in ranges for value in each]
    for bar, (low, _, high) in zip(chart.ranges, ranges, strict=True):
        assert 0 <= bar.x <= bar.x + bar.width <= PLOT + 1
        assert abs(bar.x - scale.at(low)) <= 1
        assert bar.width >= scale.at(high) - scale.at(low)
    if len(set(values)) > 1:
        assert (max(values) - min(values)) * 10 >= (scale.high - scale.low) * 8


def test_groups_alike_are_told_apart_on_a_close_scale():
    marks = [QuantileMarks(name, Decimal(m), Decimal(m) - 1, Decimal(m) + 1) for name, m in (("A", 23), ("B", 25))]
    chart, scale = close_range_chart(marks)
    assert (scale.low, scale.high) == (Decimal("21.6"), Decimal("26.4"))
    assert chart.ranges[0].x + chart.ranges[0].width <= chart.ranges[1].x + 1
