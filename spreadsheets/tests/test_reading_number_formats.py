"""Whether a number is shown as a date or a percentage, told from its format's code."""

import pytest

from spreadsheets.number_formats import Formats, shows_date, shows_percentage

DATES = [
    "dd/mm/yyyy",
    "d mmmm yyyy",
    "[$-809]dd mmmm yyyy",
    "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
    "yyyy-mm-dd;@",
    "mmm-yy",
    "h:mm AM/PM",
    "[h]:mm:ss",
    "[Red]dd/mm",
    "mm:ss.0",
    "DD.MM.YYYY",
]
PERCENTAGES = ["0%", "0.00%", "[Green]0.0%;[Red]-0.0%", "0.0##%", "#,##0 %"]
NUMBERS = [
    "General",
    "0.00",
    "#,##0.00",
    '"£"#,##0.00',
    "[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00",
    '0 "days"',
    '0.0 "hours and minutes"',
    '#,##0 "100% of it"',
    "0.00E+00",
    "# ?/?",
    "@",
    "\\d0",
    "_-* #,##0.00_-;-* #,##0.00_-",
    "_d0_m",
    "*y0",
    "[Blue]0",
    "[>100]0;0.0",
    "",
]


@pytest.mark.parametrize("code", DATES)
def test_a_format_that_shows_a_date(code: str) -> None:
    assert (shows_date(code), shows_percentage(code)) == (True, False)


@pytest.mark.parametrize("code", PERCENTAGES)
def test_a_format_that_shows_a_percentage(code: str) -> None:
    assert (shows_date(code), shows_percentage(code)) == (False, True)


@pytest.mark.parametrize("code", NUMBERS)
def test_a_format_that_shows_a_number(code: str) -> None:
    assert (shows_date(code), shows_percentage(code)) == (False, False)


@pytest.mark.parametrize(
    ("number", "looks"),
    [
        (0, (False, False)),
        (9, (False, True)),
        (10, (False, True)),
        (12, (False, False)),
        (14, (True, False)),
        (22, (True, False)),
        (37, (False, False)),
        (47, (True, False)),
        (49, (False, False)),
    ],
)
def test_a_format_that_every_program_knows_by_its_number(number: int, looks: tuple[bool, bool]) -> None:
    assert Formats([number]).looks("0") == looks


@pytest.mark.parametrize("style", ["7", "-1", "x", "", "99999999999"])
def test_a_style_that_is_not_there_shows_plain_numbers(style: str) -> None:
    assert Formats([14]).looks(style) == ((False, False) if style == "7" else Formats([14]).looks("0"))
