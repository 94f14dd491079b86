"""The office asks a council about its return; it answers or corrects, and the office closes what came of it."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import ProgrammingError, transaction
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.tests.built_once import done_once
from accounts.tests.pages import client_of, get, post, text_of
from benchmarking.models import CouncilQuery, RoundMember
from benchmarking.questions.actions import council_queries
from benchmarking.questions.domain.council_queries import QueryOutcome, subject_called
from benchmarking.questions.queries import answer_queried
from benchmarking.returns.actions import drafts, versions
from benchmarking.rounds.actions import rounds
from benchmarking.rounds.domain.round_states import RoundState
from benchmarking.tests.made_return import given
from benchmarking.tests.office import Office, at, make_round
from benchmarking.tests.test_wall_of_rounds import behind_the_wall

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
WORDS = "Four zones, but twenty providers? <b>Naïve"


@pytest.fixture
def member(cast: Office) -> RoundMember:
    member = at(make_round(cast), cast.ashgrove)
    sent_by(cast, member)
    return member


@done_once
def sent_by(cast: Office, member: RoundMember, **changes: str) -> None:
    drafts.keep(cast.carol, member, given(**changes))
    row = versions.send(by=cast.carol, member_id=member.id)
    versions.approve(by=cast.dora, member_id=member.id, version_id=row.id)


def asked(cast: Office, member: RoundMember, key: str = "zones") -> CouncilQuery:
    new = council_queries.NewQuery(subject_called(key), WORDS, timezone.localdate() + timedelta(days=7), "B12")
    done = council_queries.ask(by=cast.ann, round_id=member.round_id, member_id=member.id, asked=new)
    assert isinstance(done, CouncilQuery), done
    return done


def test_a_query_is_asked_answered_corrected_and_closed_on_its_pages(cast: Office, member: RoundMember):
    where = (member.round_id, member.id)
    assert "Ask the council" in text_of(get(cast.ann, "benchmarking:round_council", *where))
    with TestCase.captureOnCommitCallbacks(execute=True):
        page = post(cast.ann, "benchmarking:council_ask", *where, about="zones", words=WORDS, code="B12")
    assert "Sent. Ashgrove is told by email." in text_of(page) and "We read: 4" in text_of(page)
    assert sorted(one.to[0] for one in mail.outbox if "a query on your" in one.subject) == [
        "carol.council@example.org", "dora.director@example.org",
    ]  # fmt: skip
    assert not any(WORDS[:10] in one.body for one in mail.outbox)
    row = CouncilQuery.objects.get()
    assert "Zones or patches" in text_of(get(cast.fay, "benchmarking:round_detail", member.round_id))
    assert "With you" in text_of(get(cast.carol, "benchmarking:own_return", member.id))
    assert "Answer a query of the office: Zones or patches" in text_of(get(cast.carol, "home"))
    assert (
        "<b>" not in get(cast.carol, "benchmarking:council_query", row.id).content.decode().split("Four zones")[1][:60]
    )
    mail.outbox.clear()
    with TestCase.captureOnCommitCallbacks(execute=True):
        done = post(cast.carol, "benchmarking:council_query_answer", row.id, words="It should say five. Corrected.")
    assert "Your answer is with the regional office." in text_of(done)
    assert "Close a query that councils have answered" in text_of(get(cast.ann, "home"))
    assert [(one.to, "has answered your query" in one.subject) for one in mail.outbox] == [
        (["ann.analyst@example.org"], True)
    ]
    late = text_of(post(cast.dora, "benchmarking:council_query_answer", row.id, words="Again"))
    assert "Somebody else has just answered or closed this." in late
    early = text_of(post(cast.ann, "benchmarking:council_query_close", row.id, outcome="corrected"))
    assert "“Corrected” is for an answer that a later version has changed" in early
    sent_by(cast, member, zones="5")
    assert "A version approved since says something else: 5." in text_of(
        get(cast.ann, "benchmarking:council_query", row.id)
    )
    mail.outbox.clear()
    with TestCase.captureOnCommitCallbacks(execute=True):
        closed = text_of(post(cast.ann, "benchmarking:council_query_close", row.id, outcome="corrected"))
    assert "The query is closed." in closed and "The answer was corrected." in closed
    assert [one.to for one in mail.outbox] == [["carol.council@example.org"]]
    row.refresh_from_db()
    assert (row.version_number, row.closed_version, row.outcome) == (1, 2, "corrected")
    assert "Zones or patches: With" not in text_of(get(cast.ann, "benchmarking:round_detail", member.round_id))
    verbs = list(AuditEvent.objects.values_list("verb", "words"))
    assert {verb for verb, _ in verbs} >= {
        "asked a council",
        "answered a query of the office",
        "closed a query to a council",
    }
    assert not any("Four zones" in words or "five" in words for _, words in verbs)


def test_what_cannot_be_asked_is_said(cast: Office, member: RoundMember):
    barrow = RoundMember.objects.exclude(id=member.id).get()
    today = timezone.localdate()

    def why(who=cast.ann, of=member, words=WORDS, due=today, key="zones") -> str | None:
        new = council_queries.NewQuery(subject_called(key), words, due)
        done = council_queries.ask(by=who, round_id=of.round_id, member_id=of.id, asked=new)
        return getattr(done, "because", done)

    assert why(of=barrow).startswith("This council has not approved a return yet")
    assert why(words=" ").startswith("Type your query.")
    assert why(words="x" * 1001) == "Please use at most 1,000 characters."
    assert why(due=today - timedelta(days=1)) == "This day has passed. Give one from today on."
    assert why(due=date(2099, 1, 1)).startswith("This day is too far away.")
    assert [why(who) for who in (cast.fay, cast.ned, cast.reg, cast.carol, cast.bert)] == [None] * 5
    row = asked(cast, member)
    assert council_queries.close(by=cast.ann, query_id=row.id, outcome=QueryOutcome.CORRECTED).because.startswith("No ")
    for who in (cast.bert, cast.fay, cast.ned):
        assert council_queries.answer(by=who, query_id=row.id, words="Yes") is None
    assert council_queries.close(by=cast.carol, query_id=row.id, outcome=QueryOutcome.WITHDRAWN) is None
    state = member.round
    for step in (RoundState.CHECKING, RoundState.LOCKED):
        state = rounds.move(by=cast.ann, round_id=state.id, state=step, edition=state.edition)
    assert why() == "This round takes no corrections now, so nothing more is asked."
    assert isinstance(council_queries.answer(by=cast.carol, query_id=row.id, words="Late, but here"), CouncilQuery)


def test_the_same_page_sent_twice_asks_once(cast: Office, member: RoundMember):
    where = (member.round_id, member.id)
    key = re.search(r'name="once" value="([^"]+)"', get(cast.ann, "benchmarking:council_ask", *where).content.decode())
    for _ in range(2):
        post(cast.ann, "benchmarking:council_ask", *where, about="", words=WORDS, once=key[1])
    assert CouncilQuery.objects.count() == 1


def test_tables_and_the_whole_return_are_compared_too(cast: Office, member: RoundMember):
    rows = [asked(cast, member, key) for key in ("prices", "", "allocation")]
    assert [answer_queried(cast.ann, row).then for row in rows[:2]] == ["1 row", ""]
    sent_by(cast, member, zones="6")
    assert [answer_queried(cast.ann, row).has_changed for row in rows] == [False, True, False]
    assert council_queries.close(by=cast.ann, query_id=rows[1].id, outcome=QueryOutcome.CORRECTED).state == "closed"


def test_queries_have_their_wall_and_each_side_says_its_own(cast: Office, member: RoundMember):
    row = asked(cast, member)
    reads = {"ann": 1, "fay": 1, "ned": 0, "reg": 0, "carol": 1, "dora": 1, "bert": 0, "dev": 0}
    for name, count in reads.items():
        with behind_the_wall(getattr(cast, name)):
            assert CouncilQuery.objects.count() == count, name
    changes = [
        (cast.carol, {"words": "Nothing"}),
        (cast.ann, {"words": "Something else"}),
        (cast.carol, {"state": "closed", "outcome": "explained", "closed_at": timezone.now()}),
    ]
    for who, change in changes:
        with pytest.raises(ProgrammingError), transaction.atomic(), behind_the_wall(who):
            CouncilQuery.objects.update(**change)
    clients = {name: client_of(getattr(cast, name)) for name in reads}
    found = {name for name, client in clients.items() if _status(client, row) == 200}
    assert found == {"ann", "fay", "carol", "dora"}


def _status(client, row: CouncilQuery) -> int:
    return client.get(reverse("benchmarking:council_query", args=[row.id])).status_code


AS_PROOF = [pytest.param(one, marks=pytest.mark.proof) for one in ("9" * 27, "=1+1<script>", "")]


@pytest.mark.parametrize("nasty", ["x" * 10_000, pytest.param("\0", marks=pytest.mark.nightly), *AS_PROOF])
def test_nasty_values_break_no_form(cast: Office, member: RoundMember, nasty: str):
    row = asked(cast, member)
    due = {f"due_on_{part}": nasty for part in range(3)}
    where = (member.round_id, member.id)
    told = {"about": nasty, "words": nasty, "code": nasty, "once": nasty, **due}
    assert post(cast.ann, "benchmarking:council_ask", *where, **told).status_code == 200
    assert post(cast.ann, "benchmarking:council_ask", *where, about="zones", words=nasty, code=nasty).status_code == 200
    assert get(cast.ann, "benchmarking:council_ask", *where, about=nasty, code=nasty).status_code == 200
    assert post(cast.ann, "benchmarking:council_query_close", row.id, outcome=nasty).status_code == 200
    assert post(cast.carol, "benchmarking:council_query_answer", row.id, words=nasty).status_code == 200
