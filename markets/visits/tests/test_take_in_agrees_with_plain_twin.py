"""What DuckDB takes in is what the plain core reads: the same rows, marks and counts, crooked or not."""

import csv
import io
import random

import pytest

from accounts.tests.in_turn import first_by_day
from markets.synthetic.domain.county import generator, invented_county
from markets.synthetic.domain.planted_dirt import with_dirt
from markets.synthetic.domain.visit_texts import HEADER
from markets.visits.domain.columns import mapping_from
from markets.visits.tests.files_taken_in import assert_alike
from markets.visits.tests.visit_rows import at, visit


def text_of(rows: list[list[str]], delimiter: str = ",") -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return file.getvalue().encode()


def test_an_invented_market_with_every_kind_of_dirt():
    rng = generator(5)
    dirty = with_dirt(rng, invented_county(rng, 5, 1, 600))
    found = assert_alike(text_of([list(HEADER), *dirty.rows]))
    assert found.used.rows + found.copies + found.waiting + found.refused == found.rows


NASTY = {
    "planned_start": [
        "",
        "2025-10-26T01:30:00",
        "2025-03-30T01:10:00",
        "2025-06-02T08:00:00+01:00",
        "junk",
        "2025-06-31T08:00:00Z",
    ],
    "planned_seconds": ["", "1800", "0", "86401", "-600", "00:45:00", "12.0", "1e3", "x"],
    "actual_start": ["", "2025-10-26T01:40:00", "2025-06-02T08:03:00Z", "08:05", "23:58:10", "2025-06-02 08:03", "7:5"],
    "actual_seconds": ["", "1500", "-84000", "-600", "0", "90000", "00:25:30"],
    "attendance": ["", "1", "2", "True", "no", "0", "11"],
    "carers_planned": ["", "1", "2", "5"],
    "client_ref": ["", "C1", " C1 ", "Mary Jones", "C" * 201, "C'1; DROP TABLE read"],
    "carer_ref": ["", "W1", "W2", "12/05/1970"],
    "visit_ref": ["", "V1", "V2", "SK9 1AB x"],
    "outcome": ["done", "DONE", "missed", "cancelled", "see notes", ""],
    "start_method": ["app", "manual", "fax", ""],
    "cancelled_at": ["", "2025-06-01T10:00:00", "yesterday"],
    "claimed_seconds": ["", "1800", "half"],
    "miles": ["", "1.25", "far"],
}


def nasty_rows(seed: int, count: int) -> list[dict[str, str]]:
    chance = random.Random(seed)
    found = []
    for number in range(count):
        day, hour = 1 + number % 28, 6 + number // 28
        row = visit(number, client_ref=f"C{number % 40}", carer_ref=f"W{number % 15}", planned_start=at(hour, 0, day))
        row |= {"actual_start": at(hour, chance.randrange(20), day)}
        for key, texts in NASTY.items():
            if chance.random() < 0.12:
                row[key] = chance.choice(texts)
        found.append(row)
    return found


@pytest.mark.parametrize("seed", first_by_day(range(3)))
def test_crooked_cells_of_every_kind(seed: int):
    rows = nasty_rows(seed, 450)
    header = [key for key in dict.fromkeys(key for row in rows for key in row) if key != "miles"]
    assert_alike(text_of([header, *([row.get(key, "") for key in header] for row in rows)]))


LOCAL = {
    "Branch": "provider_ref",
    "SU": "client_ref",
    "Who": "carer_ref",
    "Day": "planned_start",
    "Due": "planned_start",
    "Until": "planned_end",
    "In": "actual_start",
    "Out": "actual_end",
    "Result": "outcome",
    "_dates": "dmy",
}


@pytest.mark.parametrize("zone", first_by_day(["Europe/London", "UTC"]))
def test_dates_and_local_times_in_columns_of_their_own(zone: str):
    chance = random.Random(zone)
    rows = [["Visits of the branch"], [], list(LOCAL)[:-1]]
    for number in range(200):
        day = chance.choice(["01/06/2025", "25/10/2025", "26/10/2025", "27/10/2025", "30/03/2025", "9/1/2025"])
        hour, minute = chance.randrange(24), chance.randrange(60)
        due, until = f"{hour:02}:{minute:02}", f"{(hour + (minute >= 30)) % 24:02}:{(minute + 30) % 60:02}"
        late = f"{(hour + chance.choice((0, 0, 1, 12, 23))) % 24:02}:{chance.randrange(60):02}"
        out = f"{(hour + 1) % 24}:{chance.randrange(60):02}:{chance.randrange(60):02}"
        rows.append(
            ["Elm", f"C{number % 30}", f"W{number % 9}", day, due, until, late, out, chance.choice(["done", "missed"])]
        )
        if not number % 40:
            rows.append([])
    mapping, faults = mapping_from(LOCAL | {"_zone": zone})
    assert not faults
    assert_alike(text_of(rows, ";"), mapping)


@pytest.mark.parametrize(
    "line",
    first_by_day(['a "quoted" word', "two\nlines", "one, two", 'x" y', "tab\there"], 0),
)
def test_text_that_is_quoted_or_broken(line: str):
    rows = [["visit_ref", "notes", "provider_ref", "client_ref", "planned_start", "planned_seconds", "outcome"]]
    rows += [[f"V{n}", line, "P1", f"C{n}", f"2025-06-{n:02}T08:00:00Z", "1800", "missed"] for n in range(1, 9)]
    assert_alike(text_of(rows))


@pytest.mark.parametrize("ends", first_by_day([b"\n", b"\r\n"]))
def test_rows_that_are_too_short_too_long_or_blank(ends: bytes):
    head = b"provider_ref,client_ref,planned_start,planned_seconds,outcome\n"
    row = b"P1,C%d,2025-06-02T08:00:00Z,1800,missed"
    lines = [
        row % 1,
        b"",
        row % 2 + b",,more",
        b",,,,",
        b"P1,C3,2025-06-02T08:00:00Z",
        b'P1,C"4,2025-06-02T08:00:00Z,1800,missed',
    ]
    assert_alike((head + b"\n".join(lines) + b"\n\n\n" + row % 5).replace(b"\n", ends))
