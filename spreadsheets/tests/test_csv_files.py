"""What a written csv file holds, and what a spreadsheet program makes of it."""

import pytest

from spreadsheets.csv_files import FORMULA_SIGNS, as_text, csv_text


@pytest.mark.parametrize("sign", FORMULA_SIGNS)
def test_what_a_spreadsheet_would_run_is_text(sign: str) -> None:
    assert as_text(f"{sign}1+1") == f"'{sign}1+1"
    assert as_text(f"a{sign}1") == f"a{sign}1"


def test_a_file_is_marked_as_utf_8_and_its_lines_end_as_spreadsheet_programs_expect() -> None:
    assert csv_text([("Home", "Why"), ("Elm, North", "£2")]) == '\ufeffHome,Why\r\n"Elm, North",£2\r\n'


def test_an_empty_cell_stays_empty() -> None:
    assert csv_text([("", "a", ""), ()]) == "\ufeff,a,\r\n\r\n"
