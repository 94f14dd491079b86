"""Two calculations beside each other, in words."""

from dataclasses import replace
from decimal import Decimal

import pytest

from costing.forms.homecare import HOMECARE
from reports.domain.comparison import Calculated, Since, compared, in_words

TABLE = {
    "table": {"homecare": {"total": {"median": "22.10"}, "mileage": {"median": None}}},
    "totals": {"homecare": {"total": {"median_of_returns": "22.10", "sum_of_medians": "21.50"}}},
}
FIRST = Calculated(3, "a", {"1-1": "v1", "1-2": "v2"}, {}, {}, TABLE)


def later(median: str | None = "22.10", **changes: object) -> Calculated:
    totals = {"homecare": {"total": {"median_of_returns": median, "sum_of_medians": "21.55"}}}
    return replace(FIRST, number=4, sha256="b", table={**TABLE, "totals": totals}, **changes)


def said(second: Calculated, headline: str = "median_of_returns") -> str:
    return in_words(compared(HOMECARE, FIRST, second, headline), headline)


CASES = [
    (later("22.41", used={**FIRST.used, "1-3": "v3", "1-4": "v4"}), "2 returns added, median of totals +£0.31."),
    (later("22.00", used={"1-1": "v1"}), "1 return taken out, median of totals −£0.10."),
    (later(used={"1-1": "v9", "1-2": "v2"}), "1 return in a newer version, median of totals unchanged."),
    (
        later(lines_left_out={"1-1": frozenset({"mileage"})}),
        "1 return with other lines left out, median of totals unchanged.",
    ),
    (later(None), "median of totals was or is undefined."),
    (replace(FIRST, number=4), "Nothing has changed since calculation 3."),
]


@pytest.mark.parametrize(("second", "words"), CASES)
def test_it_says_who_came_and_went_and_what_it_moved(second: Calculated, words: str):
    assert said(second) == words


def test_the_headline_is_the_exercise_s_own():
    assert said(later("30"), "sum_of_medians") == "sum of line medians +£0.05."


def test_medians_are_held_against_each_other_line_by_line():
    moved = {one.line: one for one in compared(HOMECARE, FIRST, later()).medians}
    assert moved["total"].by == Decimal(0)
    assert moved["mileage"].by is None


@pytest.mark.parametrize(
    ("accepted", "gone", "words"),
    [
        (0, 0, "No return has been accepted or taken back since calculation 2."),
        (1, 0, "Since calculation 2: 1 return newly accepted."),
        (2, 1, "Since calculation 2: 2 returns newly accepted, 1 return no longer accepted in that version."),
    ],
)
def test_it_says_what_has_happened_since(accepted: int, gone: int, words: str):
    assert Since(2, accepted, gone).words == words
