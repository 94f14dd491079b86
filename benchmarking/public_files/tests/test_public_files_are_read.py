"""Public files are read by the names of their columns, wherever they stand; what is no figure is empty, never 0."""

from decimal import Decimal
from pathlib import Path

import pytest

from benchmarking.public_files.domain.council_book import CouncilBook, PlaceLevel, PublicPlace
from benchmarking.public_files.domain.figure_cells import figure_of
from benchmarking.public_files.domain.file_preview import NOTHING_STANDS, StandingFigures, preview_of
from benchmarking.public_files.domain.msif import measure_of
from benchmarking.public_files.domain.periods import financial_year, period_in, published_in, standing_in, year_ending
from benchmarking.public_files.domain.public_figures import PublicFileRead, figure_from
from benchmarking.public_files.domain.public_file_reader import read_public_file
from benchmarking.public_files.domain.public_measures import MEASURES, KindsMixed, one_kind
from benchmarking.public_files.tests import golden
from benchmarking.public_files.tests.golden import CODES, FEES
from benchmarking.tests.made_return import WEEK
from register.tests.directories import RATINGS, as_csv, as_xlsx, invented, ratings_from, table
from spreadsheets.tables.any_file import UnreadableTable

BOOK = CouncilBook((code, name) for name, code in CODES.items())
LONDON = Path(__file__).parent / "files" / "london_2013_14.csv"


def read(data: bytes, name: str = "file.csv", period: str = "") -> PublicFileRead:
    return read_public_file(data, name, BOOK, period)


def values(found: PublicFileRead, measure: str, period: str = "") -> dict[str, str | None]:
    return {
        one.council: None if one.value is None else f"{one.value.normalize():f}"
        for one in found.figures
        if one.measure == measure and period in ("", one.period)
    }


def totals(found: PublicFileRead) -> dict[str, tuple[int, int, str]]:
    return {one.measure: (one.councils, one.missing, f"{one.total.normalize():f}") for one in found.totals}


def refusal(data: bytes, name: str = "file.csv") -> str:
    with pytest.raises(UnreadableTable) as trouble:
        read(data, name)
    return str(trouble.value)


@pytest.mark.parametrize(("kind", "seed"), [("xlsx", 1), ("ods", 2), ("xlsx", 3)])
def test_msif_is_read_by_its_headings_with_columns_in_any_order(kind: str, seed: int):
    found = read(golden.msif(seed=seed, kind=kind), f"fees.{kind}")
    assert (found.source, found.periods, found.published) == ("msif", ("2025-26",), "21 August 2025")
    assert totals(found) == {
        "msif_home_care": (5, 0, "116.35"), "msif_homes_65": (5, 0, "5315"), "msif_nursing_65": (5, 0, "5283.3"),
        "msif_homes_18_64": (0, 5, "0"), "msif_supported_living": (5, 0, "4902.5"),
    }  # fmt: skip
    assert values(found, "msif_home_care") == {**FEES, "Colne": "23", "Ashgrove": "24.1", "Barrow": "22.5"}
    assert {one.standing for one in found.figures} == {"provisional"} and found.faults == ()
    units = {one.measure: one.unit for one in found.figures}
    assert (units["msif_home_care"], units["msif_supported_living"]) == ("£ per contact hour", "£ per week")
    assert found.markers[0] == (
        "Row 4, homes 18 to 64 without nursing 2025-26: “[x]” means not available in this file."
    )


def test_msif_of_two_years_before_says_its_standing_in_front():
    found = read(golden.msif_of_2023(), "fees-2023.xlsx")
    assert {(one.measure, one.period, one.standing) for one in found.figures} == {
        ("msif_home_care", "2023-24", "provisional")
    }


def test_two_years_in_two_tables_of_one_file_are_both_read():
    fees = {**FEES, "Barrow": "[x]"}
    heads, rows = golden.msif_rows(fees, "(final)")
    before = [head.replace("2025-26", "2024-25") for head in heads]
    earlier = [{before[heads.index(head)]: cell for head, cell in row.items()} for row in rows]
    now_heads, now = golden.msif_rows(FEES)
    book = {
        "Table A 2025-26": golden.shuffled(now_heads, now, 1),
        "Table B 2024-25": golden.shuffled(before, earlier, 2),
    }
    found = read(as_xlsx(**book), "fees.xlsx")
    told = {(one.period, one.standing) for one in found.figures if one.measure == "msif_home_care"}
    assert told == {("2025-26", "provisional"), ("2024-25", "final")}
    assert "Table B 2024-25, row 3, home care 2024-25: “[x]” means not available in this file." in found.markers
    assert {one.sheet for one in found.figures} == set(book)
    book["Table C"] = [
        ["ONS Code", "Local authority", f"{golden.LATER} (provisional)"],
        [CODES["Colne"], "Colne", "99"],
    ]
    assert read(as_xlsx(**book), "fees.xlsx").faults == (
        "Table A 2025-26, row 4 and Table C, row 2 say two things of Colne, home care 2025-26: neither is taken.",
    )


@pytest.mark.parametrize("old", [False, True])
def test_asc_fr_is_long_and_its_columns_were_renamed(old: bool):
    found = read(golden.asc_fr(old=old, seed=7))
    assert (found.source, found.periods) == ("asc_fr", ("2023-24",))
    assert values(found, "asc_fr_external") == {"Ashgrove": "19.4", "Barrow": None, "Colne": None, "England": "20.9"}
    assert totals(found)["asc_fr_in_house"] == (3, 0, "93.6")
    assert {one.note for one in found.figures if one.value is None} == {
        "“:” means not submitted",
        "“*” means suppressed",
    }
    assert {one.council for one in found.figures if one.level == PlaceLevel.COMPARATOR} == {"England"}


def test_pss_ex1_of_london_is_read_with_the_year_of_its_name():
    found = read(LONDON.read_bytes(), LONDON.name)
    assert (found.source, found.periods) == ("pss_ex1", ("2013-14",))
    assert totals(found)["pss_ex1_cost"] == (32, 0, "349293")
    assert totals(found)["pss_ex1_hours"] == (32, 0, "22402288")
    by_name = {one.council: (one.ons_code, one.value) for one in found.figures if one.measure == "pss_ex1_independent"}
    assert by_name["Lambeth"] == ("E09000022", Decimal("24.9")) and by_name["Bromley"][1] == Decimal("12.2")
    said = refusal(LONDON.read_bytes(), "london.csv")
    assert said.startswith("We found no year in this file") and "we do not guess it" in said
    assert read(LONDON.read_bytes(), "london.csv", "2013-14").periods == ("2013-14",)


def test_pss_ex1_as_it_was_published_has_numbers_before_its_names():
    heads = ["CASSR", "Home care: LA own provision £/hour", "Home care: independent sector £/hour", "Nursing £/week"]
    rows = [["702 - Camden", "31.5", "16.8", "1,000"], ["731 - Bromley", ".", "12.2", "."]]
    data = "\r\n".join(";".join(row) for row in [["PSS-EX1 2013-14"], ["Unit costs £"], heads, *rows])
    found = read(data.encode("cp1252"))
    assert values(found, "pss_ex1_independent") == {"Camden": "16.8", "Bromley": "12.2"}
    assert values(found, "pss_ex1_la") == {"Camden": "31.5", "Bromley": None}


@pytest.mark.parametrize("shuffle", [False, True])
def test_lg_inform_has_eight_rows_above_its_areas(shuffle: bool):
    found = read(golden.lg_inform(shuffle=shuffle))
    assert found.source == "lg_inform"
    told = {(one.measure, one.label, one.period, one.unit) for one in found.figures}
    assert told == {
        ("lg_inform_19269", "% ASC staff turnover, domiciliary care", "2023-24", "%"),
        ("lg_inform_3104", "Vacancy rate, domiciliary care", "2022-23", "%"),
    }
    assert values(found, "lg_inform_19269") == {"England": "24.6", "Barnet": "15.1", "Bexley": "24.4"}
    assert values(found, "lg_inform_3104")["Bexley"] is None
    assert found.faults == ("Row 10, Vacancy rate, domiciliary care 2022-23: we read “!”, we expected a number; the "
                            "figure stays empty.",)  # fmt: skip


def test_people_are_counted_once_from_their_age_on():
    found = read(golden.population(seed=5))
    assert values(found, "population_65", "2023") == {"Ashgrove": "600", "London": "600"}
    assert values(found, "population_85", "2024") == {"Ashgrove": "202", "London": "202"}
    lacking = read(golden.population(without="85-89"))
    assert set(values(lacking, "population_85").values()) == {None}


def test_a_row_that_contradicts_another_or_its_code_counts_for_neither():
    heads, rows = golden.msif_rows(FEES)
    again = {**rows[0], heads[3]: "99"}
    moved = {**rows[1], "Local authority": "Colne"}
    found = read(golden.msif(more=[again, moved, {"Local authority": "Nowhere", heads[3]: "20"}]), "fees.xlsx")
    assert found.faults == (
        "Row 10: X09000002 is Barrow, but the row says “Colne”; the row is left out.",
        "Row 11: “Nowhere” is no council that we know by its name, and no ONS code stands beside it; the row is left "
        "out.",
        "Rows 4 and 9 say two things of Ashgrove, home care 2025-26: neither is taken.",
    )
    assert "Ashgrove" not in values(found, "msif_home_care") and "Ashgrove" in values(found, "msif_homes_65")


def test_a_workbook_without_its_table_is_told_with_what_we_look_for():
    data = as_xlsx(**{"Cover": [["MSIF"]], "Notes": [["Note 1"]], "Fig 1": [["Home care", "5.3"]]})
    assert refusal(data, "msif.xlsx") == (
        "We found the sheets Cover, Notes, Fig 1. We look for a sheet with “Local authority” and “home care” in its "
        "heading."
    )
    assert refusal(b"a,b\n1,2\n").startswith("We found no table that we know in this file.")
    ratings = as_csv(table(RATINGS, (each for row in invented(2) for each in ratings_from(row))))
    assert refusal(ratings).startswith("This is a list of the CQC’s. An administrator loads it")
    assert refusal(golden.msif({}), "empty.xlsx").startswith("No row of this file is of a council that we know.")
    assert refusal(b"PK\x03\x04 nothing", "broken.xlsx").startswith("This file is damaged")


def test_missing_councils_are_named_and_another_standing_is_told():
    fees = {name: fee for name, fee in FEES.items() if name != "Dunmere"}
    found = read(golden.msif(fees, mark="(final)"), "fees.xlsx")
    expected = {code: name for name, code in CODES.items()}
    stands = StandingFigures(
        {("msif_home_care", "2025-26"): frozenset({"provisional", "final"})},
        {("msif_home_care", CODES["Ashgrove"], "2025-26", "final"): Decimal("24.2")},
    )
    assert preview_of(found, expected, stands)["notes"] == [
        "4 of 5 councils are in it; Dunmere is not. Its figure stays empty, not 0.",
        "The heading now reads “… (final)”. We take it as final figures of 2025-26; the provisional ones stay beside "
        "it.",
        "1 of the figures of 2025-26 is not as in an earlier file. This file’s count from now on; the earlier stay "
        "beside them.",
    ]
    assert preview_of(found, {}, NOTHING_STANDS)["notes"] == []
    assert [figure_from(one.as_json) for one in found.figures] == list(found.figures)


def test_kinds_of_fee_are_never_averaged_together():
    kinds = [(MEASURES[key].kind.value, MEASURES[key].unit) for key in ("msif_home_care", "asc_fr_external")]
    with pytest.raises(KindsMixed, match="fee_reported in £ per contact hour, standard_rate in £ per hour"):
        one_kind(kinds)
    one_kind(kinds[:1] * 2)


CELLS = [
    ("£1,063.00", "1063"), ("20.180000000000003", "20.18"), ("1.2E1", "12"), ("24 %", "24"), ("-3", "-3"), ("0", "0"),
    ("", None), ("[x]", None), (":", None), ("*", None), (".", None), ("z", None), ("-", None), ("1e400", None),
    ("9" * 27, None), ("1,2", None), ("NaN", None), ("twenty", None), ("\0", None), ("=1+1", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), CELLS)
def test_a_cell_is_a_figure_or_says_why_not(text: str, value: str | None):
    found = figure_of(text)
    assert (None if found.value is None else f"{found.value.normalize():f}") == value
    assert (found.note == "") is (value is not None)
    assert figure_of("0", is_price=True).note == "we read “0”, which is no price"


NAMED = [
    ("London Borough of Barking & Dagenham", "E09000002"), ("Westminster City Council", "E09000033"),
    ("City of London", "E09000001"), ("LONDON", "E12000007"), ("Kingston", "E09000021"),
    ("Royal Borough of Kensington and Chelsea", "E09000020"), ("Yorkshire and Humber", "E12000003"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "code"), NAMED)
def test_councils_are_found_as_people_write_them(name: str, code: str):
    place = BOOK.find("", name)
    assert isinstance(place, PublicPlace) and place.ons_code == code


def test_codes_that_have_changed_are_followed_or_said_to_have_ended():
    somerset, cumbria = BOOK.find("E10000027", "Somerset"), BOOK.find("E10000006", "Cumbria")
    assert isinstance(somerset, PublicPlace) and isinstance(cumbria, PublicPlace)
    assert (somerset.ons_code, somerset.note) == ("E06000066", "E10000027 until 31 March 2023, the same council since.")
    assert (cumbria.ons_code, cumbria.note) == ("E10000006", "This council ended on 31 March 2023.")
    assert BOOK.find("E07000008", "Cambridge") is None and BOOK.find("W06000015", "Cardiff") is None


def test_years_and_standings_are_read_and_never_guessed():
    texts = ("2025-26", "2025 to 2026", "2025/26", "london_2013_14.csv", "2025", "2025-27", "2024-25 and 2025-26")
    assert [period_in(text) for text in texts] == ["2025-26", "2025-26", "2025-26", "2013-14", "", "", ""]
    assert [year_ending(text) for text in ("2024", "31 March 2024", "2023-24", "soon")] == ["2023-24"] * 3 + [""]
    assert [standing_in(text) for text in ("x (final)", "Provisional fee", "final, was provisional", "")] == [
        "final", "provisional", "", "",
    ]  # fmt: skip
    assert (financial_year(WEEK), published_in("Last updated: 3 June 2026")) == ("2025-26", "3 June 2026")


def test_columns_that_only_speak_of_fees_are_no_fees():
    others = (
        golden.RISE,
        "Number of home care providers",
        "Uplift in fee rate, home care",
        "Fee",
        "Care homes fee 65+",
    )
    assert [measure_of(head) for head in others] == [""] * len(others)
