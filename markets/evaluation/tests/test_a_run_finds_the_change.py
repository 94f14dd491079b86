"""An evaluation from its plan to its answer: planned and frozen on a page, worked out by a worker, read on the page."""

import csv
import io

import pytest
from django.db import DatabaseError, transaction

from accounts.tests.pages import get, is_kept_out, post, text_of
from markets.evaluation.tests.held_change import AFTER, BEFORE, hold, planned
from markets.models import EvaluationLook, MarketEvaluation, VisitRun
from markets.store import look_worker
from markets.tests.council import Council
from markets.tests.held_visits import council

__all__ = ["council"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def begun(council: Council) -> MarketEvaluation:
    assert "Planned" in text_of(post(council.carol, "markets:evaluation_new", **planned()))
    row = MarketEvaluation.objects.get()
    page = text_of(post(council.carol, "markets:evaluation_begin", row.id, edition=str(row.edition)))
    assert "It never changes from now on" in page
    row.refresh_from_db()
    return row


def worked_out() -> VisitRun:
    run = VisitRun.objects.filter(kind="evaluation").latest("received_at")
    look_worker.process(run.id)
    run.refresh_from_db()
    return run


def test_the_planted_change_is_found_through_the_page(council):
    hold(council, (BEFORE,), "before.csv")
    row = begun(council)
    assert worked_out().state == "done"
    page = text_of(get(council.carol, "markets:evaluation_detail", row.id))
    assert "Whether anything moved is not known yet" in page
    assert "Not yet: visits are held up to 20 July 2025, and are needed up to 20 October 2025" in page
    assert look_worker.sweep() == 0, "nothing has come in since"
    baseline = EvaluationLook.objects.get()
    hold(council, (AFTER,), "after.csv")
    assert look_worker.sweep() == 1
    assert worked_out().state == "done" and look_worker.sweep() == 0
    assert EvaluationLook.objects.get(months=0).digest == baseline.digest
    the_answer_is_read(council, row)
    what_has_begun_stays(council, row)


def the_answer_is_read(council: Council, row: MarketEvaluation) -> None:
    page = text_of(get(council.carol, "markets:evaluation_detail", row.id))
    answer = page[: page.index("Every measure, judged together")]
    print(answer[-900:])
    assert "After 3 months 4 of the 6 measures moved" in answer
    for words in ("drawn out to plan fell from", "Delivered of planned, visits done fell", "ten largest rose"):
        assert words in answer
    assert "Missed visits" not in answer and "Started within 15 minutes" not in answer
    assert "Missed visits was" in page and "which is no more than weeks differ by themselves" in page
    assert "10 locations had visits before and have none after" in page
    assert "Only visits that the council holds are evaluated" in page and row.digest in page
    assert "Dot" not in page or page.count("<circle") == 6 * 8
    for other in (council.cora, council.ada, council.ned):
        assert is_kept_out(other, get(other, "markets:evaluation_detail", row.id))
    assert "After 3 months" in text_of(get(council.dev, "markets:evaluation_print", row.id))
    file = get(council.carol, "markets:evaluation_file", row.id, "csv").content.decode()
    rows = list(csv.reader(io.StringIO(file)))
    changes = {line[1]: line[-1] for line in rows if line[3:4] == ["change"]}
    assert changes["Missed visits"] == "no" and changes["Visits drawn out to plan"] == "yes"
    assert sum(line[3:4] == ["week"] for line in rows) == 6 * 8


def what_has_begun_stays(council: Council, row: MarketEvaluation) -> None:
    """It is refused in words on a page, and by the database whoever asks; another version says why."""
    page = text_of(post(council.carol, "markets:evaluation_change", row.id, edition="9", **planned(name="Other")))
    assert "has begun and never changes" in page and "Other" in page
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        MarketEvaluation.objects.filter(id=row.id).update(name="Other")
    with pytest.raises(DatabaseError), transaction.atomic():
        EvaluationLook.objects.filter(evaluation=row).update(months=6)
    assert "Say in a sentence why" in text_of(post(council.carol, "markets:evaluation_version", row.id, **planned()))
    again = planned(why="Punctuality was asked for too late", measures=["missed"])
    assert "Version 2 is planned" in text_of(post(council.carol, "markets:evaluation_version", row.id, **again))
    later = MarketEvaluation.objects.get(number=2)
    assert (later.replaces_id, later.begun_at, later.measures) == (row.id, None, ["missed"])
    page = text_of(get(council.carol, "markets:evaluation_detail", row.id))
    assert "Version 2 takes the place of this one" in page and "After 3 months 4 of the 6" in page
    assert "takes the place of this one already" in text_of(
        post(council.carol, "markets:evaluation_version", row.id, **again)
    )
