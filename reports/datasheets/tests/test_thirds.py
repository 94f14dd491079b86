"""Thirds of released figures: equal figures stand together, nobody stands alone, and ends are round and nobody's."""

from collections import Counter
from decimal import Decimal
from random import Random

import pytest

from reports.datasheets.domain.bands import Third, limits, roundest, thirds

LETTERS = {"l": Third.LOWER, "m": Third.MIDDLE, "u": Third.UPPER}


def amounts(*pounds: object) -> list[Decimal]:
    return [Decimal(str(one)) for one in pounds]


@pytest.mark.parametrize(
    ("pounds", "expected"),
    [
        ((1, 2, 3, 4, 5, 6), "llmmuu"),
        ((6, 5, 4, 3, 2, 1), "uummll"),
        ((1, 2, 3, 4, 5, 6, 7), "llmmmuu"),
        ((1, 2, 3, 4, 5, 6, 7, 8), "lllmmuuu"),
        ((1, 1, 1, 9, 9, 9), "llluuu"),
        ((1, 1, 2, 2, 2, 3, 3), "llmmmuu"),
    ],
)
def test_a_third_is_a_third(pounds, expected):
    assert thirds(amounts(*pounds)) == tuple(LETTERS[one] for one in expected)


@pytest.mark.parametrize(
    "pounds",
    [(1, 2, 3, 4, 5), (1, 1, 1, 1, 1, 1), (1, 2, 2, 2, 2, 2, 2), (1, 1, 1, 1, 1, 1, 1, 1, 2)],
    ids=["too few", "all alike", "one alone below", "one alone above"],
)
def test_what_would_leave_somebody_alone_is_no_sheet(pounds):
    assert thirds(amounts(*pounds)) is None


def plain_third(figure: Decimal, figures: list[Decimal]) -> Third:
    """The mean place among the sorted, as a share of their number."""
    places = [place for place, one in enumerate(sorted(figures)) if one == figure]
    share = (sum(places) / len(places) + 0.5) / len(figures)
    return Third.LOWER if share < 1 / 3 - 1e-9 else Third.UPPER if share > 2 / 3 + 1e-9 else Third.MIDDLE


def test_random_figures_equal_the_plain_twin_and_ends_part_them():
    random = Random(5)
    for _ in range(300):
        figures = [Decimal(random.randrange(500, 560)) / 20 for _ in range(random.randrange(6, 34))]
        found = thirds(figures)
        plain = tuple(plain_third(one, figures) for one in figures)
        alone = min(Counter(plain).values()) < 2 or len(set(plain)) < 2
        assert found == (None if alone else plain)
        if found is None:
            continue
        lower, upper = limits(figures, found)
        for figure, third in zip(figures, found, strict=True):
            assert lower is None or (figure < lower) == (third == Third.LOWER)
            assert upper is None or (figure >= upper) == (third == Third.UPPER)


@pytest.mark.parametrize(
    ("over", "most", "expected"),
    [
        ("21.83", "22.41", "22.00"),
        ("21.90", "22.00", "21.95"),
        ("4.10", "4.11", "4.11"),
        ("4.10", "4.12", "4.11"),
        ("890", "910", "900"),
    ],
)
def test_ends_are_the_roundest_figure_between_and_nobodys_unless_the_gap_is_a_penny(over, most, expected):
    assert roundest(Decimal(over), Decimal(most)) == Decimal(expected)
