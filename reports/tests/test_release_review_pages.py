"""Drafting, reviewing, approving and sending back, as the independent team sees it."""

import re

import pytest

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, is_kept_out, post, text_of
from reports.models import Release
from reports.tests.accepted_returns import Market, make_market

pytestmark = pytest.mark.usefixtures("no_second_factor")


def test_one_drafts_and_another_approves(market: Market):
    calculation = market.calculate()
    assert "protected-4" in text_of(get(market.ana, "reports:release_draft", calculation.id))
    text = text_of(post(market.ana, "reports:release_draft", calculation.id))
    assert "Release 1 is drafted." in text
    assert "You drafted this release. Someone else" in text
    release = Release.objects.get()
    assert "cannot be taken back" in text_of(get(market.fay, "reports:release_approve", release.id))
    text = text_of(post(market.fay, "reports:release_approve", release.id))
    assert "This release is approved and out." in text
    assert "Approved 22" in text or "Approved" in text
    release.refresh_from_db()
    assert release.state == "released"


def test_the_drafter_has_no_button_and_reads_why(market: Market):
    draft = market.draft()
    own, other = (get(by, "reports:release_detail", draft.id).content.decode() for by in (market.ana, market.fay))
    assert f"/releases/{draft.id}/approve/" not in own
    assert f"/releases/{draft.id}/approve/" in other
    assert "You drafted this release" in text_of(post(market.ana, "reports:release_approve", draft.id))
    assert Release.objects.get().state == "drafted"


def test_the_team_reads_the_reason_of_each_hidden_cell(market: Market):
    market.exercise.participations.filter(submission__isnull=False).update(owner=market.cast.elm.owner)
    text = text_of(get(market.fay, "reports:release_detail", market.draft(market.calculate()).id))
    assert "R1: fewer owners than the policy asks for" in text
    assert "Why (team only)" in text


def test_a_figure_carried_forward_names_its_release(market: Market):
    market.release()
    market.accept(1)
    text = text_of(get(market.ana, "reports:release_detail", market.draft().id))
    assert "Carried forward from release 1 (R4)" in text
    assert "Against release 1: 1 return added" in text
    assert "0 released cells read differently" in text


def test_a_draft_is_sent_back_with_a_reason(market: Market):
    draft = market.draft()
    assert "Say why you send it back" in text_of(post(market.fay, "reports:release_reject", draft.id, reason=""))
    text = text_of(post(market.fay, "reports:release_reject", draft.id, reason="One return is in doubt"))
    assert "Sent back" in text
    assert "One return is in doubt" in text
    assert "Release 1" in text_of(get(market.ana, "reports:release_list"))


def test_a_second_draft_is_refused_in_words(market: Market):
    market.draft()
    text = text_of(post(market.ana, "reports:release_draft", market.calculate().id))
    assert "Release 1 of this exercise still waits for approval" in text


def test_a_statutory_table_is_marked_and_lists_what_equals_one_return(db: None):
    market = make_market(13, preset="statutory")
    assert "not for publication" in text_of(get(market.ana, "reports:release_draft", market.calculate().id))
    draft = market.draft()
    text = text_of(get(market.ana, "reports:release_detail", draft.id))
    assert "Not for publication: exact figures for the department" in text
    assert "Cells that equal one return’s own figure" in text
    assert re.search(r"TOTAL: (lower quartile £[0-9.]+, )?median £", text)
    assert "One more person has to approve this table" in text_of(post(market.fay, "reports:release_approve", draft.id))
    assert "Approved, not for publication" in text_of(post(market.sam, "reports:release_approve", draft.id))
    for outsider in (market.cast.carol, market.cast.reg, market.cast.ada):
        assert get(outsider, "reports:release_detail", draft.id).status_code == 404


def test_an_administrator_reads_and_exports_what_is_released_and_nothing_else(market: Market):
    release = market.release()
    assert f"release {release.number}" in text_of(get(market.cast.alex, "reports:release_list"))
    for address in ("release_detail", "release_print", "release_file"):
        assert get(market.cast.alex, f"reports:{address}", release.id).status_code == 200
    for address in ("release_approve", "release_reject"):
        assert post(market.cast.alex, f"reports:{address}", release.id, reason="x").status_code == 404
    market.accept(5)
    assert get(market.cast.alex, "reports:release_detail", market.draft().id).status_code == 404


@pytest.mark.parametrize("name", first_by_day(["ned", "gus", "una", "nobody"], 2))
@pytest.mark.parametrize("state", first_by_day(["drafted", "released"]))
def test_who_is_not_of_the_team_a_council_or_a_provider_finds_nothing(market: Market, name: str, state: str):
    other = None if name == "nobody" else getattr(market.cast, name)
    release = market.draft() if state == "drafted" else market.release()
    for address in ("release_detail", "release_approve", "release_reject", "release_print", "release_file"):
        assert is_kept_out(other, get(other, f"reports:{address}", release.id))
    for address in ("release_approve", "release_reject"):
        assert is_kept_out(other, post(other, f"reports:{address}", release.id, reason="x"))


@pytest.mark.parametrize("name", ["carol", "reg", "ada"])
def test_councils_and_providers_decide_nothing(market: Market, name: str):
    draft = market.draft()
    for address in ("release_detail", "release_approve", "release_reject", "release_print", "release_file"):
        assert get(getattr(market.cast, name), f"reports:{address}", draft.id).status_code == 404
    for address in ("release_approve", "release_reject"):
        assert post(getattr(market.cast, name), f"reports:{address}", draft.id, reason="x").status_code == 404
