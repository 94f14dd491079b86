"""A strip plot has a dot a return in the right place, spread where they would hide one another, and a table."""

import itertools
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from costing.quantiles import Quartiles, quartiles_of
from costing.strip_chart import DOT, LANES, StripValue, strip_chart

POUNDS = st.decimals(min_value="-50", max_value="2500", places=4)


def plain_quantile(values: list[Decimal], quarter: int) -> Fraction:
    """The slow twin: walk from one value to the next in as many steps as there are quarters."""
    ordered = sorted(Fraction(value) for value in values)
    steps = [a + (b - a) * part / 4 for a, b in itertools.pairwise(ordered) for part in range(4)]
    return [*steps, ordered[-1]][(len(ordered) - 1) * quarter]


def values_of(figures: list[Decimal]) -> list[StripValue]:
    return [StripValue(f"Return {number:02}", figure) for number, figure in enumerate(figures, 1)]


@given(st.lists(POUNDS, min_size=1, max_size=30))
def test_quartiles_agree_with_the_plain_twin(figures: list[Decimal]):
    found = quartiles_of(figures)
    assert found is not None and found.n == len(figures)
    for quarter, value in enumerate((found.lower, found.median, found.upper), 1):
        assert Fraction(value) == plain_quantile(figures, quarter)


def test_quartiles_are_those_that_excel_gives():
    figures = [Decimal(text) for text in ("27.0", "19.8", "20.4", "21.5", "22.9", "23.6", "25.1")]
    assert quartiles_of(figures) == Quartiles(7, Decimal("20.950"), Decimal("22.9"), Decimal("24.350"))
    assert quartiles_of([]) is None


@given(st.lists(POUNDS, min_size=1, max_size=40))
def test_dots_stand_in_the_order_of_their_figures_inside_the_plot(figures: list[Decimal]):
    chart = strip_chart(values_of(figures), quartiles_of(figures))
    places = {dot.name: dot for dot in chart.dots}
    ordered = sorted((figure, f"Return {number:02}") for number, figure in enumerate(figures, 1))
    xs = [places[name].x for _, name in ordered]
    assert len(chart.dots) == len(figures) and xs == sorted(xs) and xs[0] >= 0 and xs[-1] <= 1000
    assert all(0 < dot.y < chart.depth for dot in chart.dots)
    assert 2 <= len(chart.ticks) <= 5 and (chart.ticks[0].x, chart.ticks[-1].x) == (0, 1000)


def test_no_dot_hides_another_while_there_is_room():
    chart = strip_chart(values_of([Decimal(32)] * LANES + [Decimal(40)]))
    dots = [(dot.x, dot.y) for dot in chart.dots]
    assert len(set(dots)) == LANES + 1
    close = [(a, b) for a in dots for b in dots if a < b and a[1] == b[1] and abs(a[0] - b[0]) < DOT]
    assert close == []


def test_two_hundred_returns_stay_low_enough_for_a_page():
    chart = strip_chart(values_of([Decimal(3000 + number % 40) / 100 for number in range(200)]))
    assert len(chart.dots) == 200 and chart.height <= 200


def test_the_scale_has_round_figures_and_the_own_dot_lies_on_top():
    values = [*values_of([Decimal("29.1"), Decimal("32.4"), Decimal("33")]), StripValue("R", Decimal("42.02"), "own")]
    chart = strip_chart(values, fences=(Decimal(30), Decimal(99), None))
    assert [tick.words for tick in chart.ticks] == ["£25", "£30", "£35", "£40", "£45"]
    assert chart.dots[-1].role == "own" and chart.has_own and not chart.has_outliers
    assert [mark.x for mark in chart.fences] == [250]


def test_what_is_undefined_is_in_the_table_alone():
    chart = strip_chart([StripValue("Return 01", None), StripValue("Return 02", Decimal(5))])
    assert [row.words for row in chart.rows] == ["£5.00", "n/a"]
    assert [dot.name for dot in chart.dots] == ["Return 02"]
    assert strip_chart([]).dots == () and strip_chart([StripValue("Return 01", None)]).ticks == ()


def test_equal_and_absurd_figures_are_drawn_all_the_same():
    assert [dot.x for dot in strip_chart(values_of([Decimal(0)])).dots] == [500]
    assert [dot.x for dot in strip_chart(values_of([Decimal(-3), Decimal(-3)])).dots] == [500, 500]
    chart = strip_chart(values_of([Decimal("9" * 27), Decimal("0.01")]))
    assert next(dot.x for dot in chart.dots) == 0 and "too large" in chart.dots[1].words


def test_a_crowd_is_drawn_as_one_path_and_written_as_one_line():
    values = [
        StripValue(f"Return {n:04}", Decimal(n % 500), "outlier" if n % 500 > 490 else "plain") for n in range(1546)
    ]
    chart = strip_chart([*values, StripValue("This", Decimal(7), "own")])
    assert [dot.name for dot in chart.named] == ["This"]
    assert [role for role, _ in chart.crowds] == ["plain", "outlier"]
    assert sum(path.count("M") for _, path in chart.crowds) == len(
        {(dot.x, dot.y) for dot in chart.dots if dot.role != "own"}
    )
    assert chart.rows[0].short == "0000: £0.00"
    few = strip_chart(values[:60])
    assert (few.crowds, few.named) == ((), few.dots)
