"""Phone numbers are read as people write them; damaged ones are said to be, and none is ever cut."""

import pytest

from spreadsheets.phone_numbers import LONGEST, NoPhone, phone_from


@pytest.mark.parametrize(
    "written",
    [
        *("", "020 7946 0000", "02079460000", "020-7946-0000", "(020) 7946 0000", "020.7946.0000", "07700 900123"),
        *("+44 20 7946 0000", "+44 (0)20 7946 0000", "0044 20 7946 0000", "+353 1 234 5678", "+1 202 555 0123"),
        *("016977 2345", "0800 123456", "0800 1111", "01632 960123", "00353 1 2345678", "+49 30 901820"),
        *("020 7946 0000 ext 12", "020 7946 0000 x12", "020 7946 0000 #12", "020 7946 0000 (office)"),
    ],
)
def test_a_number_is_kept_as_it_is_written(written: str):
    assert phone_from(written) == written


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2079460000", "02079460000"),
        ("7700900123", "07700900123"),
        ("169772345", "0169772345"),
        ("800123456", "0800123456"),
        ("8001111", "08001111"),
        ("20 7946 0000", "020 7946 0000"),
        ("447700900123", "+447700900123"),
        ("44 20 7946 0000", "+44 20 7946 0000"),
        ("2079460000.0", "02079460000"),
        ("2,079,460,000", "02079460000"),
        ("'02079460000", "02079460000"),
        ('="02079460000"', "02079460000"),
        ("tel:+442079460000", "+442079460000"),
        ("Tel: 020 7946 0000", "020 7946 0000"),
        ("０２０ ７９４６ ００００", "020 7946 0000"),
        ("\u202d020 7946 0000\u202c", "020 7946 0000"),
        ("020\u00a07946\u00a00000", "020 7946 0000"),
    ],
)
def test_what_a_spreadsheet_did_to_a_number_is_put_right(written: str, read: str):
    assert phone_from(written) == read


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("020 7946 0000 (office hours) or 07700 900123", "several"),
        ("020 7946 0000 / 07700 900123", "several"),
        ("07700900123 07700900124", "several"),
        ("020 7946 0000 or 07700 900123 (mob)", "several"),
        ("020 7946 0000 (please ring before noon, ask for Mia)", f"at most {LONGEST}"),
        ("2.07946E+09", "cut"),
        ("2,07946E+09", "cut"),
        ("2.0794600000e9", "cut"),
        ("4.4770090012E+11", "cut"),
        ("1.69772E+08", "cut"),
        ("207946", "too few"),
        ("7946 0000", "too few"),
        ("207946000", "too few"),
        ("020 7946", "too few"),
        ("123", "too few"),
        ("1234567890123456", "too many"),
        ("O20 7946 0000", "a letter"),
        ("020 794O 0000", "a letter"),
        ("ask reception", "a phone number"),
        ("mia@elm.example", "a phone number"),
    ],
)
def test_what_cannot_be_rung_is_said_to_be_so(written: str, words: str):
    read = phone_from(written)
    assert isinstance(read, NoPhone) and words in read.expected
