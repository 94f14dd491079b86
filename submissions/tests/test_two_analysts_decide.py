"""Two analysts on one return: the second is told what happened in between, and nothing typed is lost."""

import pytest

from accounts.domain.roles import RoleName
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, post, text_of
from submissions.actions import returns
from submissions.models import Return
from submissions.questions.actions import questions
from submissions.questions.domain.questions import QuestionSubject
from submissions.tests.cast import explain_all, hand_in, person, refused, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def ann(cast):
    return person("Ann Analyst", RoleName.ANALYST, cast.authority)


def seen_on(by, name: str, submission: Return) -> str:
    return get(by, f"submissions:{name}", submission.id).context["seen"]


SECOND = {
    "accept": {"version": "1"},
    "exclude": {"reason": "Two in one", "code": "whole_company"},
    "reopen": {"reason": "Say why"},
}
FIRST = {
    "accepted": lambda by, one: returns.accept(by=by, return_id=one.id, version_number=1),
    "left out": lambda by, one: returns.exclude(by=by, return_id=one.id, reason="Doubt"),
    "sent back": lambda by, one: returns.reopen(by=by, return_id=one.id, reason="Look again"),
}


@pytest.mark.parametrize("first", first_by_day(FIRST))
@pytest.mark.parametrize("second", SECOND)
def test_second_is_told_what_the_first_did(cast, ann, first, second):
    done = submitted(cast.ada, cast.at_elm)
    seen = seen_on(cast.dev, second, done)
    FIRST[first](ann, done)
    before = Return.objects.get().state
    text = text_of(post(cast.dev, f"submissions:{second}", done.id, seen=seen, **SECOND[second]))
    assert "Since you opened this page: Ann Analyst" in text
    assert Return.objects.get().state == before
    if "reason" in SECOND[second]:
        assert SECOND[second]["reason"] in text


def test_second_may_decide_after_looking_again(cast, ann):
    done = submitted(cast.ada, cast.at_elm)
    returns.exclude(by=ann, return_id=done.id, reason="Doubt")
    text = text_of(post(cast.dev, "submissions:accept", done.id, version="1", seen=seen_on(cast.dev, "accept", done)))
    assert "The return is accepted" in text


def test_who_only_looked_changes_nothing(cast, ann):
    done = submitted(cast.ada, cast.at_elm)
    seen = seen_on(cast.dev, "accept", done)
    get(ann, "submissions:return_detail", done.id)
    assert "The return is accepted" in text_of(post(cast.dev, "submissions:accept", done.id, version="1", seen=seen))


def test_provider_who_took_it_back_and_sent_it_again_is_named(cast):
    done = submitted(cast.ada, cast.at_elm)
    seen = seen_on(cast.dev, "exclude", done)
    returns.take_back(by=cast.ada, return_id=done.id)
    returns.submit(by=cast.ada, return_id=done.id, version_number=1, declared_by_name="Ada Elm")
    text = text_of(post(cast.dev, "submissions:exclude", done.id, seen=seen, reason="Two in one", code="other"))
    assert "Ada Elm took a return back" in text
    assert "Ada Elm submitted a return" in text
    assert Return.objects.get().state == "submitted"


@pytest.mark.parametrize(
    "seen", first_by_day(["", "x", "2026-01-01", "2026-01-01T00:00:00", "9" * 400, "2026-01-01T00:00:00+00:00"], 2)
)
def test_state_that_was_never_shown_is_no_state(cast, seen):
    done = submitted(cast.ada, cast.at_elm)
    text = text_of(post(cast.dev, "submissions:accept", done.id, version="1", seen=seen))
    assert "Since you opened this page" in text
    assert Return.objects.get().state == "submitted"


def ask(cast, by=None) -> None:
    questions.ask(by=by or cast.dev, participation_id=cast.at_elm.id, about=QuestionSubject(), words="Why so low?")


class TestOpenQuestion:
    def test_takes_a_word_to_accept(self, cast):
        hand_in(cast.ada, cast.at_elm)
        ask(cast)
        explain_all(cast.ada, Return.objects.get())
        done = returns.submit(by=cast.ada, return_id=Return.objects.get().id, version_number=1, declared_by_name="Ada")
        assert "still with the provider" in refused(
            returns.accept(by=cast.dev, return_id=done.id, version_number=1)
        )  # fmt: skip
        shown = get(cast.dev, "submissions:accept", done.id)
        assert "1 question to the provider is not answered yet" in text_of(shown)
        seen = shown.context["seen"]
        text = text_of(post(cast.dev, "submissions:accept", done.id, version="1", seen=seen, words=" "))
        assert "Say why you accept it while a question is open" in text
        assert Return.objects.get().state == "submitted"
        post(cast.dev, "submissions:accept", done.id, version="1", seen=seen, words="Told by phone")
        assert (Return.objects.get().state, Return.objects.get().decision_reason) == ("accepted", "Told by phone")

    def test_of_the_provider_or_answered_takes_none(self, cast):
        done = submitted(cast.ada, cast.at_elm)
        ask(cast, by=cast.ada)
        assert "Why do you accept it" not in text_of(get(cast.dev, "submissions:accept", done.id))
        assert isinstance(returns.accept(by=cast.dev, return_id=done.id, version_number=1), Return)
