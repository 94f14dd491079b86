"""A release: drafted by one, approved by another, frozen, remembered, superseded."""

import json
from collections.abc import Callable

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from accounts.models import AuditEvent
from accounts.tests.in_turn import first_by_day
from register.models import Exercise
from reports import queries
from reports.actions import release_mails, releases
from reports.domain.policy import PROTECTED, STATUTORY
from reports.domain.released_table import measured_figures
from reports.models import LedgerRow, Release, ReleaseReview
from reports.tests.accepted_returns import (
    Market,
    make_market,
    medians,
    words_of,
)
from submissions.models import Version
from submissions.tests.cast import mostly_by_night


def cells(release: Release) -> dict:
    return release.table["table"]["homecare"]


def hidden(release: Release) -> set[str]:
    return {line for line, median in medians(release).items() if median is None}


def test_a_draft_is_the_protected_table_and_nothing_else(market: Market):
    release = market.draft()
    further = {"dimensions", "groups", "visits", "appointments", "supporting"}
    assert release.table.keys() == {"table", "totals", "policy", "coverage"} | further
    assert release.table["policy"] == {"version": PROTECTED.version, "sha256": PROTECTED.sha256}
    assert (release.state, release.number, release.policy_sha256) == ("drafted", 1, PROTECTED.sha256)
    assert cells(release)["total"]["status"] == "shown"
    assert not LedgerRow.objects.exists()


def test_the_reasons_of_hidden_cells_stay_with_the_review(market: Market):
    market.exercise.participations.update(owner=market.cast.elm.owner)
    release = market.draft(market.calculate())
    assert hidden(release) == set(cells(release))
    reasons = ReleaseReview.objects.get(release=release).reasons["homecare"]
    assert reasons["total"]["reason"] == "R1"
    assert "reason" not in json.dumps(release.table)


def test_an_approval_by_another_lets_it_out(market: Market):
    release = market.release()
    assert (release.state, release.drafted_by_id, release.approved_by_id) == (
        "released",
        market.ana.person_id,
        market.fay.person_id,
    )
    shown = {key.line for key in measured_figures(release.table)}
    assert {line for line, median in medians(release).items() if median is not None} < shown
    assert set(LedgerRow.objects.values_list("measure", flat=True)) == shown
    assert queries.ledger_is_whole(market.ana, market.exercise.id)


def test_another_analyst_may_approve(market: Market):
    assert releases.approve(by=market.sam, release_id=market.draft().id).state == "released"


def test_who_drafted_does_not_approve(market: Market):
    draft = market.draft()
    assert "You drafted this release" in words_of(releases.approve(by=market.ana, release_id=draft.id))
    assert Release.objects.get().state == "drafted"


def test_the_database_itself_wants_a_second_person(market: Market):
    draft = market.draft()
    with pytest.raises(IntegrityError, match="approved_by_a_second_person"), transaction.atomic():
        Release.objects.filter(id=draft.id).update(
            state="released", approved_by_id=market.ana.person_id, approved_at=draft.drafted_at
        )
    with pytest.raises(IntegrityError, match="released_only_when_approved"), transaction.atomic():
        Release.objects.filter(id=draft.id).update(state="released")


@pytest.mark.parametrize("name", mostly_by_night("ada", "carol", "ned", "reg", "gus", "alex", "una"))
def test_others_neither_draft_nor_approve_nor_reject(market: Market, name: str):
    other, calculation = getattr(market.cast, name), market.calculate()
    assert releases.draft(by=other, calculation_id=calculation.id) is None
    draft = market.draft(calculation)
    assert releases.approve(by=other, release_id=draft.id) is None
    assert releases.reject(by=other, release_id=draft.id, reason="no") is None
    assert Release.objects.get().state == "drafted"


def test_an_approver_does_not_draft(market: Market):
    assert releases.draft(by=market.fay, calculation_id=market.calculate().id) is None


def test_only_one_draft_waits_at_a_time(market: Market):
    market.draft()
    refused = releases.draft(by=market.sam, calculation_id=market.calculate().id)
    assert "Release 1 of this exercise still waits" in words_of(refused)


def test_a_draft_is_sent_back_with_a_reason(market: Market):
    draft = market.draft()
    assert "Say in up to 500" in words_of(releases.reject(by=market.fay, release_id=draft.id, reason=" "))
    rejected = releases.reject(by=market.fay, release_id=draft.id, reason="One return is still in doubt")
    assert (rejected.state, rejected.decision_note) == ("rejected", "One return is still in doubt")
    assert "no longer waiting" in words_of(releases.approve(by=market.sam, release_id=draft.id))
    assert market.draft().number == 2


def test_a_second_release_supersedes_the_first_and_carries_its_figures_forward(market: Market):
    first = market.release()
    market.accept(1)
    second = market.release()
    first.refresh_from_db()
    assert (first.state, second.state, second.supersedes_id) == ("superseded", "released", first.id)
    shown = {line for line, median in medians(first).items() if median is not None}
    assert {line: cells(second)[line] for line in shown} == {line: cells(first)[line] for line in shown}
    reasons = ReleaseReview.objects.get(release=second).reasons["homecare"]
    assert reasons["total"]["carried_from"] == str(first.id)
    assert queries.ledger_is_whole(market.ana, market.exercise.id)


@pytest.mark.nightly
def test_five_more_owners_make_new_figures(market: Market):
    first = market.release()
    market.accept(5)
    second = market.release()
    assert (cells(first)["total"]["n"], cells(second)["total"]["n"]) == (14, 19)
    assert queries.ledger_is_whole(market.ana, market.exercise.id)


def test_a_ledger_that_has_moved_asks_for_another_draft(market: Market):
    draft = market.draft()
    LedgerRow.objects.create(
        position=1,
        release=draft,
        exercise=market.exercise,
        authority=market.cast.authority,
        column="homecare",
        measure="total",
        figures={},
        members=[],
        policy_sha256=draft.policy_sha256,
        previous_sha256=draft.ledger_before,
        sha256="1" * 64,
    )
    assert "draft it again" in words_of(releases.approve(by=market.fay, release_id=draft.id))


def test_the_protected_release_is_made_beside_the_statutory_table(db: None):
    market = make_market(14, preset="statutory")
    calculation = market.calculate()
    protected = releases.draft(by=market.ana, calculation_id=calculation.id)
    assert isinstance(protected, Release) and protected.for_publication
    assert releases.approve(by=market.fay, release_id=protected.id).state == "released"
    exact = market.draft(calculation)
    assert not exact.for_publication
    assert queries.public_releases_for(market.cast.carol).get() == protected


def test_a_table_that_was_given_up_is_neither_drafted_nor_approved(db: None):
    market = make_market(14, preset="statutory")
    draft = market.draft()
    Exercise.objects.filter(id=market.exercise.id).update(preset="protected")
    assert "makes no table" in words_of(releases.approve(by=market.fay, release_id=draft.id))
    releases.reject(by=market.fay, release_id=draft.id, reason="Given up")
    again = releases.draft(by=market.ana, calculation_id=market.calculate().id, exact=True)
    assert "makes no table" in words_of(again)


def test_returns_that_were_changed_underneath_stop_the_approval(market: Market):
    draft = market.draft()
    version = market.accepted[0].current
    version.costs["columns"]["homecare"]["total"] = "99"
    Version.objects.filter(id=version.id).update(costs=version.costs)
    assert "calculate again" in words_of(releases.approve(by=market.fay, release_id=draft.id))


def test_a_return_that_is_taken_back_later_stays_in_the_frozen_calculation(market: Market):
    calculation = market.calculate()
    market.accepted[0].state = "in_progress"
    market.accepted[0].save()
    assert cells(market.release(calculation))["total"]["n"] == 14


def update(**changes: object) -> Callable[[Release], object]:
    return lambda release: Release.objects.filter(id=release.id).update(**changes)


CHANGES = {
    "its table": update(table={}),
    "its policy": update(policy_sha256="0" * 64),
    "its number": update(number=9),
    "back to a draft": update(state="drafted"),
    "who approved it": update(approved_by=None),
    "the end of the ledger": update(ledger_after=""),
}


@pytest.mark.parametrize("what", first_by_day(CHANGES, 2))
def test_the_database_keeps_a_release_as_it_went_out(market: Market, what: str):
    release = market.release()
    with pytest.raises(ProgrammingError, match=r"frozen|does not go"):
        CHANGES[what](release)


def test_the_database_deletes_no_release_and_no_ledger_row(market: Market):
    market.release()
    for table, words in (("reports_release", "never deleted"), ("reports_ledgerrow", "only grows")):
        with pytest.raises(ProgrammingError, match=words), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")


def test_audit_events_have_no_figures(market: Market):
    release = market.release()
    events = AuditEvent.objects.filter(subject_kind="release", subject_id=str(release.id))
    assert [event.verb for event in events.order_by("at")] == ["drafted a release", "approved a release"]
    assert {event.words for event in events} == {"Release 1 of Home care 2026"}


def test_a_statutory_table_needs_three_people_and_is_never_published(db: None):
    market = make_market(14, preset="statutory")
    draft = market.draft()
    assert (draft.for_publication, draft.policy_sha256) == (False, STATUTORY.sha256)
    first = releases.approve(by=market.fay, release_id=draft.id)
    assert first.state == "drafted"
    assert "already" in words_of(releases.approve(by=market.fay, release_id=draft.id))
    done = releases.approve(by=market.sam, release_id=draft.id)
    assert done.state == "released"
    assert release_mails.untold() == []
    assert not LedgerRow.objects.exists()
    for outsider in (market.cast.carol, market.cast.reg, market.cast.ada):
        assert not queries.public_releases_for(outsider).exists()


def test_a_statutory_table_says_which_cells_are_one_return_s_own(db: None):
    market = make_market(13, preset="statutory")
    review = queries.review_of(market.ana, market.draft())
    own = [cell for cell in review.equal_to_one_return if (cell["line"], cell["statistic"]) == ("total", "median")]
    assert len(own) == 1, "the median of an odd number of returns is one of them"
