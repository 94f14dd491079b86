"""Each check of a council's return says what is wrong in words, and a return on which nothing is wrong is silent."""

from datetime import date
from decimal import Decimal

import pytest

from benchmarking.returns.domain.questionnaire import PRICES, PROFILE
from benchmarking.returns.domain.return_case import KnownPlace, ReportedFee
from benchmarking.returns.domain.row_reader import rows_of_file
from benchmarking.returns.domain.whole_return import read_return
from benchmarking.tests.made_return import PRICE, PROVIDER, asked, given
from costing.findings import Severity
from spreadsheets.tables.any_file import UnreadableTable

A_VISIT = {**PRICE, "priced_by": "visit", "visit_minutes": "15", "price": "24.10", "hours_per_week": "0"}
LARCH = {"1-100001340": KnownPlace("Larch House", is_homecare=False, is_dormant=False)}
LENGTHS = (("15", "6.86", "1125.05"), ("30", "12.72", "7875.35"), ("60", "24.56", "5625.25"))
# The code, what is changed of a sound return, and what is said.
CASES = [
    ("B01", {"ons_code": "X09000002"}, {}, "“X09000002” is Barrow’s. You act for Ashgrove, X09000001."),
    ("B02", {"reference_week": "8 April 2024"}, {}, "The round asks for 7 April 2025."),
    ("B03", {"prices": [{**PRICE, "price": "9.10"}]}, {}, "Your prices come to £9.10 an hour; £15.00 to £40.00"),
    ("B04", {"lowest_rate_foi": "23.10"}, {}, "£23.10 is above the average £21.50 that follows from your prices."),
    ("B04", {"lowest_rate_foi": "26", "highest_rate_foi": "25"}, {}, "Lowest £26.00 is above the highest £25.00."),
    ("B05", {"spend_per_week": "300000"}, {}, "Spend over hours is £26.67 an hour; your prices come to £21.50."),
    ("B06", {"prices": [{**PRICE, "hours_per_week": "9000"}]}, {}, "add up to 9,000.0; you commission 11,250.5"),
    ("B07", {"providers": [{**PROVIDER, "hours_per_week": "900"}]}, {}, "add up to 900.0; you commission 11,250.5"),
    (
        "B08", {"prices": [PRICE, A_VISIT]}, {},
        "15 minutes: we read £24.10 a visit, that is £96.40 an hour. Did you mean £24.10 an hour (£6.03 a visit)?",
    ),
    ("B09", {"prices": [{**PRICE, "price": "16"}]}, {}, "£16.00 an hour is less than the pay floor with on-costs"),
    (
        "B10", {"hours_commissioned_per_week": "200,000"}, {"before": {"hours_commissioned_per_week": Decimal(11250)}},
        "is 1678 % more than last round’s 11,250.",
    ),
    ("B10", {}, {"average_before": Decimal("17.20")}, "come to £21.50 an hour; last round’s came to £17.20."),
    (
        "B11", {}, {"reported": ReportedFee(Decimal("24.1"), "2025-26", "provisional")},
        "come to £21.50 an hour; the fee reported to MSIF is £24.10 for 2025-26 (provisional).",
    ),
    ("B12", {"providers_delivering": "30"}, {}, "30 providers deliver, but 20 are on the list and 2 are paid spot."),
    ("B13", {"packages_handed_back": "281"}, {}, "281 packages were handed back, but only 280 ended."),
    ("B14", {"people_waiting": "0"}, {}, "209.3 hours wait, but nobody waits."),
    (
        "B15", {"rate_set_by": "council ceiling"}, {},
        "You say the council names a ceiling: please give it, or choose another answer in “Who names the price”.",
    ),
    ("B15", {"ceiling_rate": "21.50"}, {}, "The ceiling is £21.50, and nothing is paid below it on average."),
    (
        "B16", {"pay_floor_gbp": "12.60"}, {},
        "£12.60 is the UK rate of 2024-25. The London Living Wage in that week was £13.85.",
    ),
    (
        "B17", {}, {"places": LARCH},
        "is a care home (Larch House). Its hours are left out of quality; say so if it also gives home care.",
    ),
    ("B17", {}, {"places": {}}, "1-100001340 is not in the CQC register that we hold."),
    (
        "B17", {"providers": [{**PROVIDER, "hours_per_week": "410"}, {**PROVIDER, "hours_per_week": "38"}]}, {},
        "Rows 1 and 2 are both 1-100001340: 410 and 38 hours. We add them up: 448.",
    ),
    ("B18", {"share_main_model": "80%"}, {}, "The main model places 80 % of the hours, and there is no second."),
    (
        "B18", {"prices": [{**A_VISIT, "visit_minutes": minutes, "price": price, "hours_per_week": hours}
                           for minutes, price, hours in LENGTHS]}, {},
        "Visits by length add up to 130 %.",
    ),
    ("R04", {"share_main_model": "130%"}, {}, "we read 130 %"),
    ("B19", {"prices": [{**PRICE, "source": "estimate"}]}, {}, "100% of the hours have an estimated price."),
    ("B20", {"model_since": "1 April 2026"}, {}, "1 April 2026 is still to come."),
    ("R03", {"prices": []}, {}, "No price is given."),
    ("B01", {"prices": [{**PRICE, "ons_code": "X09000002"}]}, {}, "row 1: it is of Barrow. You act for Ashgrove."),
    ("R03", {"zones": ""}, {}, "“Zones or patches” has no answer: it is blank."),
]  # fmt: skip


def remarks(told: dict, known: dict) -> list:
    return list(read_return(given(**told), asked(**known)).remarks)


def test_a_sound_return_may_be_sent_and_nothing_is_asked():
    read = read_return(given(), asked())
    assert [one for one in read.remarks if one.severity != Severity.NOTE] == []
    assert (read.may_be_sent, read.average, read.answered) == (
        True,
        Decimal("21.5"),
        len(PROFILE.questions) == 71 and 71,
    )


@pytest.mark.parametrize(("code", "told", "known", "words"), CASES)
def test_what_is_wrong_is_said(code: str, told: dict, known: dict, words: str):
    found = [one for one in remarks(told, known) if one.code == code]
    assert any(words in one.message for one in found), found


def test_hours_a_year_are_asked_about_with_the_week_s():
    before = {"hours_commissioned_per_week": Decimal(11250)}
    found = remarks({"hours_commissioned_per_week": "585,000"}, {"before": before})
    said = [one for one in found if one.key == "hours_commissioned_per_week" and one.is_to_fix]
    assert [(one.code, one.message, one.guess) for one in said] == [
        (
            "B10", "585,000 hours a week would be 52 times last round’s. Did you mean 11,250 a week?", "11250",
        )
    ]  # fmt: skip
    found = remarks({"hours_commissioned_per_week": "58,500"}, {"before": {k: v / 10 for k, v in before.items()}})
    said = next(one for one in found if one.code == "B10")
    assert said.message == "58,500 hours a week would be 52 times last round’s. Did you mean 1,125 a week?"
    assert said.guess == "1125"


def test_the_guess_of_a_visit_priced_by_the_hour_is_at_hand():
    said = next(one for one in remarks({"prices": [PRICE, A_VISIT]}, {}) if one.code == "B08")
    assert (said.guess, said.row, said.place) == ("6.03", 2, "Prices, row 2")


@pytest.mark.parametrize("nasty", ["9" * 27, "1e400", "-1", "\0", "x" * 10_000, "=1+1", "<script>", "NaN"])
def test_absurd_answers_are_said_and_raise_nothing(nasty: str):
    every = {question.key: nasty for question in PROFILE.questions}
    row = {column.key: nasty for column in PRICES.columns}
    read = read_return(given(prices=[row], providers=[row], **every), asked())
    assert not read.may_be_sent


def test_a_file_in_windows_letters_and_with_semicolons_is_read():
    heads = ";".join(column.label for column in PRICES.typed_columns)
    cells = ";".join({**PRICE, "zone": "Naïve"}.get(column.key, "") for column in PRICES.typed_columns)
    found = rows_of_file(PRICES, f"Some notes above\r\n\r\n{heads}\r\n{cells}\r\n".encode("cp1252"))
    assert [dict(row, zone="") == {**{c.key: "" for c in PRICES.typed_columns}, **PRICE} for row in found.rows] == [
        True
    ]
    assert found.rows[0]["zone"] == "Naïve"
    rows = "".join(f"{cells}\r\n" for _ in range(22))
    told = rows_of_file(PRICES, f"{heads}\r\n{rows}".encode("cp1252")).words
    assert told == "Read as semicolon-separated Windows text; 22 rows; please look at “Naïve”."
    assert rows_of_file(PRICES, f"{heads}\r\n{cells}\r\n".replace(";", ",").encode()).words == "1 row read."


def test_a_file_without_the_headings_is_refused_with_what_we_look_for():
    with pytest.raises(UnreadableTable, match="We look for a row of headings with “Package”"):
        rows_of_file(PRICES, b"a,b,c\n1,2,3\n")


def test_a_round_before_is_no_other_week():
    assert not remarks({"reference_week": "2025-04-07"}, {"today": date(2025, 4, 7)})[0].is_to_fix
