"""A provider is reminded, once and by day, of queries whose day has passed; never after an answer."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from django.test import TestCase
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, text_of
from register.models import Participation
from submissions.actions import returns
from submissions.models import Return, ReturnQuestion
from submissions.questions.actions import questions, reminders
from submissions.questions.domain.questions import AnswerChannel, QuestionOutcome, QuestionSubject
from submissions.tests.cast import Cast, as_worker, at, make_cast, submitted
from submissions.tests.module_rows import rows_for_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
DUE = timezone.localdate() + timedelta(days=3)
AFTER = DUE + timedelta(days=1)
ABOUT = [QuestionSubject(key="marketing_cost", label="Marketing"), QuestionSubject(line="ppe", label="PPE")]


@pytest.fixture(scope="module")
def played(django_db_setup, django_db_blocker) -> Iterator[Cast]:
    with rows_for_all(django_db_blocker):
        cast = make_cast()
        submitted(cast.ada, cast.at_elm)
        yield cast


@pytest.fixture
def cast(played) -> Cast:
    mail.outbox.clear()
    return played


def asked(cast: Cast, number: int = 0, due_on=DUE) -> ReturnQuestion:
    about = ABOUT[number]
    done = questions.ask(
        by=cast.dev, participation_id=cast.at_elm.id, about=about, words="Of £777 and one year?", due_on=due_on
    )
    assert isinstance(done, ReturnQuestion), done
    return done


def swept(day=AFTER, hour: int = 9) -> list[str]:
    """Sweep at a local time as the worker does, and return the subjects of what went out."""
    mail.outbox.clear()
    moment = timezone.make_aware(datetime.combine(day, time(hour)))
    with at(moment), TestCase.captureOnCommitCallbacks(execute=True), as_worker():
        reminders.sweep()
    return [one.subject for one in mail.outbox]


def test_the_day_after_and_once(cast):
    query = asked(cast)
    assert [swept(DUE), swept(AFTER, 3)] == [[], []]
    assert swept() == ["Still open: a query on your return for Elm Home Care"]
    (letter,) = mail.outbox
    assert letter.to == [cast.of(cast.ada).email] and f"/questions/{query.id}/" in letter.body
    body = letter.body.replace(str(query.id), "")
    assert "777" not in body and "Marketing" not in body and "only reminder" in body
    assert [swept(), swept(AFTER + timedelta(days=2))] == [[], []]
    assert AuditEvent.objects.filter(verb="reminded of a query").count() == 1
    with at(timezone.make_aware(datetime.combine(AFTER, time(12)))):
        text = text_of(get(cast.dev, "submissions:query_detail", query.id))
    assert "Overdue since" in text and "reminded on" in text


def test_several_of_one_return_are_one_mail(cast):
    first = asked(cast, due_on=DUE - timedelta(days=1))
    asked(cast, 1)
    assert swept() == ["Still open: 2 queries on your return for Elm Home Care"]
    assert f"/locations-asked/{first.participation_id}/" in mail.outbox[0].body


def answer(cast: Cast, query: ReturnQuestion) -> None:
    questions.answer(by=cast.dev, query_id=query.id, words="It is.", channel=AnswerChannel.CALL)


def close(cast: Cast, query: ReturnQuestion) -> None:
    questions.close(by=cast.dev, query_id=query.id, outcome=QuestionOutcome.WITHDRAWN)


def decide(cast: Cast, query: ReturnQuestion) -> None:
    submission = Return.objects.get(participation=cast.at_elm)
    done = returns.accept(by=cast.dev, return_id=submission.id, version_number=1, words="Small enough")
    assert isinstance(done, Return), done


def drop(cast: Cast, query: ReturnQuestion) -> None:
    Participation.objects.filter(id=cast.at_elm.id).update(eligibility="not_relevant", eligibility_reason="Closed")


@pytest.mark.parametrize("settle", first_by_day([answer, close, decide, drop], 2))
def test_not_of_what_is_settled(cast, settle):
    settle(cast, asked(cast))
    assert swept() == []


def test_not_of_what_has_lain_for_long(cast):
    asked(cast)
    assert swept(DUE + timedelta(days=8)) == []
    assert len(swept(DUE + timedelta(days=7))) == 1


def test_not_of_a_question_of_the_provider_s(cast):
    questions.ask(by=cast.ada, participation_id=cast.at_elm.id, about=ABOUT[0], words="Which year?")
    assert swept() == []
