"""A provider asks on a line and is answered; an analyst's query has its answer, its channel and its outcome."""

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils.text import slugify

from accounts.models import AuditEvent, User
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, post, send, text_of
from costing.forms import CURRENT
from submissions import queries
from submissions.models import Return, ReturnQuestion
from submissions.questions.domain.questions import (
    QuestionSide,
    QuestionState,
    abouts,
    turn,
)
from submissions.tests.cast import (
    OUTSIDERS,
    behind_the_wall,
    hand_in,
    mostly_by_night,
    outsider,
    submitted,
    workbook_for,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
PAY = "question-basic_pay_rate"
SECRET, REPLY = "Is £12.34 with the bonus?", "Without the bonus, so £11.11."


def asked(cast, by=None, about: str = PAY, **more: str) -> ReturnQuestion:
    send(by or cast.ada, "submissions:ask", cast.at_elm.id, about=about, words=SECRET, **more)
    return ReturnQuestion.objects.latest("asked_at")


def queried(cast) -> ReturnQuestion:
    """By Dev, of what Ada has submitted."""
    submitted(cast.ada, cast.at_elm)
    return asked(cast, by=cast.dev)


def answered(cast, by, query: ReturnQuestion, **more: str) -> str:
    return text_of(post(by, "submissions:query_answer", query.id, words=REPLY, **more))


def letters() -> list[tuple[list[str], str]]:
    return [(one.to, one.subject) for one in mail.outbox]


class TestAProvidersQuestion:
    def test_is_asked_from_the_online_page_and_answered_there(self, cast):
        sheet = CURRENT["homecare"].by_key["basic_pay_rate"].sheet
        page = get(cast.ada, "submissions:online_section", cast.at_elm.id, slugify(sheet)).content.decode()
        assert f"{reverse('submissions:ask', args=[cast.at_elm.id])}?about={PAY}" in page
        query = asked(cast)
        assert (query.key, query.label, query.asked_side) == ("basic_pay_rate", "Basic pay", "provider")
        assert "Answer or close 1 question" in text_of(get(cast.dev, "home"))
        assert "The answer is kept" in answered(cast, cast.dev, query)
        shown = text_of(get(cast.tom, "submissions:online_section", cast.at_elm.id, slugify(sheet)))
        assert f"Ada Elm asked: {SECRET}" in shown
        assert f"Answer: {REPLY}" in shown
        assert "Answered" in text_of(get(cast.tom, "submissions:participation_detail", cast.at_elm.id))

    def test_is_asked_at_a_finding_which_the_analyst_sees(self, cast):
        done = hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, basic_pay_rate="12.10")).submission
        page = get(cast.ada, "submissions:findings", done.id).content.decode()
        assert f"?about={PAY}&amp;code=H05" in page
        query = asked(cast, code="H05")
        assert query.version_number == 1
        assert "at finding H05" in text_of(get(cast.dev, "submissions:query_detail", query.id))
        assert "Questions and queries Basic pay" in text_of(get(cast.dev, "submissions:return_detail", done.id))

    def test_can_be_about_a_line_of_the_costs_or_the_whole_return(self, cast):
        done = submitted(cast.ada, cast.at_elm)
        assert "?about=line-mileage" in get(cast.ada, "submissions:costs", done.id).content.decode()
        assert (asked(cast, about="line-mileage").line, asked(cast, about="").label) == ("mileage", "The whole return")

    def test_can_be_withdrawn_until_it_is_answered_and_stays_in_the_history(self, cast):
        query = asked(cast)
        page = text_of(get(cast.dev, "submissions:query_detail", query.id))
        assert "Withdraw the question" not in page
        shown = text_of(post(cast.tom, "submissions:query_withdraw", query.id))
        assert "Withdrawn by Tom Elm" in shown and SECRET in shown
        assert "Withdraw the question" not in shown
        page = text_of(get(cast.dev, "submissions:query_detail", query.id))
        assert "Withdrawn by Tom Elm" in page and "Send the answer" not in page
        assert "Answer or close" not in text_of(get(cast.dev, "home"))
        assert AuditEvent.objects.filter(verb="withdrew a question", words="basic_pay_rate").count() == 1
        for by in (cast.dev, cast.tom):
            assert "Withdrawn by Tom Elm" in answered(cast, by, query)
        assert ReturnQuestion.objects.get().answer == ""

    def test_that_was_answered_is_not_withdrawn(self, cast):
        query = asked(cast)
        answered(cast, cast.dev, query)
        assert "Somebody else has just answered" in text_of(post(cast.ada, "submissions:query_withdraw", query.id))
        assert ReturnQuestion.objects.get().state == "answered"

    def test_without_words_is_not_sent_and_keeps_what_was_chosen(self, cast):
        answer = post(cast.ada, "submissions:ask", cast.at_elm.id, about=PAY, words=" ")
        assert "Type your question" in text_of(answer)
        assert f'value="{PAY}" selected' in answer.content.decode()
        assert not ReturnQuestion.objects.exists()

    def test_about_what_no_form_asks_is_not_sent(self, cast):
        send(cast.ada, "submissions:ask", cast.at_elm.id, about="question-zebra", words="?")
        assert not ReturnQuestion.objects.exists()

    def test_is_answered_by_an_analyst_and_nobody_else(self, cast):
        query = asked(cast)
        for by in (cast.fay, cast.ada, cast.tom):
            answered(cast, by, query)
        query.refresh_from_db()
        assert query.state == "open"
        assert get(cast.fay, "submissions:query_detail", query.id).status_code == 200


class TestAnAnalystsQuery:
    def test_is_answered_online_and_closed_with_its_outcome(self, cast):
        query = queried(cast)
        home = text_of(get(cast.ada, "home"))
        assert "1 question from the independent team to answer" in home
        answered(cast, cast.tom, query)
        query.refresh_from_db()
        assert (query.state, query.channel, query.answered_by_id) == ("answered", "portal", cast.tom.person_id)
        shown = text_of(post(cast.dev, "submissions:query_close", query.id, outcome="explained"))
        assert "The query is closed" in shown
        assert "The figure is right, and explained" in text_of(get(cast.ada, "submissions:query_detail", query.id))
        assert "to answer" not in text_of(get(cast.ada, "home"))

    def test_may_be_answered_by_phone_which_the_analyst_writes_down(self, cast):
        query = queried(cast)
        assert "Choose how the answer came" in answered(cast, cast.dev, query)
        assert "The answer is kept" in answered(cast, cast.dev, query, channel="call")
        query.refresh_from_db()
        assert (query.channel, query.answered_by_id) == ("call", cast.dev.person_id)
        shown = text_of(get(cast.ada, "submissions:query_detail", query.id))
        assert "The provider, by phone" in shown
        assert "written down by Dev Analyst" in shown

    def test_is_not_answered_twice(self, cast):
        query = queried(cast)
        answered(cast, cast.tom, query)
        assert "answered or closed already" in answered(cast, cast.ada, query)
        assert ReturnQuestion.objects.get().answered_by_id == cast.tom.person_id

    def test_is_closed_by_the_team_alone(self, cast):
        query = queried(cast)
        for by in (cast.ada, cast.fay):
            send(by, "submissions:query_close", query.id, outcome="withdrawn")
        assert ReturnQuestion.objects.get().state == "open"
        send(cast.dev, "submissions:query_close", query.id)
        assert ReturnQuestion.objects.get().state == "open"

    def test_needs_a_return_that_has_begun(self, cast):
        assert get(cast.dev, "submissions:ask", cast.at_elm.id).status_code == 404
        assert get(cast.fay, "submissions:ask", cast.at_elm.id).status_code == 404


class TestTheList:
    def test_has_what_waits_for_the_team_first(self, cast):
        query = queried(cast)
        asked(cast, about="")
        rows = [one.label for one in get(cast.dev, "submissions:query_list").context["page"]]
        assert rows == ["The whole return", "Basic pay"]
        assert query.turn == "provider"

    @pytest.mark.parametrize(
        ("wanted", "found"),
        first_by_day(
            [
                ({"turn": "provider"}, 1),
                ({"turn": "team"}, 1),
                ({"turn": "done"}, 0),
                ({"q": "basic"}, 1),
                ({"q": "z"}, 0),
            ],
            2,
        ),
    )
    def test_is_filtered_and_searched(self, cast, wanted, found):
        queried(cast)
        asked(cast, about="")
        assert len(get(cast.fay, "submissions:query_list", **wanted).context["page"]) == found

    def test_is_empty_with_words_for_it(self, cast):
        assert "No questions yet" in text_of(get(cast.dev, "submissions:query_list"))

    @pytest.mark.parametrize("name", mostly_by_night("ada", *OUTSIDERS))
    def test_is_for_those_who_read_returns(self, cast, name):
        asked(cast)
        answer = get(cast.ada if name == "ada" else outsider(cast, name), "submissions:query_list")
        assert answer.status_code in (302, 404) or not answer.context["page"].object_list


@pytest.mark.parametrize("name", mostly_by_night(*OUTSIDERS))
def test_nobody_else_reads_answers_or_asks(cast, name):
    query = asked(cast)
    by = outsider(cast, name)
    assert queries.query_for(by, query.id) is None
    assert not queries.queries_on(by, cast.at_elm)
    for page in ("query_detail", "query_answer", "query_close"):
        assert SECRET not in text_of(get(by, f"submissions:{page}", query.id))
    answered(cast, by, query) if by else None
    send(by, "submissions:query_withdraw", query.id)
    send(by, "submissions:ask", cast.at_elm.id, about=PAY, words="Mine")
    with behind_the_wall(by):
        assert not ReturnQuestion.objects.exists()
    assert [(one.state, one.words) for one in ReturnQuestion.objects.all()] == [("open", SECRET)]


def test_the_wall_lets_each_side_ask_only_in_its_own_name(cast):
    query = asked(cast)
    with behind_the_wall(cast.dev), pytest.raises(DatabaseError), transaction.atomic():
        ReturnQuestion.objects.create(**_copied(query))
    with behind_the_wall(cast.ada):
        assert ReturnQuestion.objects.create(**_copied(query))
    with behind_the_wall(cast.ada), connection.cursor() as cursor:
        cursor.execute("DELETE FROM submissions_returnquestion")
    assert ReturnQuestion.objects.count() == 2


def _copied(query: ReturnQuestion) -> dict[str, object]:
    names = [field.attname for field in ReturnQuestion._meta.concrete_fields if field.name != "id"]
    return {name: getattr(query, name) for name in names}


class TestLettersAndTrail:
    def test_a_question_is_told_to_the_analysts_and_its_answer_to_who_asked(
        self, cast, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            query = asked(cast)
        with django_capture_on_commit_callbacks(execute=True):
            answered(cast, cast.dev, query)
        assert letters() == [
            ([cast.of(cast.dev).email], "A question about the return for Elm Home Care"),
            ([cast.of(cast.ada).email], "Your question about the return for Elm Home Care has been answered"),
        ]

    def test_a_query_is_told_to_who_sent_the_return_its_answer_to_the_analyst_and_its_end(
        self, cast, django_capture_on_commit_callbacks
    ):
        query = queried(cast)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            query = asked(cast, by=cast.dev)
        with django_capture_on_commit_callbacks(execute=True):
            answered(cast, cast.tom, query)
        with django_capture_on_commit_callbacks(execute=True):
            send(cast.dev, "submissions:query_close", query.id, outcome="withdrawn")
        ada, tom, dev = (cast.of(one).email for one in (cast.ada, cast.tom, cast.dev))
        assert [to for to, _ in letters()] == [[ada], [dev], [tom]]

    def test_whoever_wants_fewer_is_not_told_that_a_query_is_closed(self, cast, django_capture_on_commit_callbacks):
        query = queried(cast)
        User.objects.filter(id=cast.tom.person_id).update(wants_fewer_emails=True)
        answered(cast, cast.tom, query)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            send(cast.dev, "submissions:query_close", query.id, outcome="withdrawn")
        assert letters() == []

    def test_no_letter_and_no_trail_holds_what_was_written(self, cast, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            query = asked(cast)
            answered(cast, cast.dev, query)
        assert len(mail.outbox) == 2
        for one in mail.outbox:
            html = one.alternatives[0].content
            assert reverse("submissions:query_detail", args=[query.id]) in one.body
            for text in (one.subject, one.body, html):
                assert not any(word in text for word in ("12.34", "11.11", "bonus", "£"))
        events = AuditEvent.objects.filter(verb__endswith="a question")
        assert sorted(event.verb for event in events) == ["answered a question", "asked a question"]
        assert all("bonus" not in event.words for event in events)


def test_everything_that_a_form_prints_can_be_asked_about_once():
    for form in CURRENT.values():
        texts = [about.text for _, group in abouts(form) for about in group]
        assert len(texts) == len(set(texts)) == 1 + len(form.questions) + len(form.lines)


def test_whose_turn_it_is():
    said = {(side, state): turn(side, state) for side in QuestionSide for state in QuestionState}
    assert said == {
        (QuestionSide.PROVIDER, QuestionState.OPEN): QuestionSide.TEAM,
        (QuestionSide.PROVIDER, QuestionState.ANSWERED): None,
        (QuestionSide.PROVIDER, QuestionState.CLOSED): None,
        (QuestionSide.TEAM, QuestionState.OPEN): QuestionSide.PROVIDER,
        (QuestionSide.TEAM, QuestionState.ANSWERED): QuestionSide.TEAM,
        (QuestionSide.TEAM, QuestionState.CLOSED): None,
        (QuestionSide.PROVIDER, QuestionState.WITHDRAWN): None,
        (QuestionSide.TEAM, QuestionState.WITHDRAWN): None,
    }


def test_a_question_before_anything_was_typed_begins_no_return(cast):
    asked(cast)
    assert not Return.objects.exists()
    assert AuditEvent.objects.get(verb="asked a question").subject_kind == "participation"
