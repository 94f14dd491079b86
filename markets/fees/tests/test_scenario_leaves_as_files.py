"""A scenario leaves as a workbook that works out the same, as inputs for the command, and as a paper of four pages."""

import json
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from accounts.tests.pages import get, is_kept_out
from markets.fees.actions import scenarios
from markets.fees.domain.exports.fee_paper import PaperFacts, fee_paper
from markets.fees.domain.exports.fee_workbook import fee_workbook
from markets.fees.domain.exports.scenario_files import inputs_json, scenario_file
from markets.fees.domain.exports.sheet_formulas import LINES, WAGE
from markets.fees.domain.result import CouncilZone, scenario_result
from markets.fees.domain.saved_scenario import to_keep
from markets.fees.tests.exported_books import differences
from markets.fees.tests.typed_fees import fee_1, pounds, read, worked_example
from markets.models import FeeScenario
from markets.tests.council import make_council

COUNCIL = {name: CouncilZone(pounds("28.50"), pounds("1000")) for name in ("urban", "mixed", "rural")}
RESULT = scenario_result(fee_1(), COUNCIL)
DIGEST = "ab" * 32
BECAUSE = {"kind": "release", "words": "worked out from the released medians of the market"}
SOURCES = dict.fromkeys(("pay", "travel_pay", "sick_share", "mileage_rate", "margin", "mix", "zones.mixed"), BECAUSE)
FACTS = PaperFacts("Testshire", "Fair from April", "Asked by members.", SOURCES, DIGEST, "1 April 2026")


def test_the_workbook_works_out_what_the_page_says(tmp_path: Path):
    assert differences(2, 5, tmp_path) == []


@pytest.mark.proof
def test_fifty_workbooks_work_out_what_the_page_says(tmp_path: Path):
    assert differences(50, 6, tmp_path) == []


def test_the_workbook_is_of_named_inputs_and_formulas_with_stored_figures():
    data = fee_workbook(RESULT, "=cmd|' /C calc'!A0")
    live, stored = (load_workbook(BytesIO(data), data_only=flag) for flag in (False, True))
    assert "in_pay" in live.defined_names and live["Inputs"]["A1"].data_type == "s"
    rates = {row[0].value: [cell.value for cell in row[1:]] for row in stored["Fees"].iter_rows()}
    assert [round(rate, 2) for rate in rates["Fair fee an hour"]] == [27.15, 29.78, 33.77]
    formulas = [cell.value for row in live["Fees"].iter_rows(min_row=4, min_col=2) for cell in row if cell.value]
    named = {zone.name for zone in RESULT.zones}
    assert all(str(value).startswith("=") for value in formulas if value not in named)
    assert len(LINES) + len(WAGE) == 19


def test_inputs_are_what_the_command_takes():
    document = worked_example()["inputs"]
    assert read(json.loads(inputs_json(to_keep(document)), parse_float=str)) == fee_1()


def test_the_paper_has_four_pages_at_most_and_says_what_is_asked_of_it():
    made = scenario_file("pdf", RESULT, FACTS, {})
    assert made is not None
    read = subprocess.run(["pdftotext", "-", "-"], input=made.data, capture_output=True, check=True).stdout.decode()
    pages, text = read.rstrip("\f").split("\f"), " ".join(read.split())
    assert len(pages) == 4
    for words in ("£29.78", "Fair from April", "£22.71", "is not reproduced", DIGEST[:20], "release", "law", "2,000 h"):
        assert words in text
    assert "more a year than today’s" in text


def test_the_largest_scenario_has_five_pages():
    mix = {str(minutes): 0.125 for minutes in (10, 15, 20, 30, 45, 60, 90, 120)}
    zones = {f"Zone {number} of the north and its villages": {"t": 9, "w": 1, "d": 3} for number in range(8)}
    large = scenario_result(read({**worked_example()["inputs"], "zones": zones, "mix": mix}), {})
    charter = tuple((f"Point {number} of the charter in some words", "Yes, by its inputs") for number in range(10))
    made = scenario_file("pdf", large, replace(FACTS, charter=charter, note="Words. " * 70), {})
    assert made is not None
    read_again = subprocess.run(["pdftotext", "-", "-"], input=made.data, capture_output=True, check=True).stdout
    assert read_again.count(b"\f") == 5


def test_the_paper_for_word_says_the_same():
    made = scenario_file("docx", RESULT, FACTS, {})
    assert made is not None
    document = Document(BytesIO(made.data))
    cells = {cell.text for grid in document.tables for row in grid.rows for cell in row.cells}
    assert {"£29.78", "£27.15", "release: worked out from the released medians of the market"} <= cells
    assert document.core_properties.author == ""


@pytest.mark.parametrize("kind", ["xlsx", "pdf", "docx", "csv", "json"])
def test_files_have_the_same_bytes_each_time(kind: str):
    first, second = (scenario_file(kind, RESULT, FACTS, worked_example()["inputs"]) for _ in range(2))
    assert first is not None and first == second


def test_a_draft_says_so_and_one_zone_alone_has_a_paper():
    inputs = fee_1()
    alone = scenario_result(read({**worked_example()["inputs"], "zones": {"all": {"t": 5, "w": 0, "d": 1}}}), {})
    paper = fee_paper(alone, PaperFacts("Testshire", "x\0y", "", {}))
    assert "not frozen" in paper["mark"] and paper["subtitle"] == "xy"
    assert inputs.zones


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
def test_files_are_for_those_who_build_fees():
    cast = make_council()
    row = scenarios.start(by=cast.carol, name="Größe & Zonen", inputs=worked_example_texts())
    assert isinstance(row, FeeScenario)
    for kind in ("xlsx", "csv", "json"):
        answer = get(cast.dev, "markets:scenario_file", row.id, kind)
        assert answer.status_code == 200 and f"groe-zonen.{kind}" in answer["Content-Disposition"].replace("ß", "")
    assert get(cast.dev, "markets:scenario_file", row.id, "exe").status_code == 404
    for who in (cast.ada, cast.cora, cast.gus, cast.ned, None):
        assert is_kept_out(who, get(who, "markets:scenario_file", row.id, "xlsx"))


def worked_example_texts() -> dict[str, object]:
    return json.loads(json.dumps(worked_example()["inputs"]), parse_float=str, parse_int=str)
