"""Each kind of bad input of the table that a file can show is found and named, in the table's words."""

import csv
import re
from pathlib import Path
from typing import Any

import pytest

from markets.store.dataset_work import findings_in
from markets.store.file_kinds import source_of
from markets.store.take_in import OpenDates
from markets.store.text_files import UnreadableFile
from markets.tests.held_visits import file_of, usual_rows
from markets.visits.domain.columns import ColumnMapping, mapping_from
from markets.visits.domain.take_in_questions import (
    about_clocks,
    about_columns,
    about_dates,
    about_overlap,
    about_providers,
    about_rows,
    about_words,
    changed_layout,
)
from markets.visits.tests.files_taken_in import taken
from markets.visits.tests.visit_rows import at, visit

TABLE = Path(__file__).parents[2] / "tests/files/bad_input.csv"
# Of a rate card, a rule table and a scenario; and of a file that was taken in before.
ELSEWHERE = {"V11", "V23", "V24", "V25"}


def table() -> dict[str, str]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["message"] for row in csv.DictReader(file)}


def refused(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as trouble:
        source_of(lambda: iter([data]))
    return str(trouble.value.args[1])


def found(*rows: dict[str, str], code: str, **how: Any) -> str:
    result, *_ = taken(file_of(list(rows)), **how)
    return next(str(one["words"]) for one in findings_in(result) if one["code"] == code)


def early() -> list[dict[str, str]]:
    """Return sixty visits of a summer that start an hour before their plan, by clocks without an offset."""
    rows = []
    for n in range(60):
        due, begun = (f"2025-06-{1 + n % 28:02}T{hour:02}:{n % 60:02}:00" for hour in (9, 8))
        rows.append(visit(n, client_ref=f"C{n}", planned_start=due, actual_start=begun))
    return rows


def open_dates(row: dict[str, str]) -> str:
    with pytest.raises(OpenDates) as trouble:
        taken(file_of([row]))
    return about_dates(trouble.value.args[0])


def said() -> dict[str, str]:
    """Return what is said of one example of each kind."""
    twice = [visit(1), visit(2, carer_ref="W2")]
    apart = [visit(1), visit(1)]
    clock, *_ = taken(file_of(early()))
    two, *_ = taken(file_of(twice))
    words, *_ = taken(file_of([visit(1, outcome="see notes")]))
    names = [visit(n, zone_key="12/05/1970", visit_ref=f"V{n}", client_ref=f"C{n}") for n in range(3)]
    night = visit(1, planned_start="2025-10-26T01:10:00", actual_start="2025-10-26T01:20:00")
    return {
        "V01": refused(b"%PDF-1.7"),
        "V02": refused(b"hello\nworld\n"),
        "V03": about_columns({"client_ref", "outcome", "planned_start"})[0],
        "V04": changed_layout("Ours", ["Log out"], ["Logged off"]),
        "V05": open_dates(visit(1, planned_start="03/04/2025 08:00", actual_start="03/04/2025 08:05")),
        "V06": about_clocks(clock.marks["V06"], clock.has_wall_clocks, {})[0].words,
        "V07": found(night, code="V07"),
        "V08": found(visit(1, actual_seconds="-600"), visit(2, client_ref="C2", actual_seconds="-84000"), code="V08"),
        "V09": found(visit(1, actual_seconds="0"), code="V09"),
        "V10": found(*apart, code="V10"),
        "V12": about_overlap([("june.csv", "1 June 2025 to 4 June 2025", 4)], {})[0].words,
        "V13": about_rows(two.waits, {})[0].words,
        "V14": found(visit(1), visit(2, client_ref="C2", planned_start=at(8, 10), actual_start=at(8, 12)), code="V14"),
        "V15": found(*usual_rows(3, end_method="manual"), code="V15"),
        "V16": found(visit(1, actual_start=at(8, 2, day=3)), code="V16"),
        "V17": about_providers({"Oak": 3}, {})[0].words,
        "V18": found(*names, code="V18"),
        "V19": found(visit(1, funder="nhs"), code="V19", drops_others=True),
        "V20": found(visit(1, planned_start="", planned_seconds=""), code="V20"),
        "V21": about_words(words.unknown.outcomes, {})[0].words,
        "V22": found(visit(1, place_ref="SK9 1AB"), code="V22"),
    }


def plain_words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", re.sub(r"\{[^}]*\}|“[^”]*”", " ", text.lower())))


def test_each_kind_is_named_in_the_words_of_the_table():
    wanted, here = table(), said()
    assert set(wanted) - set(here) == ELSEWHERE
    for code, words in here.items():
        assert not re.search(r"[{}]", words), code
        shared = plain_words(words) & plain_words(wanted[code])
        assert len(shared) * 2 >= min(len(plain_words(words)), len(plain_words(wanted[code]))), (code, words)


def test_what_was_answered_is_no_more_open():
    rows = file_of([visit(1), visit(2, carer_ref="W2")])
    for said_so, counts in (("double", (2, 0, 0)), ("twice", (1, 1, 0)), ("leave", (1, 0, 1))):
        result, *_ = taken(rows, answers={"V13": said_so})
        assert (result.used.rows, result.copies, result.waiting) == counts


def test_the_later_of_two_dates_is_read_as_the_mapping_says():
    mapping, _ = mapping_from({"_zone": "UTC"})
    late, *_ = taken(file_of(early()), mapping)
    assert late.marks["V06"] == 60 and ColumnMapping().zone == "Europe/London"


KEYS = ("zone_key", "contract_ref", "ruc", "place_ref", "visit_ref", "carer_ref", "client_ref", "notes")
PERSONAL = ("Mary Jones", "Smith, Arthur", "SK9 1AB", "1 High Street SK9 1AB", "943 476 5919", "12/05/1970")


def test_names_numbers_and_postcodes_are_in_no_row_that_is_kept():
    rows = []
    for place, text in enumerate(PERSONAL * 4):
        key = KEYS[place % len(KEYS)]
        rows.append(visit(place, client_ref=f"C{place}", planned_start=at(8, place)) | {key: text})
    columns = dict.fromkeys(("zone_key", "contract_ref", "ruc", "place_ref", "notes"), "")
    result, kept, _ = taken(file_of([columns | row for row in rows]))
    said = [str(cell) for row in kept for cell in row] + [str(one["words"]) for one in findings_in(result)]
    said += [str(cell) for one in result.half_minutes for cell in one]
    assert not [text for text in said for bad in PERSONAL if bad.split(",")[0] in text]
