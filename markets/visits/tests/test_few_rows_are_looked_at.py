"""Where the store looks at few rows, or at texts together, it comes to what the plain core does with all of them."""

from markets.visits.tests.files_taken_in import alike, taken
from markets.visits.tests.visit_rows import at, visit


def text_of(*rows: dict[str, str]) -> bytes:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    lines = [columns, *([row.get(key, "") for key in columns] for row in rows)]
    return "".join(",".join(line) + "\n" for line in lines).encode()


def stay(number: int, start: str, minutes: int, **more: str) -> dict[str, str]:
    times = {"planned_start": start, "planned_seconds": f"{minutes * 60}", "actual_start": start}
    return visit(number, client_ref=f"C{number}", **times, actual_seconds=f"{minutes * 60 - 60}", **more)


def test_two_places_are_found_on_whatever_days_they_show():
    text = text_of(
        stay(1, at(8), 240),  # the whole morning at one client's
        stay(2, at(9), 10),  # and meanwhile at two others'
        stay(3, at(10), 30),
        stay(4, at(8, day=12), 30),  # nothing is wrong on this day
        stay(5, at(9, day=12), 30),
        stay(6, at(8, day=22), 60),  # beside one that nobody planned
        visit(7, client_ref="C7", planned_start="", planned_seconds="", actual_start=at(8, 10, 22)),
        stay(8, at(23, 30, 27), 60),  # over midnight
        stay(9, "2025-06-28T00:00:00Z", 60),
    )
    alike(text)
    assert taken(text)[2]["V14"] == {2, 3, 4, 7, 8, 9, 10}


def test_a_sign_of_ours_in_a_cell_moves_no_other_cell():
    zoned = {"zone_key": "north", "service": "core", "funder": "council", "ruc": "UN1"}
    found, rows, _ = taken(text_of(visit(1, outcome="do\x1fne", **zoned), visit(2, client_ref="C2", **zoned)))
    assert found.waits == {"V21": 1} and found.unknown.outcomes == {"do ne": 1}
    assert [text for text in rows[0] if text in zoned.values()] == ["council", "core", "north", "UN1"]
