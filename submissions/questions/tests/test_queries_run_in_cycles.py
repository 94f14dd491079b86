"""Queries of the team run in cycles 1 to 3, are due on a day, and end with an outcome that the versions bear out."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, post, text_of
from costing.forms import CURRENT
from register.models import Exercise
from submissions import queries
from submissions.actions import returns
from submissions.decisions.actions import line_decisions
from submissions.models import Return, ReturnQuestion, VersionFinding
from submissions.questions.actions import questions
from submissions.questions.domain.cycles import cycle_after, due_fault, usual_cycle
from submissions.questions.domain.questions import AnswerChannel, QuestionOutcome, QuestionSubject
from submissions.tests.cast import Cast, make_cast, refused, submitted, workbook_for
from submissions.tests.module_rows import rows_for_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
PAY = QuestionSubject(key="marketing_cost", label="Marketing")
MARKETING = QuestionSubject(line="marketing", label="Marketing")


@pytest.fixture(scope="module")
def played(django_db_setup, django_db_blocker) -> Iterator[tuple[Cast, Return]]:
    with rows_for_all(django_db_blocker):
        cast = make_cast()
        yield cast, submitted(cast.ada, cast.at_elm, workbook_for(cast.at_elm, basic_pay_rate="12.10"))


@pytest.fixture
def cast(played) -> Cast:
    return played[0]


def asked(cast: Cast, about: QuestionSubject = PAY, **more: object) -> ReturnQuestion:
    done = questions.ask(by=cast.dev, participation_id=cast.at_elm.id, about=about, words="Is it right?", **more)
    assert isinstance(done, ReturnQuestion), done
    return done


def closed(cast: Cast, query: ReturnQuestion, outcome: str = "explained") -> ReturnQuestion:
    done = questions.close(by=cast.dev, query_id=query.id, outcome=QuestionOutcome(outcome))
    assert isinstance(done, ReturnQuestion), done
    return done


def corrected(cast: Cast, **changed: str) -> None:
    """Ada takes the return back, changes answers and submits it again."""
    submission = Return.objects.get(participation=cast.at_elm)
    returns.take_back(by=cast.ada, return_id=submission.id)
    submitted(cast.ada, cast.at_elm, workbook_for(cast.at_elm, **{"basic_pay_rate": "12.10", **changed}))


class TestCycles:
    def test_follow_one_another_on_a_return(self, cast):
        first, beside = asked(cast), asked(cast, QuestionSubject())
        assert (first.cycle, beside.cycle) == (1, 1)
        closed(cast, first)
        assert asked(cast, MARKETING).cycle == 1, "the first cycle still runs"
        for query in ReturnQuestion.objects.exclude(state="closed"):
            closed(cast, query)
        assert asked(cast, QuestionSubject()).cycle == 2

    def test_link_a_query_to_the_one_that_it_follows_and_end_after_three(self, cast):
        rows = []
        for _ in range(3):
            rows.append(asked(cast))
            closed(cast, rows[-1])
        assert [row.cycle for row in rows] == [1, 2, 3]
        assert [row.follows_id for row in rows] == [None, rows[0].id, rows[1].id]
        again = questions.ask(by=cast.dev, participation_id=cast.at_elm.id, about=PAY, words="Once more?")
        assert "asked in all 3 cycles. What is left is to leave the line out, or the return." in refused(again)
        page = text_of(get(cast.dev, "submissions:query_detail", rows[2].id))
        assert "This was the last of three cycles." in page and "leave the return out" in page
        assert "Ask again" not in page
        assert "Cycle 1, asked on" in page and "Cycle 2, asked on" in page
        assert asked(cast, MARKETING).cycle == 3, "another subject can still be asked about"

    def test_are_asked_again_without_having_been_closed(self, cast):
        first = asked(cast)
        page = get(cast.dev, "submissions:query_ask_again", first.id)
        assert "Ask again: Marketing" in text_of(page)
        post(cast.dev, "submissions:query_ask_again", first.id, words="We heard nothing. Is it right?")
        first.refresh_from_db()
        second = ReturnQuestion.objects.get(follows=first)
        assert (first.state, first.outcome) == ("closed", "asked_again")
        assert (second.cycle, second.key) == (2, "marketing_cost")
        late = post(cast.dev, "submissions:query_ask_again", first.id, words="And again?")
        assert "has been asked again already" in text_of(late)
        assert ReturnQuestion.objects.count() == 2

    @pytest.mark.parametrize("name", ["ada", "carol", "fay"])
    def test_are_the_analysts_alone(self, cast, name):
        query = asked(cast)
        by = getattr(cast, name)
        assert get(by, "submissions:query_ask_again", query.id).status_code == 404
        assert post(by, "submissions:query_ask_again", query.id, words="Mine").status_code == 404
        assert get(by, "submissions:ask_together", query.participation.submission.id).status_code == 404
        assert ReturnQuestion.objects.count() == 1

    def test_are_in_the_table_itself(self, cast):
        query = asked(cast)
        with pytest.raises(IntegrityError), transaction.atomic():
            ReturnQuestion.objects.filter(id=query.id).update(cycle=4)

    def test_by_rule(self):
        assert usual_cycle([]) == 1
        assert usual_cycle([(1, True), (2, True)]) == 3
        assert usual_cycle([(1, True), (3, True)]) == 3
        assert usual_cycle([(1, False), (2, True)]) == 1
        assert [cycle_after(followed, 1) for followed in (None, 1, 2, 3)] == [1, 2, 3, None]


class TestDueDates:
    def page(self, cast: Cast, day: str, month: str, year: str) -> str:
        data = {"about": "", "words": "Is it right?", "due_on_0": day, "due_on_1": month, "due_on_2": year}
        return text_of(post(cast.dev, "submissions:ask", cast.at_elm.id, **data))

    def test_are_a_week_away_unless_one_is_given(self, cast):
        today = timezone.localdate()
        due_on = asked(cast).due_on
        assert today <= due_on - timedelta(days=7) <= timezone.localdate()
        day = today + timedelta(days=20)
        assert f"The answer is due by {day.day} {day:%B %Y}" in self.page(
            cast, str(day.day), str(day.month), str(day.year)
        )

    @pytest.mark.parametrize(
        ("day", "said"),
        first_by_day([
            (("31", "2", "2027"), "enter a real date"),
            (("1", "1", "9999"), "Enter a day between 1900 and 2199"),
            (("1", "1", "2001"), "1 January 2001 has passed. Give a day from today on."),
            (("1", "1", "2150"), "1 January 2150 is too far away."),
            (("9" * 27, "1", "2027"), "Enter a day between"),
        ], 2),
    )  # fmt: skip
    def test_that_nobody_can_keep_are_said_and_lose_no_words(self, cast, day, said):
        text = self.page(cast, *day)
        assert said in text and "Is it right?" in text
        assert not ReturnQuestion.objects.exists()

    def test_are_read_by_both_sides_and_so_is_that_they_have_passed(self, cast):
        query = asked(cast)
        due = query.due_on
        for by in (cast.ada, cast.dev):
            assert f"Cycle 1 of 3, answer due by {due.day} {due:%B %Y}" in text_of(
                get(by, "submissions:query_detail", query.id)
            )
        ReturnQuestion.objects.update(due_on=date(2026, 1, 5))
        submission = Return.objects.get(participation=cast.at_elm)
        sheet = CURRENT["homecare"].by_key["marketing_cost"].sheet
        for by, page, about in (
            (cast.ada, "home", ()),
            (cast.ada, "submissions:participation_detail", (cast.at_elm.id,)),
            (cast.ada, "submissions:query_detail", (query.id,)),
            (cast.ada, "submissions:online_section", (cast.at_elm.id, slugify(sheet))),
            (cast.dev, "submissions:query_detail", (query.id,)),
            (cast.dev, "submissions:return_detail", (submission.id,)),
            (cast.dev, "submissions:query_list", ()),
        ):
            assert "Overdue since 5 January 2026" in text_of(get(by, page, *about)), page
        assert get(cast.dev, "submissions:query_list", turn="overdue").context["page"].paginator.count == 1
        questions.answer(by=cast.ada, query_id=query.id, words="It is.")
        assert "Overdue" not in text_of(get(cast.ada, "submissions:query_detail", query.id))
        assert get(cast.dev, "submissions:query_list", turn="overdue").context["page"].paginator.count == 0

    def test_by_rule(self):
        today = date(2026, 12, 1)
        assert due_fault(today, today) is None and due_fault(date(2027, 12, 1), today) is None
        assert due_fault(date(2026, 11, 30), today) and due_fault(date(9999, 1, 1), today)

    def test_an_answer_after_the_last_day_is_kept_and_marked(self, cast):
        query = asked(cast)
        Exercise.objects.update(opens_on="2020-01-01", closes_on="2020-01-31")
        done = questions.answer(by=cast.ada, query_id=query.id, words="We were on holiday.")
        assert (done.state, done.is_late, done.answer) == ("answered", True, "We were on holiday.")
        for by in (cast.ada, cast.dev):
            assert "Answered after closing" in text_of(get(by, "submissions:query_detail", query.id))


class TestOutcomes:
    def test_corrected_is_for_a_figure_that_a_later_version_has_changed(self, cast):
        query = asked(cast)
        page = get(cast.dev, "submissions:query_detail", query.id).content.decode()
        assert 'value="corrected"' not in page and 'value="explained"' in page
        shut = questions.close(by=cast.dev, query_id=query.id, outcome=QuestionOutcome.CORRECTED)
        assert "No version since the query has another figure" in refused(shut)
        corrected(cast, marketing_cost="777")
        page = get(cast.dev, "submissions:query_detail", query.id)
        assert 'value="corrected"' in page.content.decode()
        assert "Since it was asked, this has changed" in text_of(page) and "£777" in text_of(page)
        assert "We read:" in text_of(page)
        assert "£777" not in text_of(get(cast.ada, "submissions:query_detail", query.id)), "it is the team's page"
        assert "We read:" not in text_of(get(cast.ada, "submissions:query_detail", query.id))
        closed(cast, query, "corrected")
        corrected(cast, marketing_cost="888")
        after = text_of(get(cast.dev, "submissions:query_detail", query.id))
        assert "Until it was closed, this changed" in after and "£777" in after and "£888" not in after

    def test_another_answer_that_changed_is_no_correction_of_this_one(self, cast):
        query, line, whole = asked(cast), asked(cast, MARKETING), asked(cast, QuestionSubject())
        corrected(cast, insurance_cost="12345")
        assert not queries.changes_since(cast.dev, ReturnQuestion.objects.get(id=query.id))
        assert not queries.changes_since(cast.dev, ReturnQuestion.objects.get(id=line.id))
        assert queries.changes_since(cast.dev, queries.query_for(cast.dev, whole.id))

    def test_a_line_is_corrected_where_its_costs_are_others(self, cast):
        line = asked(cast, MARKETING)
        corrected(cast, marketing_cost="900000")
        (change,) = queries.changes_since(cast.dev, queries.query_for(cast.dev, line.id))
        assert change.label == "Marketing" and change.before.startswith("£") and change.before != change.after
        assert closed(cast, line, "corrected").outcome == "corrected"

    def test_what_was_changed_back_is_not_corrected(self, cast):
        before = queries.figures_now(cast.dev, [query := asked(cast)])[query.id][0].words
        corrected(cast, marketing_cost="777")
        corrected(cast)
        query = queries.query_for(cast.dev, query.id)
        assert queries.figures_now(cast.dev, [query])[query.id][0].words == before
        assert queries.changes_since(cast.dev, query) == ()

    def test_explained_although_it_changed_is_said(self, cast):
        query = asked(cast)
        corrected(cast, marketing_cost="777")
        shown = text_of(post(cast.dev, "submissions:query_close", query.id, outcome="explained"))
        assert "closed as explained, although the figure has changed (" in shown
        assert "It was closed as explained although the figure has changed." in shown

    def test_no_line_is_left_out_of_a_query_on_the_whole_return(self, cast):
        whole, line = asked(cast, QuestionSubject()), asked(cast, MARKETING)
        assert 'value="line_excluded"' not in get(cast.dev, "submissions:query_detail", whole.id).content.decode()
        assert 'value="line_excluded"' in get(cast.dev, "submissions:query_detail", line.id).content.decode()
        post(cast.dev, "submissions:query_close", whole.id, outcome="line_excluded")
        assert ReturnQuestion.objects.get(id=whole.id).state == "open"
        text = text_of(post(cast.dev, "submissions:query_close", whole.id, outcome="return_excluded"))
        assert "Leave this return out?" in text and "Now decide it here" in text

    def test_a_line_left_out_is_decided_on_its_own_page_with_the_line_chosen(self, cast):
        query = asked(cast)
        answer = post(cast.dev, "submissions:query_close", query.id, outcome="line_excluded")
        assert answer.redirect_chain[-1][0].endswith("/lines/leave-out/?line=marketing")
        assert "It has not been decided yet" in text_of(get(cast.dev, "submissions:query_detail", query.id))
        submission = Return.objects.get(participation=cast.at_elm)
        line_decisions.leave_out(
            by=cast.dev, return_id=submission.id, lines=["marketing"], reason="not_answered", words="Three times"
        )
        assert "The decision on the return" in text_of(get(cast.dev, "submissions:query_detail", query.id))
        shown = text_of(get(cast.ada, "submissions:query_detail", query.id))
        assert "The line is left out." in shown and "decided" not in shown

    @pytest.mark.parametrize("outcome", first_by_day(["asked_again", "left", "changed", "x" * 10_000, "a\0b"], 2))
    def test_what_is_not_offered_is_not_taken(self, cast, outcome):
        query = asked(cast)
        assert "Choose one of these" in text_of(post(cast.dev, "submissions:query_close", query.id, outcome=outcome))
        assert ReturnQuestion.objects.get(id=query.id).state == "open"

    def test_a_withdrawn_query_ends_for_both(self, cast):
        query = closed(cast, asked(cast), "withdrawn")
        assert "Withdrawn by the team" in text_of(get(cast.ada, "submissions:query_detail", query.id))
        post(cast.ada, "submissions:query_answer", query.id, words="Late")
        assert ReturnQuestion.objects.get(id=query.id).answer == ""


class TestSeveralAtOnce:
    def ticked(self) -> list[VersionFinding]:
        return list(VersionFinding.objects.filter(version__submission__isnull=False, severity="explain"))

    def test_are_asked_on_one_page_and_in_one_mail(self, cast, django_capture_on_commit_callbacks):
        submission = Return.objects.get(participation=cast.at_elm)
        explain = self.ticked()[0]
        note = _made(submission)
        page = get(cast.dev, "submissions:ask_together", submission.id, findings=str(explain.id))
        assert "Raise 1 query" in text_of(page) and explain.message in text_of(page)
        ids = [str(explain.id), str(note.id)]
        words = {f"words-{explain.id}": "Is the pay right?", f"words-{note.id}": "And the insurance?"}
        missing = post(cast.dev, "submissions:ask_together", submission.id, findings=ids, **{f"words-{note.id}": "x"})
        assert "Type your question about" in text_of(missing) and not ReturnQuestion.objects.exists()
        assert note.message not in text_of(missing), "what is the team's own is never put into a query"
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            done = post(cast.dev, "submissions:ask_together", submission.id, findings=ids, **words)
        assert "2 queries are sent in one email." in text_of(done)
        once = {"once": str(uuid4())}
        for _ in range(2):
            again = post(cast.dev, "submissions:ask_together", submission.id, findings=ids, **words, **once)
            assert "2 queries are sent" in text_of(again)
        assert ReturnQuestion.objects.count() == 4
        ReturnQuestion.objects.filter(id__in=ReturnQuestion.objects.order_by("-asked_at").values("id")[:2]).delete()
        rows = ReturnQuestion.objects.order_by("words")
        assert [(row.key, row.code, row.cycle) for row in rows] == [
            ("insurance_cost", "P01", 1),
            (explain.key, explain.code, 1),
        ]
        assert [one.subject for one in mail.outbox] == ["2 queries on your return for Elm Home Care"]
        assert "Please answer by" in mail.outbox[0].body and "insurance" not in mail.outbox[0].body

    def test_of_which_none_was_ticked_leads_back(self, cast):
        submission = Return.objects.get(participation=cast.at_elm)
        for wanted in ("", "x", "a\0b"):
            answer = post(cast.dev, "submissions:ask_together", submission.id, findings=wanted)
            assert "Nothing was ticked." in text_of(answer)

    def test_are_ticked_on_the_page_of_the_return(self, cast):
        submission = Return.objects.get(participation=cast.at_elm)
        page = get(cast.dev, "submissions:return_detail", submission.id).content.decode()
        assert f'name="findings" value="{self.ticked()[0].id}"' in page
        assert 'name="findings"' not in get(cast.fay, "submissions:return_detail", submission.id).content.decode()
        assert 'name="findings"' not in get(cast.ada, "submissions:findings", submission.id).content.decode()

    def test_what_waits_for_an_answer_is_not_offered_again(self, cast):
        finding, page = self.ticked()[0], ("submissions:return_detail", self.ticked()[0].version.submission_id)
        query = asked(cast, QuestionSubject(key=finding.key, label=finding.label))
        assert "Asked already" in text_of(get(cast.dev, *page))
        assert f'name="findings" value="{finding.id}"' not in get(cast.dev, *page).content.decode()
        closed(cast, query)
        assert "Asked already" not in text_of(get(cast.dev, *page))


def _made(submission: Return) -> VersionFinding:
    """A finding that is the team's own."""
    return VersionFinding.objects.create(
        version=submission.current,
        exercise_id=submission.exercise_id,
        authority_id=submission.authority_id,
        provider_id=submission.provider_id,
        position=99,
        code="P01",
        layer=5,
        severity="note",
        audience="analyst",
        key="insurance_cost",
        label="Insurance",
        message="This is far from what others say.",
    )


def test_a_phone_answer_can_be_typed_in_after_closing(cast):
    query = asked(cast)
    Exercise.objects.update(opens_on="2020-01-01", closes_on="2020-01-31")
    done = questions.answer(by=cast.dev, query_id=query.id, words="Rang back.", channel=AnswerChannel.CALL)
    assert (done.channel, done.is_late) == ("call", True)
