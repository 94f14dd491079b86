"""Rounding gives back a figure, whatever comes: of any size, to any place, and never minus nothing."""

import re
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from pathlib import Path

import pytest

from spreadsheets.decimals import is_too_large, rounded

NASTY = ["0", "-0", "-0.001", "9" * 27, "9" * 28, "9" * 30, "-" + "9" * 400, "1e400", "1e-400", "1e999999", "1e-999999"]
NASTY += ["NaN", "sNaN", "Infinity", "-Infinity", "0." + "3" * 500, "9" * 1_000, "9" * 30 + ".995", "1.005"]
ROOT = Path(__file__).parents[2]
ROOMS = (
    "accounts",
    "benchmarking",
    "costing",
    "costofcare",
    "engagement",
    "markets",
    "register",
    "reports",
    "spreadsheets",
    "submissions",
)


@pytest.mark.parametrize("places", [0, 1, 2, 6, 30])
@pytest.mark.parametrize("text", NASTY)
def test_nothing_is_raised(text, places):
    found = rounded(Decimal(text), places)
    assert isinstance(found, Decimal)
    assert not (found.is_zero() and found.is_signed())


@pytest.mark.parametrize("text", NASTY)
def test_nothing_is_raised_in_a_narrow_context(text):
    with localcontext(prec=3):
        rounded(Decimal(text))


@pytest.mark.parametrize(
    ("text", "places", "right"),
    [("1.005", 2, "1.01"), ("-1.005", 2, "-1.01"), ("2.5", 0, "3"), ("9" * 30 + ".995", 2, "1" + "0" * 30 + ".00")],
)
def test_half_goes_up_to_the_last_digit(text, places, right):
    assert str(rounded(Decimal(text), places)) == right


def test_half_goes_to_even_if_asked():
    assert rounded(Decimal("2.5"), 0, ROUND_HALF_EVEN) == 2


@pytest.mark.parametrize(
    ("text", "large"), [("999999999999.99", False), ("1e12", True), ("-1e12", True), ("NaN", True)]
)
def test_figure_of_a_million_million_is_too_large(text, large):
    assert is_too_large(Decimal(text)) is large


def test_nothing_else_quantizes():
    found = [
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if "tests" not in path.parts and re.search(r"\.quantize\(", path.read_text(encoding="utf-8"))
    ]
    assert found == ["spreadsheets/decimals.py"]
