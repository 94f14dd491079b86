"""What a page repeats of a file: headings of systems as they are, and nothing that seems to be somebody's."""

import pytest

from markets.visits.domain.shown_texts import cell_shown, heading_shown, may_be_asked_about, row_shown


@pytest.mark.parametrize(
    "heading",
    [
        "Branch", "Actual Start Time", "Service User", "SERVICE USER REF", "Care Worker", "Visit Status Code", "In",
        "SU", "Planned Duration (mins)", "Travel Time", "Rota Slot", "ServiceUserDetails", "",
    ],
)  # fmt: skip
def test_headings_of_systems_are_shown(heading: str):
    assert heading_shown(heading) == heading


@pytest.mark.parametrize("heading", ["Mary Jones", "Visits to Mary Jones", "MARY JONES", "943 476 5919", "SK9 1AB"])
def test_headings_that_seem_to_be_somebodys_are_not(heading: str):
    assert heading_shown(heading) == ""


def test_cells_rows_and_words():
    assert (cell_shown("31/02/2025 08:00"), cell_shown("soon"), cell_shown("")) == ("31/02/2025 08:00", "…", "")
    assert cell_shown("Mary Jones 12") == cell_shown("at 943 476 5919") == "…"
    assert "“1, 2, 3”" in row_shown("1, 2, 3") and "Mary" not in row_shown("Mary Jones, 1, 2")
    assert may_be_asked_about("Client Cancelled") and not may_be_asked_about("gone to SK9 1AB")
    assert not may_be_asked_about("x" * 61)
