"""Each public file says the same with notes above it and its columns in any order; its totals are those printed."""

import csv
import io
import random
from collections.abc import Callable

import pytest

from benchmarking.public_files.tests import golden
from benchmarking.public_files.tests.test_public_files_are_read import LONDON, read, totals, values
from register.tests.directories import as_csv

NOTES = [["Published by a department"], [], ["Some cells hold a marker", "2025 is no year of these figures"]]
YEAR = "2013-14"
# How each is made, and the totals that are printed: of how many councils, how many figures are missing, their sum.
FILES: dict[str, tuple[Callable[[], bytes], dict[str, tuple[int, int, str]]]] = {
    "asc_fr": (golden.asc_fr, {"asc_fr_external": (1, 2, "19.4"), "asc_fr_in_house": (3, 0, "93.6")}),
    "asc_fr_old": (lambda: golden.asc_fr(old=True), {"asc_fr_external": (1, 2, "19.4")}),
    "amounts": (golden.asc_fr_amounts, {"asc_fr_hours_external": (1, 2, "600000")}),
    "amounts_old": (lambda: golden.asc_fr_amounts(old=True), {"asc_fr_hours_external": (1, 2, "600000")}),
    "population": (golden.population, {"population_65": (1, 0, "606"), "population_85": (1, 0, "202")}),
    "london": (LONDON.read_bytes, {"pss_ex1_cost": (32, 0, "349293"), "pss_ex1_hours": (32, 0, "22402288")}),
}


def moved(data: bytes, seed: int) -> bytes:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    places = list(range(max(map(len, rows))))
    random.Random(seed).shuffle(places)
    return as_csv([*NOTES, *([row[at] if at < len(row) else "" for at in places] for row in rows)])


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_the_same_with_notes_above_and_columns_shuffled(name: str):
    make, printed = FILES[name]
    period = YEAR if name == "london" else ""
    plain, other = read(make(), period=period), read(moved(make(), 11), period=period)
    assert printed.items() <= totals(plain).items()
    assert totals(other) == totals(plain) and other.faults == plain.faults
    assert {one: values(other, one) for one in totals(plain)} == {one: values(plain, one) for one in totals(plain)}


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_the_fees_of_both_years_are_read_from_either_kind_of_workbook(kind: str):
    now, before = read(golden.msif(seed=5, kind=kind)), read(golden.msif_of_2023(kind=kind, seed=6))
    assert (now.periods, before.periods) == (("2025-26",), ("2023-24",))
    assert totals(now)["msif_home_care"] == totals(before)["msif_home_care"] == (5, 0, "116.35")
