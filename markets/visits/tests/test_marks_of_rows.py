"""Each kind of bad input is found, named by its code, and counted; every row of the file is accounted for."""

import random

import pytest

from markets.visits.domain.marks import in_two_places
from markets.visits.domain.visit_file import VisitDataset
from markets.visits.tests.visit_rows import at, dataset, visit


def adds_up(found: VisitDataset) -> bool:
    return found.rows == len(found.used) + found.copies + found.waiting + found.refused


@pytest.mark.parametrize(
    ("changes", "code", "used"),
    [
        ({"actual_seconds": "0"}, "V09", 0),
        ({"actual_seconds": "86401"}, "V09", 0),
        ({"client_ref": "Mary Jones"}, "V18", 0),
        ({"carer_ref": "12/03/1946"}, "V18", 0),
        ({"client_ref": "943 476 5919"}, "V18", 0),
        ({"visit_ref": "12 High St HR1 2AB"}, "V18", 0),
        ({"funder": "self_funder"}, "V19", 1),
        ({"planned_start": "", "planned_seconds": ""}, "V20", 1),
        ({"outcome": "unallocated"}, "V21", 0),
        ({"outcome": ""}, "V21", 0),
        ({"planned_start": "tomorrow"}, "unread", 0),
        ({"planned_start": "9999-12-31T23:59:59Z"}, "unread", 0),
        ({"actual_seconds": "9" * 27}, "unread", 0),
        ({"actual_seconds": "1e400"}, "unread", 0),
        ({"actual_start": "", "actual_seconds": ""}, "unread", 0),
        ({"client_ref": "x" * 10_000}, "unread", 0),
        ({"carers_planned": "0"}, "unread", 0),
        ({"provider_ref": ""}, "unread", 0),
    ],
)
def test_what_a_row_shows_by_itself(changes: dict[str, str], code: str, used: int):
    found = dataset(visit(1, **changes), visit(2, client_ref="C9", carer_ref="W9"))
    assert {key: set(rows) for key, rows in found.marks.items() if rows} == {code: {2}}
    assert len(found.used) == used + 1 and adds_up(found)


def test_copies_count_once_and_the_later_one_where_they_differ():
    found = dataset(visit(1), visit(1), visit(2, client_ref="C2"), visit(2, client_ref="C2", actual_seconds="1600"))
    assert found.marks["V10"] == {3, 4} and found.copies == 2 and adds_up(found)
    assert [(row.row, row.actual_seconds) for row in found.used] == [(2, 1500), (5, 1600)]


def test_a_visit_of_two_systems_waits():
    found = dataset(visit(1), visit(71, actual_seconds="1490"))
    assert found.marks["V12"] == {3} and found.waiting == 1 and adds_up(found)


def test_two_rows_at_one_time_wait_unless_two_careworkers_were_planned():
    other = {"carer_ref": "W2", "actual_seconds": "1490"}
    assert dataset(visit(1), visit(2, **other)).marks["V13"] == {3}
    assert not dataset(visit(1), visit(1, attendance="2", **other)).marks["V13"]
    assert not dataset(visit(1, carers_planned="2"), visit(2, carers_planned="2", **other)).marks["V13"]


def test_careworkers_are_counted_where_the_file_does_not():
    rows = [visit(1, attendance="", carer_ref=name) for name in ("W1", "W2")]
    assert [row.attendance for row in dataset(*rows).used] == [1, 2]


def test_a_careworker_in_two_places_for_over_five_minutes():
    first = visit(1, actual_start=at(8), actual_seconds="1800")
    late = {"planned_start": at(8, 30), "client_ref": "C2"}
    assert dataset(first, visit(2, actual_start=at(8, 24), **late)).marks["V14"] == {2, 3}
    assert not dataset(first, visit(2, actual_start=at(8, 25), **late)).marks["V14"]
    assert not dataset(first, visit(2, actual_start=at(8, 24), start_method="manual", **late)).marks["V14"]


def test_two_places_agree_with_looking_at_each_pair():
    """A long visit may reach over several others; whoever is inside another's is in two places, too."""
    chance = random.Random(5)
    for _ in range(60):
        starts = [chance.randrange(0, 7200, 60) for _ in range(6)]
        rows = [
            visit(number, client_ref=f"C{number}", actual_start=at(8 + start // 3600, start % 3600 // 60))
            | {"actual_seconds": str(chance.randrange(60, 4000)), "planned_start": at(8, number)}
            for number, start in enumerate(starts)
        ]
        used = dataset(*rows).used
        pairs = {
            row.row
            for row in used
            for other in used
            if row is not other
            and min(row.actual_end or 0, other.actual_end or 0) - max(row.actual_start or 0, other.actual_start or 0)
            > 300
        }
        assert in_two_places(used) == pairs


def test_hand_filled_over_thirty_per_cent():
    def market(by_hand: int) -> VisitDataset:
        rows = [visit(n, client_ref=f"C{n}", carer_ref=f"W{n}") for n in range(10)]
        for row in rows[:by_hand]:
            row["end_method"] = "manual"
        return dataset(*rows)

    assert not market(3).marks["V15"]
    assert market(4).marks["V15"] == {2, 3, 4, 5}


def starts_off(minutes: int, careworker: str, n: int = 60) -> list[dict[str, str]]:
    """Return visits of a careworker, two a day, that start so many minutes after their plan, give or take nine."""
    found = []
    for number in range(n):
        day, off = 1 + number % 28, minutes + number % 19 - 9
        hour, minute = divmod(9 * 60 + 90 * (number // 28) + off, 60)
        row = visit(number, visit_ref=f"{careworker}-{number}", client_ref=f"{careworker}-{number}")
        plan = at(9 + 90 * (number // 28) // 60, 90 * (number // 28) % 60, day)
        found.append(row | {"carer_ref": careworker, "planned_start": plan, "actual_start": at(hour, minute, day)})
    return found


def test_one_clock_that_is_off():
    usual = [row for number in range(4) for row in starts_off(2, f"W{number}")]
    fast = starts_off(13, "W9")
    assert dataset(*usual, *fast).marks["V16"] == set(range(242, 302))
    assert not dataset(*usual, *starts_off(5, "W9")).marks["V16"]


def test_a_day_off_its_plan():
    found = dataset(visit(1, actual_start=at(8, 2, day=3)), visit(2, client_ref="C2"))
    assert found.marks["V16"] == {2}


def test_a_provider_whose_summer_looks_like_utc():
    usual, early = starts_off(2, "W1"), [row | {"provider_ref": "P2"} for row in starts_off(-58, "W2")]
    found = dataset(*usual, *early)
    assert found.marks["V06"] == set(range(62, 122)) and not found.marks["V16"]
