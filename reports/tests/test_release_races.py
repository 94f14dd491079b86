"""Two people at once: one wins, the other reads why; a return that is taken back is in whole or out."""

from collections.abc import Callable
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.tests.patience import PATIENCE_SECONDS
from reports import queries
from reports.actions import calculations, releases
from reports.actions.exercise_lock import take_turn
from reports.domain.released_table import measured_figures
from reports.models import Calculation, LedgerRow, Release
from reports.tests.accepted_returns import Market, make_market
from submissions.actions import returns
from submissions.models import Return

pytestmark = pytest.mark.django_db(transaction=True)


class Doing(Thread):
    """Something done beside the test, on a connection of its own."""

    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__(daemon=True)
        self.work = work
        self.outcome: Any = None
        self.start()

    def run(self) -> None:
        try:
            self.outcome = self.work()
        except Exception as trouble:
            self.outcome = trouble
        finally:
            connection.close()

    def done(self) -> Any:
        self.join(PATIENCE_SECONDS)
        assert not self.is_alive(), "it hangs"
        return self.outcome


def at_once(*works: Callable[[], Any]) -> list[Any]:
    barrier = Barrier(len(works))

    def together(work: Callable[[], Any]) -> Callable[[], Any]:
        def start() -> Any:
            barrier.wait(PATIENCE_SECONDS)
            return work()

        return start

    return [doing.done() for doing in [Doing(together(work)) for work in works]]


def approving(by: Context, release: Release) -> Callable[[], Any]:
    return lambda: releases.approve(by=by, release_id=release.id)


def test_of_two_approvals_at_once_one_wins():
    market = make_market(12)
    draft = market.draft()
    outcomes = at_once(approving(market.fay, draft), approving(market.sam, draft))
    won = [one for one in outcomes if isinstance(one, Release)]
    lost = [one for one in outcomes if isinstance(one, Refusal)]
    assert (len(won), len(lost)) == (1, 1), outcomes
    assert "no longer waiting" in lost[0].because
    assert Release.objects.get().approved_by_id == won[0].approved_by_id
    assert LedgerRow.objects.count() == len(measured_figures(draft.table))
    assert queries.ledger_is_whole(market.ana, market.exercise.id)


def test_an_approval_waits_for_whoever_is_at_it_and_then_sees_what_they_did():
    market = make_market(12)
    draft = market.draft()
    with transaction.atomic():
        take_turn(market.exercise.id)
        waiting = Doing(approving(market.fay, draft))
        waiting.join(0.3)
        assert waiting.is_alive()
        releases.reject(by=market.sam, release_id=draft.id, reason="Not yet")
    assert isinstance(waiting.done(), Refusal)
    assert Release.objects.get().state == "rejected"


def test_two_calculations_at_once_get_two_numbers():
    market = make_market(6)
    make = lambda by: lambda: calculations.make(by=by, exercise_id=market.exercise.id)  # noqa: E731
    outcomes = at_once(make(market.ana), make(market.sam))
    assert sorted(one.number for one in outcomes) == [1, 2]
    assert len({one.inputs_sha256 for one in outcomes}) == 1


def test_two_drafts_at_once_are_one():
    market = make_market(12)
    calculation = market.calculate()
    draft = lambda by: lambda: releases.draft(by=by, calculation_id=calculation.id)  # noqa: E731
    outcomes = at_once(draft(market.ana), draft(market.sam))
    assert sorted(type(one).__name__ for one in outcomes) == ["Refusal", "Release"]


def test_a_return_that_is_being_taken_back_is_out_once_it_is_back():
    """The calculation waits for the transaction that takes it back, and then goes without it."""
    market = make_market(6)
    taken, held, go_on = market.accepted[0], Event(), Event()
    taking_back = Doing(lambda: take_back_slowly(taken, held, go_on))
    assert held.wait(PATIENCE_SECONDS)
    calculating = Doing(lambda: calculations.make(by=market.ana, exercise_id=market.exercise.id))
    calculating.join(0.3)
    assert calculating.is_alive(), "it did not wait"
    go_on.set()
    taking_back.done()
    calculation = calculating.done()
    assert isinstance(calculation, Calculation), calculation
    assert calculation.returns_used == 5
    assert not calculation.returns.filter(version=taken.current).exists()


def take_back_slowly(taken: Return, held: Event, go_on: Event) -> None:
    with transaction.atomic():
        Return.objects.filter(id=taken.id).update(state="in_progress")
        held.set()
        assert go_on.wait(PATIENCE_SECONDS)


def test_a_return_that_is_being_calculated_is_taken_back_afterwards():
    market = make_market(6)
    with transaction.atomic():
        calculation = market.calculate()
        back = Doing(lambda: returns.exclude(by=market.sam, return_id=market.accepted[0].id, reason="In doubt"))
        back.join(0.3)
        assert back.is_alive(), "it did not wait"
    assert isinstance(back.done(), Return)
    assert calculation.returns_used == 6
    assert Return.objects.get(id=market.accepted[0].id).state == "excluded"


def test_a_calculation_that_fails_leaves_nothing(monkeypatch: pytest.MonkeyPatch):
    market: Market = make_market(6)
    monkeypatch.setattr(calculations.audit, "record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        market.calculate()
    assert not Calculation.objects.exists()
