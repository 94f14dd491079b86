"""A change that was planted in a county is found by a worker and read on the page, and no other is called."""

import csv
import io

import pytest

from accounts.tests.pages import get, is_kept_out, text_of
from markets.evaluation.tests.held_change import begun, changed, hold_county, worked_out
from markets.evaluation.tests.held_tables import hold_tables
from markets.models import EvaluationLook
from markets.tests.held_visits import council

__all__ = ["council"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.mark.nightly
def test_the_planted_change_is_found_through_the_page(council):
    county = changed()
    hold_county(council, county)
    hold_tables(council.carol, county)
    row = begun(council)
    assert worked_out().state == "done"
    assert list(EvaluationLook.objects.values_list("months", flat=True)) == [0, 3]
    response = get(council.carol, "markets:evaluation_detail", row.id)
    assert response.content.count(b"<circle") == 6 * 8, "a dot a week of each measure"
    the_answer_comes_first(text_of(response), row.digest)
    for other in (council.cora, council.ada, council.ned):
        assert is_kept_out(other, get(other, "markets:evaluation_detail", row.id))
    assert "After 3 months" in text_of(get(council.dev, "markets:evaluation_print", row.id))
    the_file_holds_every_week(get(council.carol, "markets:evaluation_file", row.id, "csv").content.decode())


def the_answer_comes_first(page: str, digest: str) -> None:
    answer = page[: page.index("Every measure, judged together")]
    assert "After 3 months 4 of the 6 measures moved" in answer
    for words in ("drawn out to plan fell from", "Delivered of planned, visits done fell", "ten largest rose"):
        assert words in answer
    assert "Missed visits" not in answer and "Started within 15 minutes" not in answer
    assert "Missed visits was" in page and "which is no more than weeks differ by themselves" in page
    assert "10 locations had visits before and have none after" in page
    assert "It was begun after the change" in page and digest in page
    assert "Only visits that the council holds are evaluated" in page


def the_file_holds_every_week(file: str) -> None:
    rows = list(csv.reader(io.StringIO(file)))
    changes = {line[1]: line[-1] for line in rows if line[3:4] == ["change"]}
    assert changes["Missed visits"] == "no" and changes["Visits drawn out to plan"] == "yes"
    assert sum(line[3:4] == ["week"] for line in rows) == 6 * 8
