"""The analyst chooses what a release is broken down by; the choice is kept, and taken again at the approval."""

import pytest

from accounts.tests.pages import get, post, text_of
from reports import queries
from reports.actions import releases
from reports.models import Release
from reports.tests.accepted_returns import Market, words_of
from reports.tests.test_ledger_tells_who_tampered import go_round_the_guards

pytestmark = pytest.mark.usefixtures("no_second_factor")


@pytest.fixture
def zoned(market: Market) -> Market:
    """Fourteen returns, seven in each of two zones."""
    for i, one in enumerate(market.accepted):
        one.participation.zone = ("North", "South")[i % 2]
        one.participation.save()
    return market


def test_zones_are_ticked_where_the_returns_have_any(zoned: Market):
    page = get(zoned.ana, "reports:release_draft", zoned.calculate().id).content.decode()
    assert "Also by group" in page
    assert 'value="zone"' in page and "checked" in page


def test_without_groups_nothing_is_asked(market: Market):
    assert "Also by group" not in text_of(get(market.ana, "reports:release_draft", market.calculate().id))


def test_the_choice_is_kept_and_taken_again(zoned: Market):
    post(zoned.ana, "reports:release_draft", zoned.calculate().id, by=["zone"])
    draft = Release.objects.get()
    assert draft.table["dimensions"] == ["zone"]
    done = releases.approve(by=zoned.fay, release_id=draft.id)
    assert isinstance(done, Release), done
    shown = [group for group, columns in done.table["groups"]["zone"].items() if columns["homecare"]["total"]["median"]]
    assert shown == ["North", "South"]
    assert queries.ledger_faults(zoned.fay, zoned.exercise.id) == []
    rows = {(row.dimension, row.group) for row in done.ledger.all()}
    assert rows == {("", ""), ("zone", "North"), ("zone", "South")}


def test_a_release_that_says_other_figures_of_a_group_is_found_out(zoned: Market):
    draft = releases.draft(by=zoned.ana, calculation_id=zoned.calculate().id, dimensions=["zone"])
    done = releases.approve(by=zoned.fay, release_id=draft.id)
    path = "{groups,zone,North,homecare,total,median}"
    go_round_the_guards(
        'UPDATE reports_release SET "table" = jsonb_set("table", %s, %s) WHERE id = %s', path, '"99.000000"', done.id
    )
    assert queries.ledger_faults(zoned.fay, zoned.exercise.id) == ["release 1 shows other figures than the ledger"]


def test_no_box_ticked_is_no_breakdown(zoned: Market):
    post(zoned.ana, "reports:release_draft", zoned.calculate().id)
    assert Release.objects.get().table["groups"] == {}


def test_groups_that_are_not_there_are_refused_in_words(zoned: Market):
    calculation = zoned.calculate()
    text = text_of(post(zoned.ana, "reports:release_draft", calculation.id, by=["zone\0", "x" * 10_000]))
    assert "This calculation has no such groups" in text
    refused = releases.draft(by=zoned.ana, calculation_id=calculation.id, dimensions=["owner"])
    assert "no such groups" in words_of(refused)
    assert not Release.objects.exists()


def test_a_zone_that_names_a_provider_goes_nowhere(market: Market):
    for i, one in enumerate(market.accepted):
        one.participation.zone = ("North", "Homes of  branch 3 LTD")[i % 2]
        one.participation.save()
    calculation = market.calculate()
    refused = releases.draft(by=market.ana, calculation_id=calculation.id, dimensions=["zone"])
    assert "Branch 3 Ltd" in words_of(refused)
    assert isinstance(releases.draft(by=market.ana, calculation_id=calculation.id), Release)
