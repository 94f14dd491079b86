"""A provider says that a location should not be asked; an analyst decides, unless it is withdrawn before."""

import pytest
from django.core import mail
from django.db import DatabaseError, transaction

from accounts.models import AuditEvent
from accounts.tests.pages import get, post, send, text_of
from register.models import Participation
from submissions import queries
from submissions.actions import exemptions
from submissions.domain.exemptions import ExemptionReason
from submissions.models import ExemptionRequest
from submissions.tests.cast import (
    OUTSIDERS,
    behind_the_wall,
    hand_in,
    mostly_by_night,
    on_page,
    outsider,
    refused,
    submitted,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
SECRET = "Closed in May, when we had 11 clients left."


def said(cast, reason: str = "closed", words: str = SECRET) -> ExemptionRequest:
    send(cast.ada, "submissions:say_not_for_us", cast.at_elm.id, reason=reason, words=words)
    return ExemptionRequest.objects.latest("said_at")


def decided(cast, word: ExemptionRequest, decision: str, words: str = "", by=None) -> str:
    return text_of(post(by or cast.dev, "submissions:word_detail", word.id, decision=decision, words=words))


def provider_page(cast) -> str:
    return text_of(get(cast.tom, "submissions:participation_detail", cast.at_elm.id))


def test_while_it_waits_both_sides_are_told_so(cast):
    assert "This is not for us" in provider_page(cast)
    word = said(cast)
    page = provider_page(cast)
    assert "It waits for the independent team to decide" in page
    assert "Has it closed" not in page
    for name in ("home", "submissions:own_location_list"):
        assert "the independent team decides whether it should be asked" in text_of(get(cast.ada, name))
    assert "Decide whether 1 location should be asked" in text_of(get(cast.dev, "home"))
    assert [one.id for one in get(cast.dev, "submissions:word_list").context["page"]] == [word.id]
    assert "The provider says it should not be asked" in text_of(
        get(cast.dev, "submissions:asked_detail", cast.at_elm.id)
    )


def test_agreed_it_is_not_relevant_with_the_reason_of_the_list_and_none_of_the_providers_words(cast):
    assert "Your decision is kept" in decided(cast, said(cast), "agree", "Seen in the directory")
    asked = Participation.objects.get(id=cast.at_elm.id)
    assert asked.eligibility == "not_relevant"
    assert asked.eligibility_reason == "It has closed, or is about to: Seen in the directory"
    page = provider_page(cast)
    assert "No return is asked of this location: It has closed" in page
    assert "Please submit by" not in page


def test_refused_it_is_asked_as_before_and_the_provider_reads_why(cast):
    word = said(cast)
    assert "Say why the location is still asked" in decided(cast, word, "refuse")
    decided(cast, word, "refuse", "It delivers 40 packages for us")
    assert Participation.objects.get(id=cast.at_elm.id).eligibility == "in_scope"
    assert "decided that it still is: It delivers 40 packages for us" in provider_page(cast)


def test_it_can_be_withdrawn_until_it_is_decided(cast):
    word = said(cast)
    assert "You have withdrawn it" in text_of(post(cast.tom, "submissions:word_withdraw", word.id))
    assert "Your decision is kept" not in decided(cast, word, "agree")
    assert "in the meantime" in decided(cast, word, "agree")
    assert Participation.objects.get(id=cast.at_elm.id).eligibility == "in_scope"
    decided(cast, said(cast), "agree")
    assert "in the meantime" in text_of(
        post(cast.ada, "submissions:word_withdraw", ExemptionRequest.objects.latest("said_at").id)
    )


def test_one_at_a_time_waits_for_a_location(cast):
    said(cast)
    again = post(cast.tom, "submissions:say_not_for_us", cast.at_elm.id, reason="other", words="Me too")
    assert "have said so already" in text_of(again)
    assert "Me too" in again.content.decode()
    assert ExemptionRequest.objects.count() == 1


@pytest.mark.parametrize(("reason", "words", "says"), [("", "x", "Choose a reason"), ("closed", " ", "in a few words")])
def test_it_needs_a_reason_and_words(cast, reason, words, says):
    answer = post(cast.ada, "submissions:say_not_for_us", cast.at_elm.id, reason=reason, words=words)
    assert says in text_of(answer)
    assert not ExemptionRequest.objects.exists()


def test_what_was_submitted_is_taken_back_first(cast):
    submitted(cast.ada, cast.at_elm)
    done = exemptions.say(by=cast.ada, participation_id=cast.at_elm.id, reason=ExemptionReason.CLOSED, words="x")
    assert "Take it back first" in refused(done)


def test_a_return_submitted_meanwhile_is_not_thrown_out_by_agreeing(cast):
    word = said(cast)
    submitted(cast.ada, cast.at_elm)
    assert "has submitted a return" in decided(cast, word, "agree")
    assert ExemptionRequest.objects.get().state == "waiting"


@pytest.mark.parametrize("name", mostly_by_night(*OUTSIDERS, "fay"))
def test_nobody_else_says_withdraws_or_decides(cast, name):
    word, by = said(cast), outsider(cast, name)
    send(by, "submissions:say_not_for_us", cast.at_elm.id, reason="closed", words="Mine")
    decided(cast, word, "agree", by=by) if by else None
    send(by, "submissions:word_withdraw", word.id)
    assert [(one.state, one.words) for one in ExemptionRequest.objects.all()] == [("waiting", SECRET)]
    if name != "fay":
        assert queries.word_for(by, word.id) is None
        assert SECRET not in text_of(get(by, "submissions:word_detail", word.id))
        with behind_the_wall(by):
            assert not ExemptionRequest.objects.exists()


def test_the_wall_lets_only_the_provider_say_it(cast):
    word = said(cast)
    names = [field.attname for field in ExemptionRequest._meta.concrete_fields if field.name != "id"]
    values = {name: getattr(word, name) for name in names} | {"state": "withdrawn"}
    with behind_the_wall(cast.dev), pytest.raises(DatabaseError), transaction.atomic():
        ExemptionRequest.objects.create(**values)


def test_both_ways_there_are_letters_with_no_word_of_it_and_a_trail(cast):
    with on_page(cast.ada):
        word = exemptions.say(by=cast.ada, participation_id=cast.at_elm.id, reason=ExemptionReason.CLOSED, words=SECRET)
    with on_page(cast.dev):
        exemptions.decide(by=cast.dev, word_id=word.id, agrees=False, words="11 clients are some")
    assert [(one.to, one.subject) for one in mail.outbox] == [
        ([cast.of(cast.dev).email], "Should Elm Home Care be asked?"),
        ([cast.of(cast.ada).email], "Elm Home Care is still asked for a return"),
    ]
    for one in mail.outbox:
        assert not any(word in one.body + one.alternatives[0].content for word in ("11 clients", "May", "clients"))
    events = AuditEvent.objects.filter(subject_kind="participation").values_list("verb", "words")
    assert sorted(events) == [
        ("decided that a location is still asked", "Elm Home Care"),
        ("said that a location should not be asked", "Elm Home Care, closed"),
    ]


def test_the_list_is_filtered_and_searched_and_for_the_team_alone(cast):
    hand_in(cast.ada, cast.at_elm)
    said(cast)
    for wanted, count in (({"state": "waiting"}, 1), ({"state": "agreed"}, 0), ({"q": "elm"}, 1), ({"q": "oak"}, 0)):
        assert len(get(cast.fay, "submissions:word_list", **wanted).context["page"]) == count
    assert get(cast.ada, "submissions:word_list").status_code == 404
    assert get(cast.ned, "submissions:word_list").status_code == 404
    assert "Nobody has said so" in text_of(get(cast.gus, "submissions:word_list"))
