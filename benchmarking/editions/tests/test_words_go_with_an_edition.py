"""Findings and quotes go to members with an edition: those that a second person had approved, and stand by then."""

import json

import pytest

from accounts.tests.pages import get, text_of
from benchmarking.editions.actions import editions
from benchmarking.editions.domain.said_words import SaidFinding, SaidQuote, SaidWords, words_in, words_part
from benchmarking.models import BenchmarkEdition, EditionCopy
from benchmarking.regionalreport.queries import facts_of_copy
from benchmarking.tests.demo_region import demo_inputs
from benchmarking.tests.region import Region, analysed, make_region
from benchmarking.tests.test_wall_of_rounds import behind_the_wall
from engagement.interviews.actions.words import release_finding, release_quote, withdraw
from engagement.interviews.tests.made_study import a_study
from engagement.models import StudyQuote

COUNCILS = 9
FINDING, QUOTE = "Trust holds people", "They trust us."


@pytest.fixture
def region(monkeypatch: pytest.MonkeyPatch, db: None, no_second_factor: None) -> Region:
    monkeypatch.setattr(editions, "inputs_of_round", lambda by, row: demo_inputs(COUNCILS))
    return make_region(COUNCILS)


def drafted(region: Region) -> BenchmarkEdition:
    done = analysed(region)
    made = editions.draft(by=region.ann, round_id=region.round.id, analysis_id=done.id)
    assert isinstance(made, BenchmarkEdition), made
    return made


def carriers(words: str) -> set[str]:
    """Return the kinds of copies in which words stand."""
    return {one.kind for one in EditionCopy.objects.filter(state="released") if words in one.document}


def test_what_is_approved_goes_to_members_and_nothing_else_to_anyone(region: Region):
    study = a_study(region.ann)
    out = release_finding(by=region.fay, study_id=study["study_id"], finding_id=study["study_finding_id"])
    assert getattr(out, "state", "") == "released", out
    row, edition = region.round, drafted(region)
    assert FINDING in text_of(get(region.fay, "benchmarking:edition_detail", row.id, edition.id))
    editions.approve(by=region.fay, round_id=row.id, edition_id=edition.id)
    assert carriers(FINDING) == {"members", "own"} and carriers(QUOTE) == set()
    assert EditionCopy.objects.filter(document__contains=FINDING).count() == 2 * COUNCILS + 1
    copy = EditionCopy.objects.get(authority_id=region.members[2].authority_id, kind="members")
    page = text_of(get(region.cal, "benchmarking:copy_detail", copy.id))
    assert "What people said" in page and FINDING in page
    with behind_the_wall(region.cal):
        facts = facts_of_copy(region.cal, EditionCopy.objects.get(id=copy.id))
    assert facts is not None and facts.reads_words
    assert [(one.sentence, one.said_by) for one in facts.findings] == [(FINDING, out.said_by)] and out.said_by
    assert facts.quotes == ()


def test_what_is_taken_back_before_the_approval_does_not_leave(region: Region):
    study, row = a_study(region.ann), region.round
    whose = {"study_id": study["study_id"]}
    release_quote(by=region.fay, quote_id=study["study_quote_id"], **whose)
    release_finding(by=region.fay, finding_id=study["study_finding_id"], **whose)
    first = drafted(region)
    assert QUOTE in first.document
    withdraw(by=region.ann, words_id=study["study_quote_id"], **whose)
    assert StudyQuote.objects.get().state == "withdrawn"
    refused = editions.approve(by=region.fay, round_id=row.id, edition_id=first.id)
    assert "has changed since" in getattr(refused, "because", "") and EditionCopy.objects.count() == 0
    editions.reject(by=region.fay, round_id=row.id, edition_id=first.id, reason="A quote was taken back")
    second = editions.draft(by=region.ann, round_id=row.id, analysis_id=first.analysis_id)
    assert isinstance(second, BenchmarkEdition), second
    editions.approve(by=region.fay, round_id=row.id, edition_id=second.id)
    assert carriers(QUOTE) == set() and carriers(FINDING) == {"members", "own"}
    withdraw(by=region.ann, words_id=study["study_finding_id"], **whose)
    page = text_of(get(region.fay, "benchmarking:edition_detail", row.id, second.id))
    assert "Taken back since, of what people said in it: 1." in page


def test_words_come_back_from_a_document_and_claims_are_not_shown():
    held = SaidFinding("Visits are late", "Many say so.", frozenset({"quality", "leaving"}))
    claim = SaidFinding("Pay causes this", "Some say so.", frozenset())
    whole = SaidWords((held, claim), (SaidQuote("We stay.", "a provider", "quality"),))
    again = words_in(json.loads(json.dumps({"said": words_part(whole)})))
    assert again == whole and again.shown == [held] and words_in({}) == SaidWords()
    assert whole.but_for(SaidWords((held,))) == 2
