"""Lengths in minutes or hours, as most systems write them, are read alike by both readers, and proposed by numbers."""

import pytest

from markets.measures.domain.catalogue import sources_in
from markets.visits.domain.column_proposals import proposal
from markets.visits.domain.columns import ColumnMapping
from markets.visits.tests.files_taken_in import alike, taken
from markets.visits.tests.visit_rows import at, visit

PLANNED, ACTUAL = 9, 11


def file_of(lengths: list[tuple[str, str]], units: str) -> bytes:
    rows = [
        visit(number, client_ref=f"C{number}", planned_start=at(9, number % 60, 1 + number // 60))
        for number in range(len(lengths))
    ]
    for row, (planned, actual) in zip(rows, lengths, strict=True):
        row |= {"planned_seconds": planned, "actual_seconds": actual, "actual_start": row["planned_start"]}
    head = [name.replace("seconds", units) for name in rows[0]]
    return "\n".join(",".join(cells) for cells in [head, *(row.values() for row in rows)]).encode()


def test_minutes_are_seconds_in_the_store_as_in_the_plain_core():
    given = [("30", "22.5"), ("45", "00:40:00"), ("007", "7"), ("30", "half"), ("30", ""), ("1441", "20"), ("30", "-5")]
    found, rows = alike(file_of(given, "minutes"))
    assert [(row[PLANNED], row[ACTUAL]) for row in rows[:3]] == [(1800, 1350), (2700, 2400), (420, 420)]
    assert {"planned_length", "actual_length"} <= sources_in(frozenset(found.fields))
    assert [fault.column for fault in found.faults] == ["actual_seconds", "actual_start"]


def test_hours_and_a_column_of_seconds_beside_them():
    data = file_of([("0.5", "0.333333"), ("1.25", "1")], "hours")
    assert [(row[PLANNED], row[ACTUAL]) for row in taken(data)[1]] == [(1800, 1200), (4500, 3600)]
    head, *rows = data.decode().splitlines()
    both = "\n".join([f"{head},Said", *(f"{row},{said}" for row, said in zip(rows, ("900", ""), strict=True))])
    mapping = ColumnMapping({"Said": "planned_seconds"})
    _, rows_of_both = alike(both.encode(), mapping)
    assert [row[PLANNED] for row in rows_of_both] == [900, 4500]


@pytest.mark.parametrize(
    ("name", "texts", "field"),
    [
        ("Planned duration", ["30", "45", "15"], "planned_minutes"),
        ("Planned minutes", ["30", "45", "15"], "planned_minutes"),
        ("Actual Duration", ["0.5", "0.25", "1"], "actual_hours"),
        ("Actual duration", ["1800", "1500", "900"], "actual_seconds"),
        ("Planned length", ["00:30:00", "00:45:00"], "planned_seconds"),
        ("Planned length", ["0", "0"], "planned_seconds"),
        ("Second actual duration", ["30", "45"], "second_actual_seconds"),
    ],
)
def test_the_unit_is_proposed_by_the_numbers(name: str, texts: list[str], field: str):
    assert proposal(name, texts)[0] == field
