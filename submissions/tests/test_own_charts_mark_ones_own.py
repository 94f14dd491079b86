from decimal import Decimal

from costing.charts import MEDIAN, PLOT, QuantileMarks
from submissions.domain.own_charts import own_range_chart


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
