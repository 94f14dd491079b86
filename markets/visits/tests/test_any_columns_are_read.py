"""A file in its own columns, words, dates and zone: read by a mapping, and what is open is asked."""

import pytest

from markets.visits.domain.columns import ColumnMapping, mapping_from
from markets.visits.domain.visit_file import UnknownColumns, visits_from

OWN = {
    "Branch": "provider_ref",
    "SU": "client_ref",
    "Day": "planned_start",
    "Due": "planned_start",
    "Length": "planned_seconds",
    "In": "actual_start",
    "Out": "actual_end",
    "Result": "outcome",
    "_words": {"outcome": {"Completed": "done", "No Reply": "frustrated"}},
}
HEAD = "Visits of June;;;;;;;\n\nBranch;SU;Day;Due;Length;In;Out;Result\n"


def read(*rows: str, head: str = HEAD, **more: object):
    mapping, faults = mapping_from(OWN | more)
    assert faults == []
    return visits_from([line + "\n" for line in (head + "\n".join(rows)).split("\n")], mapping)


def test_own_columns_words_and_local_times():
    found = read("A;7;15/06/2025;23:40;00:45:00;23:45;00:20;completed", "A;7;16/06/2025;09:00;1800;;;NO REPLY")
    first, second = found.used
    assert (first.actual_seconds, first.lateness, first.planned_seconds) == (35 * 60, 300, 45 * 60)
    assert first.planned_start == 1750027200 and first.local_minute == 23 * 60 + 40
    assert second.outcome == "frustrated" and second.row == 5
    assert found.fields >= {"planned_start", "actual_end"}


def test_utc_and_order_of_dates_as_the_mapping_says():
    row = "A;7;06/03/2025;09:00;1800;09:05;09:30;completed"
    days = {order: read(row, _dates=order).used[0].local_day for order in ("dmy", "mdy")}
    assert days["mdy"] - days["dmy"] == 89
    local, utc = (read(row, _dates="mdy", _zone=zone).used[0] for zone in ("Europe/London", "UTC"))
    assert utc.planned_start - local.planned_start == 3600
    assert utc.lateness == local.lateness == 300


def test_dates_that_no_row_settles_are_asked_for():
    with pytest.raises(UnknownColumns, match="V05"):
        read("A;7;06/03/2025;09:00;1800;09:05;09:30;completed")


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["a,b,c\n", "1,2,3\n"], "V02"),
        ([], "V02"),
        (["provider_ref,client_ref,planned_start\n"], "V03"),
        (["provider_ref,outcome,planned_start\n"], "V03"),
    ],
)
def test_columns_that_are_missing(lines: list[str], code: str):
    with pytest.raises(UnknownColumns) as found:
        visits_from(lines, ColumnMapping())
    assert found.value.args[0] == code


@pytest.mark.parametrize(
    "document",
    [
        [],
        {"Branch": "nothing"},
        {"Branch": 7},
        {"_zone": "Paris"},
        {"_zone": ["UTC"]},
        {"_dates": "ymd"},
        {"_words": []},
        {"_words": {"outcome": {"x": 1}}},
        {"_words": {"miles": {"x": "y"}}},
    ],
)
def test_a_mapping_that_makes_no_sense(document: object):
    assert mapping_from(document)[1]
