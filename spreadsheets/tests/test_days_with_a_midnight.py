"""A day without a time, as programs write it: with midnight behind it, in any zone, in any spelling."""

from datetime import date

import pytest

from spreadsheets.dates import date_from_moment, date_from_text, day_and_clock

APRIL = date(2021, 4, 1)
MIDNIGHTS = (
    *("2021-04-01T00:00:00.000Z", "2021-04-01t00:00:00z", "2021-04-01 00:00", "2021-04-01T00:00:00+01:00"),
    *("01/04/2021 00:00:00", "1/4/2021 0:00", "01/04/2021 12:00:00 AM", "1 April 2021 00:00", "1.4.2021 00.00.00"),
    *("Thu Apr 01 2021 00:00:00 GMT+0100 (British Summer Time)", "Thu, 01 Apr 2021 00:00:00 GMT"),
    *("2021-04-01T00:00:00.0000000", "2021-04-01T00:00Z", "2021-04-01T00:00:00+0100", "2021-04-01T00:00:00-05:00"),
)


@pytest.mark.parametrize("written", MIDNIGHTS)
def test_midnight_behind_a_day_is_no_time(written: str):
    assert date_from_text(written) == date_from_moment(written) == APRIL
    assert day_and_clock(written)[1] == ""


@pytest.mark.parametrize(
    "written", ["01/04/2021 09:30", "2021-04-01T09:30:00Z", "2021-03-31T23:00:00Z", "2021-04-01 24:00", "00:00:00"]
)
def test_a_time_that_somebody_meant_is_asked_about(written: str):
    assert date_from_text(written) is None


@pytest.mark.parametrize(
    ("stored", "day"),
    [
        ("2021-04-01T09:30:00", APRIL),
        ("2021-04-01T09:30:00.000Z", APRIL),
        ("2021-04-01", APRIL),
        ("2021-03-31T23:00:00.000Z", None),
        ("2021-04-01T25:00:00Z", None),
        ("x", None),
    ],
)
def test_a_date_cell_is_its_day_unless_a_program_has_moved_it(stored: str, day: date | None):
    assert date_from_moment(stored) == day
