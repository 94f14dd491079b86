"""Local times on both nights of the clock change: the reading in which a visit ends after it starts."""

import pytest

from markets.visits.domain.attendance import CareAttendance
from markets.visits.domain.visit_file import VisitDataset
from markets.visits.tests.visit_rows import dataset, visit

AUTUMN, SPRING = "2025-10-26T", "2025-03-30T"


def night(planned: str, actual: str, **more: str) -> dict[str, str]:
    """Return a row of local times, start and end each; on the night in October but for another date."""
    ends = (*planned.split("-"), *actual.split("-"))
    names = ("planned_start", "planned_end", "actual_start", "actual_end")
    times = {name: AUTUMN + end + ":00" for name, end in zip(names, ends, strict=True)}
    return visit() | {"planned_seconds": "", "actual_seconds": ""} | times | more


def only(found: VisitDataset) -> CareAttendance:
    assert len(found.used) == 1
    return found.used[0]


@pytest.mark.parametrize(
    ("actual", "minutes"),
    [
        ("01:35-01:20", 45),  # only BST to GMT ends after it starts
        ("00:50-01:20", 30),  # both readings do: the one nearer the planned half hour
        ("01:50-02:20", 30),  # as above; the other is an hour and a half
        ("01:10-01:40", 30),
        ("00:30-00:55", 25),  # nothing is uncertain
    ],
)
def test_lengths_where_the_hour_comes_twice(actual: str, minutes: int):
    row = only(dataset(night("01:00-01:30", actual)))
    assert row.actual_seconds == minutes * 60


def test_the_longer_reading_where_it_was_planned_so():
    row = only(dataset(night("00:50-02:20", "00:52-01:20", planned_end=f"{AUTUMN}02:20:00+00:00")))
    assert row.planned_seconds == 150 * 60
    assert row.actual_seconds == 88 * 60


def test_an_offset_leaves_nothing_open():
    later = night("01:00-01:30", "01:05-01:30")
    later = {key: f"{text}+00:00" if text.startswith(AUTUMN) else text for key, text in later.items()}
    found = dataset(later)
    assert only(found).actual_seconds == 25 * 60 and not found.marks["V07"]
    assert only(found).actual_start == 1761440700  # 01:05 GMT


def test_uncertain_visits_are_marked_and_others_are_not():
    found = dataset(night("01:00-01:30", "01:05-01:35"), visit(2))
    assert found.marks["V07"] == {2}


def test_a_careworker_s_day_keeps_its_order():
    """Two visits that overlap by the clock: the second one was after the hour came again."""
    first = night("01:00-01:30", "01:05-01:40")
    second = night("01:10-01:40", "01:15-01:45", visit_ref="V2", client_ref="C2")
    one, other = dataset(first, second).used
    assert one.actual_end is not None and other.actual_start is not None
    assert other.actual_start >= one.actual_end
    assert other.actual_seconds == 30 * 60 and other.lateness == 5 * 60


def test_the_hour_that_does_not_exist():
    times = {name: SPRING + text for name, text in (("actual_start", "00:50:00"), ("actual_end", "01:20:00"))}
    planned = {"planned_start": f"{SPRING}00:45:00", "planned_end": f"{SPRING}02:15:00"}
    found = dataset(visit() | {"planned_seconds": "", "actual_seconds": ""} | planned | times)
    assert only(found).planned_seconds == 30 * 60
    assert only(found).actual_seconds == 30 * 60
    assert found.marks["V07"] == {2}


def test_over_midnight():
    by_end = visit(1, planned_seconds="", actual_seconds="") | {
        "planned_start": "2025-06-02T23:40:00",
        "planned_end": "2025-06-02T00:25:00",
        "actual_start": "2025-06-02T23:45:00",
        "actual_end": "2025-06-02T00:20:00",
    }
    by_length = visit(2, actual_start="2025-06-02T22:45:00Z", actual_seconds=str(35 * 60 - 86_400), carer_ref="W2")
    backwards = visit(3, actual_seconds="-600", carer_ref="W3")
    found = dataset(by_end, by_length, backwards)
    assert [row.actual_seconds for row in found.used] == [35 * 60, 35 * 60]
    assert found.used[0].planned_seconds == 45 * 60
    assert found.marks["V08"] == {2, 3, 4} and found.refused == 1
