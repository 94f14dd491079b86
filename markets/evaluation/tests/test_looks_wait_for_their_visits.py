"""A look is made once its visits are there, of the council's own alone, once and whole; what is not there is said."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.tests.pages import get, is_kept_out, post, text_of
from markets.evaluation.tests.held_change import AFTER, BEFORE, begun, daily, planned, taken_in, worked_out
from markets.evaluation.tests.held_tables import keep_table
from markets.models import EvaluationLook, MarketEvaluation, MarketTable, VisitRun
from markets.store import look_worker
from markets.synthetic.domain.invented_packages import OFFER_HEAD
from markets.tables.domain.table_kinds import MarketTableKind
from markets.tests.council import Council
from markets.tests.held_visits import council

__all__ = ["council"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
LATE = (AFTER[0] + timedelta(days=14), AFTER[1])
EARLY = (AFTER[0], AFTER[0] + timedelta(days=13))


def shown(council: Council, row: MarketEvaluation) -> str:
    return text_of(get(council.carol, "markets:evaluation_detail", row.id))


def test_looks_are_made_as_visits_come_in(council):
    row = begun(council, measures=["delivered_of_done", "missed", "double_share"])
    taken_in(council.dev, daily(BEFORE, 1500), "independent.csv")
    page = shown(council, row)
    assert "the baseline has not been worked out" in page and "Not yet: the council holds no visits" in page
    assert look_worker.sweep() == 0, "what providers gave the team is not looked at"
    taken_in(council.carol, daily(BEFORE, 1500), "before.csv")
    assert look_worker.sweep() == 1 and worked_out().state == "done" and look_worker.sweep() == 0
    page = shown(council, row)
    assert "Whether anything moved is not known yet" in page
    assert "visits are held up to 20 July 2025, and are needed up to 20 October 2025" in page
    assert "There is no further look" in text_of(post(council.carol, "markets:evaluation_look", row.id))
    frozen = EvaluationLook.objects.get()
    taken_in(council.carol, daily(LATE, 1200), "late.csv")
    assert look_worker.sweep() == 1 and worked_out().state == "stopped" and look_worker.sweep() == 0
    assert "3 months after: Of the weeks of this look 2 are held whole; 3 are needed" in shown(council, row)
    taken_in(council.carol, daily(EARLY, 1200), "early.csv")
    assert look_worker.sweep() == 1 and worked_out().state == "done"
    assert EvaluationLook.objects.get(months=0).digest == frozen.digest
    assert "fell from 83.3 % to 66.7 % a week: −16.7 points" in shown(council, row)
    assert EvaluationLook.objects.get(months=3).document["baseline"] == frozen.digest
    what_has_begun_stays(council, row)


def what_has_begun_stays(council: Council, row: MarketEvaluation) -> None:
    """It is refused in words on a page, and by the database whoever asks; another version says why."""
    page = text_of(post(council.carol, "markets:evaluation_change", row.id, edition="9", **planned(what="Other")))
    assert "has begun and never changes" in page and "Other" in page
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        MarketEvaluation.objects.filter(id=row.id).update(name="Other")
    with pytest.raises(DatabaseError), transaction.atomic():
        EvaluationLook.objects.filter(evaluation=row).update(months=6)
    assert "Say in a sentence why" in text_of(post(council.carol, "markets:evaluation_version", row.id, **planned()))
    again = planned(why="Missed visits alone were meant", measures=["missed"])
    assert "Version 2 is planned" in text_of(post(council.carol, "markets:evaluation_version", row.id, **again))
    later = MarketEvaluation.objects.get(number=2)
    assert (later.replaces_id, later.begun_at, later.measures) == (row.id, None, ["missed"])
    assert "Version 2 takes the place of this one" in shown(council, row)
    refused = text_of(post(council.carol, "markets:evaluation_version", row.id, **again))
    assert "takes the place of this one already" in refused


def test_a_page_tells_how_far_a_worker_is_and_waits_for_offers(council):
    taken_in(council.carol, daily(BEFORE, 1500), "before.csv")
    table = keep_table(council.carol, MarketTableKind.OFFERS, OFFER_HEAD, [("O1", BEFORE[0], *[""] * 9)])
    MarketTable.objects.filter(id=table.id).update(kept_at=datetime.combine(BEFORE[1], time(12), UTC))
    row = begun(council, measures=["missed", "wait_rural"])
    assert look_worker.sweep() == 0 and "It waits for a table of offers kept after 20 July 2025" in shown(council, row)
    page = text_of(post(council.carol, "markets:evaluation_look", row.id))
    assert "A worker looks at the visits" in page and "Asked for" in page and "Weeks worked out" in page
    steps = get(council.dev, "markets:evaluation_steps", row.id)
    assert b"hx-get" in steps.content and "Taken up by a worker" in text_of(steps)
    seen = {"seen": steps.context["seen"]}
    assert get(council.dev, "markets:evaluation_steps", row.id, **seen).status_code == 204
    assert is_kept_out(council.cora, get(council.cora, "markets:evaluation_steps", row.id))
    assert worked_out().state == "done"
    over = get(council.dev, "markets:evaluation_steps", row.id)
    assert over.headers["HX-Redirect"].endswith(f"/evaluations/{row.id}/")
    assert "kept on 20 July 2025, before" in EvaluationLook.objects.get().document["why"]["wait_rural"]


def killed(*_: object) -> None:
    raise SystemExit


def test_a_worker_that_is_gone_leaves_nothing_and_no_other_holder_is_looked_at(council, monkeypatch):
    taken_in(council.carol, daily(BEFORE, 1500), "before.csv")
    begun(council, measures=["missed"])
    run = VisitRun.objects.get(kind="evaluation")
    with monkeypatch.context() as patch:
        patch.setattr(look_worker, "digest_of_document", killed)
        with pytest.raises(SystemExit):
            look_worker.process(run.id)
    look_worker.process(run.id)  # Somebody else seems to be at it.
    assert not EvaluationLook.objects.exists()
    VisitRun.objects.filter(id=run.id).update(claimed_at=timezone.now() - timedelta(days=1), holder="independent")
    assert look_worker.sweep() == 1
    stopped = worked_out()
    assert stopped.state == "stopped" and "What providers gave the independent team is not in it" in stopped.words
    assert not EvaluationLook.objects.exists()
    VisitRun.objects.filter(id=run.id).update(holder="council", state="received", claimed_at=None)
    assert worked_out().state == "done" and EvaluationLook.objects.count() == 1


def test_a_plan_that_cannot_be_taken_is_given_back_with_its_reason(council):
    page = text_of(post(council.carol, "markets:evaluation_new", **planned(weeks="13", measures=[])))
    assert "Choose at least one measure" in page and "The weeks must be between 4 and 12" in page
    assert "No pay for drawing out" in page and not MarketEvaluation.objects.exists()
    post(council.carol, "markets:evaluation_new", **planned())
    row = MarketEvaluation.objects.get()
    changed = {"edition": "1", **planned(name="Renamed", change_on_2="2026")}
    assert "Renamed" in text_of(post(council.carol, "markets:evaluation_change", row.id, **changed))
    assert "changed" in text_of(post(council.carol, "markets:evaluation_begin", row.id, edition="1"))
    row.refresh_from_db()
    assert row.begun_at is None and row.change_on == date(2026, 7, 21)
    assert "is thrown away" in text_of(post(council.carol, "markets:evaluation_throw_away", row.id))
