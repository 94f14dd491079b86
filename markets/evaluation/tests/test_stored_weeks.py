"""Weeks out of a store are those of a file; their days are whole weeks that never meet the change."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from markets.evaluation.domain.evaluation_terms import LOOKS, MOST_OF_A_LOOK, judged_measures
from markets.evaluation.domain.judged_beside import PRICES, WAITS
from markets.evaluation.domain.look_weeks import LookWeeks, look_weeks, months_after
from markets.evaluation.domain.shown_evaluation import ShownEvaluation
from markets.evaluation.domain.shown_hands import shown_hands
from markets.evaluation.domain.stored_weeks import stored_weeks
from markets.evaluation.domain.weekly_measures import OVER_WEEKS, weekly_measures
from markets.evaluation.domain.weeks_chart import NamedWeek, weeks_chart
from markets.evaluation.tests.held_change import BEFORE, county_rows
from markets.measures.domain.catalogue import FROM_VISITS
from markets.measures.domain.stored_measures import OF_ROUNDS
from markets.measures.tests.stored_visits import RELATION, stored
from markets.visits.tests.visit_rows import dataset


def test_weeks_of_a_store_are_those_of_a_file(tmp_path):
    file = dataset(*county_rows((BEFORE,)))
    ask = stored(file, tmp_path)
    told: list[int] = []
    keys = [key for key in judged_measures() if key in FROM_VISITS]
    found = stored_weeks(ask, file.fields, LookWeeks(BEFORE[1], 4), keys, told.append, RELATION)
    plain = weekly_measures(file)
    assert (found.whole, told) == ([True] * 4, [25, 50, 75, 100])
    for key in keys:
        twin = [plain[week].get(key) for week in range(4)]
        assert found.values[key] == [None if one is None else pytest.approx(one, rel=1e-9) for one in twin], key
    short = stored_weeks(
        ask, file.fields, LookWeeks(BEFORE[1] + timedelta(days=1), 4), ["missed"], told.append, RELATION
    )
    assert short.whole == [True, True, True, False] and short.values["missed"][3] is None, "not yet is never zero"


def test_every_measure_of_a_week_is_offered_with_its_definition():
    of_visits = [key for key in FROM_VISITS if key not in (*OVER_WEEKS, *OF_ROUNDS)]
    assert list(judged_measures()) == [*of_visits, *WAITS, *PRICES]
    assert all(one.label and one.unit and one.definition for one in judged_measures().values())


def test_weeks_of_looks_never_meet():
    for start in (date(2025, 1, 1) + timedelta(days=day) for day in range(0, 800, 3)):
        spans = [look_weeks(start, months, MOST_OF_A_LOOK) for months in LOOKS]
        assert all(one.last < other.first for one, other in pairwise(spans))
        assert spans[0].last < start <= spans[1].first
    assert months_after(date(2025, 11, 30), 3) == date(2026, 2, 28)


def test_hours_that_changed_hands_are_counted_once():
    hands = shown_hands({"a": 50.0, "b": 50.0}, {"b": 100.0, "c": 100.0}, {"a": "Ash"})
    assert (hands.stopped, hands.began, hands.moved) == (1, 1, 0.5)
    assert [row.name for row in hands.largest] == ["c", "Ash", "b"]


def test_a_picture_has_its_places_in_the_plot():
    assert weeks_chart([NamedWeek("1 May", None, "unknown", False)]) is None
    weeks = [
        NamedWeek("1 May", 1.0, "1", False),
        NamedWeek("8 May", None, "?", False),
        NamedWeek("15 May", 3.0, "3", True),
    ]
    chart = weeks_chart(weeks)
    assert chart is not None and [(dot.left, dot.y) for dot in chart.dots] == [("16.67%", 180), ("83.33%", 20)]
    assert (chart.change, chart.lowest, chart.highest) == ("66.67%", "1", "3")


def test_without_a_baseline_nothing_is_said_to_have_moved():
    assert "not been worked out" in ShownEvaluation({}, None, None, {}).answer
