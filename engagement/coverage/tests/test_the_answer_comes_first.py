"""The dashboard says first what came in and what there will be, with the curve of returns and the forecast's band."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.tests.pages import get, text_of
from costing.charts import HEIGHT, PLOT, CurveChart
from engagement.coverage.domain.answer import trend_in_words
from engagement.coverage.domain.breakdown import Breakdown, MarketPart
from engagement.coverage.domain.charts import returns_curve
from engagement.coverage.domain.coverage import coverage
from engagement.coverage.domain.forecast import course, forecast
from engagement.coverage.domain.status_tables import UNITS, part_table
from engagement.tests.location_facts import MOMENT, facts
from engagement.tests.long_history import make_history, make_market
from submissions.tests.cast import Cast, submitted

OPENS = date(2026, 11, 1)
CLOSES, TODAY = OPENS + timedelta(days=40), OPENS + timedelta(days=20)


def corners(points: str) -> list[tuple[int, int]]:
    return [(int(x), int(y)) for x, y in (each.split(",") for each in points.split())]


def drawn(received_on: list[date], today: date = TODAY, of: int = 30) -> CurveChart:
    seen = forecast(received_on, in_scope=of, opens_on=OPENS, closes_on=CLOSES, today=today)
    return returns_curve(received_on, seen, of=of, opens_on=OPENS, closes_on=CLOSES, today=today)


def test_the_curve_rises_with_each_return_and_ends_today():
    chart = drawn([OPENS + timedelta(days=day) for day in (0, 4, 4, 10, 18, 19)])
    curve = corners(chart.curve)
    assert curve[0] == (0, HEIGHT - round(HEIGHT / 30)) and curve[-1] == (PLOT // 2, HEIGHT - round(6 * HEIGHT / 30))
    assert len(curve) == 21 and chart.reached == PLOT // 2 and chart.most == 30


def test_the_band_begins_where_the_curve_ends_and_ends_with_the_forecast():
    days = [OPENS + timedelta(days=day) for day in (0, 4, 4, 10, 18, 19)]
    seen, chart = forecast(days, in_scope=30, opens_on=OPENS, closes_on=CLOSES, today=TODAY), drawn(days)
    band = corners(chart.band)
    low, high = band[: len(band) // 2], list(reversed(band[len(band) // 2 :]))
    assert seen is not None and low[0] == high[0] == corners(chart.curve)[-1]
    assert [end[-1][1] for end in (low, high)] == [HEIGHT - round(n * HEIGHT / 30) for n in (seen.low, seen.high)]
    assert all(above <= below for (_, above), (_, below) in zip(high, low, strict=True))


def test_where_there_is_no_forecast_there_is_no_band():
    chart = drawn([OPENS])
    assert (chart.band, chart.middle) == ("", "") and corners(chart.curve)[-1][0] == PLOT // 2


def test_after_closing_what_came_late_is_on_the_last_day():
    chart = drawn([OPENS, CLOSES + timedelta(days=3)], today=CLOSES + timedelta(days=9))
    assert corners(chart.curve)[-1] == (PLOT, HEIGHT - round(2 * HEIGHT / 30))


@given(there=st.integers(0, 50), more=st.integers(0, 50), beyond=st.integers(0, 50), days=st.integers(1, 120))
def test_the_way_there_never_falls_and_arrives(there: int, more: int, beyond: int, days: int):
    way = [course(there, there + more, more + beyond, day, days) for day in range(days + 1)]
    assert way[0] == there and abs(way[-1] - there - more) < 1e-6
    assert all(one <= other + 1e-9 for one, other in pairwise(way))


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ((0, 0), "No return has come in yet."),
        ((1, 0), "By zone, the response is highest for East: 50 % of its branches."),
        ((1, 1), "By zone, the response is the same everywhere: 50 %."),
        ((2, 1, 2), "By zone, the response is highest for East and South: 100 % of their branches."),
    ],
)
def test_the_sentence_on_parts_names_no_part_where_nothing_came(shares: tuple[int, ...], said: str):
    parts = [
        MarketPart(
            name, coverage([facts(number, received_at=MOMENT if number < came else None) for number in range(2)])
        )
        for name, came in zip(("East", "North", "South"), shares, strict=False)
    ]
    assert part_table(parts, Breakdown.ZONE, UNITS["homecare"]).says.replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
class TestThePage:
    def test_has_the_figures_first_and_each_table_behind_a_line(self, cast: Cast):
        make_history(make_market(cast.exercise, 30), 300)
        submitted(cast.ada, cast.at_elm)
        page = get(cast.carol, "engagement:dashboard", cast.exercise.id)
        text, source = text_of(page), page.content.decode()
        assert "of 33 returns received 1" in text and text.index("returns received 1") < text.index("Coverage")
        assert source.count("<table") == source.count("Table: ") == 8
        assert source.index('class="portal-curve__line"') < source.index("<table")


def test_the_trend_compares_the_last_seven_days_with_the_seven_before():
    ago = [TODAY - timedelta(days=days) for days in (0, 6, 7, 13, 14)]
    assert trend_in_words(ago, None, TODAY) == "In the last seven days 2 came in, in the seven before 2."
    assert trend_in_words([TODAY], None, TODAY) == "In the last seven days 1 came in, in the seven before none."
    assert trend_in_words([], None, TODAY) == "No return has come in yet."
    seen = forecast(ago, in_scope=30, opens_on=OPENS, closes_on=CLOSES, today=TODAY)
    assert seen is not None
    assert f"there will be {seen.low} to {seen.high} of 30 by the closing day" in trend_in_words(ago, seen, TODAY)
