"""Submit, take back, accept, leave out, send back: each only by who may, from a state that permits it, as seen."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.actions import roles
from accounts.models import AuditEvent, Role
from register.models import Exercise, Participation
from submissions import queries
from submissions.actions import explanations, returns
from submissions.domain.states import MOVES, Move, ReturnState
from submissions.models import Return, Upload
from submissions.tests.cast import (
    OUTSIDERS,
    accepted,
    explain_all,
    hand_in,
    mostly_by_night,
    on_page,
    outsider,
    refused,
    send_in,
    submitted,
    workbook_for,
)

pytestmark = pytest.mark.django_db
NAME = "Ada Elm, director"
HAND_OVERS = [move for move in Move if move != Move.SAVE]


def submit(context, submission, number=1, name=NAME):
    with on_page(context):
        return returns.submit(by=context, return_id=submission.id, version_number=number, declared_by_name=name)


def do(move, context, submission, number=1):
    calls = {
        Move.SUBMIT: lambda: submit(context, submission, number),
        Move.TAKE_BACK: lambda: returns.take_back(by=context, return_id=submission.id),
        Move.ACCEPT: lambda: returns.accept(by=context, return_id=submission.id, version_number=number),
        Move.EXCLUDE: lambda: returns.exclude(by=context, return_id=submission.id, reason="Another branch mixed in."),
        Move.REOPEN: lambda: returns.reopen(by=context, return_id=submission.id, reason="Please look at the miles."),
    }
    if move == Move.SUBMIT:
        return calls[move]()
    with on_page(context):
        return calls[move]()


@pytest.fixture
def checked(cast) -> Return:
    """Checked, with nothing to put right and nothing to explain."""
    submission = hand_in(cast.ada, cast.at_elm).submission
    mail.outbox.clear()
    return Return.objects.get(id=submission.id)


@pytest.fixture
def sent(cast, checked) -> Return:
    done = submit(cast.ada, checked)
    mail.outbox.clear()
    return done


class TestSubmit:
    def test_says_who_declared_it_and_when(self, cast, checked):
        begun = timezone.now()
        done = submit(cast.tom, checked, name="  Tom   Elm ")
        assert (done.state, done.declared_by_name) == ("submitted", "Tom Elm")
        assert done.submitted_by_id == cast.tom.person_id
        assert begun <= done.submitted_at <= timezone.now()
        event = AuditEvent.objects.get(verb="submitted a return")
        assert (event.by_id, event.words) == (cast.tom.person_id, "version 1")

    def test_of_two_clicks_the_second_is_refused(self, cast, checked):
        submit(cast.ada, checked)
        assert "This return is submitted now" in refused(submit(cast.ada, checked))
        assert AuditEvent.objects.filter(verb="submitted a return").count() == 1

    def test_not_without_a_name(self, cast, checked):
        for name in ("  ", "A", "x.", "J. S.", "aaa", "…", "1"):
            assert "Type your full name" in refused(submit(cast.ada, checked, name=name))

    def test_not_what_one_has_not_seen(self, cast, checked):
        hand_in(cast.tom, cast.at_elm, workbook_for(cast.at_elm, marketing_cost="301"))
        assert "Version 2 has come since" in refused(submit(cast.ada, checked, number=1))
        assert submit(cast.ada, checked, number=2).state == "submitted"

    def test_not_while_a_file_is_being_checked(self, cast, checked):
        send_in(cast.tom, cast.at_elm, b"later")
        assert "still being checked" in refused(submit(cast.ada, checked))

    def test_a_file_that_failed_does_not_stand_in_the_way_for_ever(self, cast, checked):
        upload_id = send_in(cast.tom, cast.at_elm, b"later").upload_id
        Upload.objects.filter(id=upload_id).update(state="failed")
        assert submit(cast.ada, checked).state == "submitted"

    def test_not_with_something_to_put_right(self, cast):
        submission = hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, careworkers="")).submission
        assert "must be put right" in refused(submit(cast.ada, submission))

    def test_not_with_something_to_explain(self, cast):
        submission = hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, basic_pay_rate="11.00")).submission
        assert "1 figure is unusual" in refused(submit(cast.ada, submission))
        explain_all(cast.ada, submission)
        assert submit(cast.ada, submission).state == "submitted"

    def test_not_before_there_is_a_version(self, cast):
        receipt = send_in(cast.ada, cast.at_elm, b"first")
        Upload.objects.update(state="failed")
        assert "no version" in refused(submit(cast.ada, Return.objects.get(id=receipt.return_id)))

    def test_not_after_the_exercise_has_closed_while_the_page_was_open(self, cast, checked):
        yesterday = timezone.localdate() - timedelta(days=1)
        Exercise.objects.update(closes_on=yesterday)
        assert "closed at the end of" in refused(submit(cast.ada, checked))
        Participation.objects.update(extended_until=timezone.localdate())
        assert submit(cast.ada, checked).state == "submitted"


class TestTakeBack:
    def test_opens_the_return_again_and_takes_the_signature_off(self, cast, sent):
        done = do(Move.TAKE_BACK, cast.tom, sent)
        assert (done.state, done.submitted_at, done.declared_by_name) == ("in_progress", None, "")
        assert done.current.number == 1

    def test_also_once_it_is_accepted_while_the_exercise_is_open(self, cast):
        done = accepted(cast.ada, cast.dev, cast.at_elm)
        assert do(Move.TAKE_BACK, cast.ada, done).state == "in_progress"
        assert queries.accepted_returns(cast.dev, cast.exercise.id) == []

    def test_not_after_it_has_closed(self, cast, sent):
        Exercise.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
        assert "closed" in refused(do(Move.TAKE_BACK, cast.ada, sent))


class TestDecide:
    def test_accept_what_was_looked_at(self, cast, sent):
        done = do(Move.ACCEPT, cast.dev, sent)
        assert (done.state, done.decided_by_id, done.decision_reason) == ("accepted", cast.dev.person_id, "")

    def test_not_what_was_sent_anew_while_the_page_was_open(self, cast, sent):
        do(Move.TAKE_BACK, cast.ada, sent)
        hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, marketing_cost="301"))
        submit(cast.ada, sent, number=2)
        assert "Version 2 has come since" in refused(do(Move.ACCEPT, cast.dev, sent, number=1))
        assert do(Move.ACCEPT, cast.dev, sent, number=2).state == "accepted"

    def test_not_what_was_taken_back_while_the_page_was_open(self, cast, sent):
        do(Move.TAKE_BACK, cast.ada, sent)
        assert "in progress now" in refused(do(Move.ACCEPT, cast.dev, sent))

    def test_leave_out_with_a_reason(self, cast, sent):
        with on_page(cast.dev):
            assert "say why" in refused(returns.exclude(by=cast.dev, return_id=sent.id, reason=" "))
        done = do(Move.EXCLUDE, cast.dev, sent)
        assert (done.state, done.decision_reason) == ("excluded", "Another branch mixed in.")

    def test_accept_after_all(self, cast, sent):
        do(Move.EXCLUDE, cast.dev, sent)
        done = do(Move.ACCEPT, cast.dev, sent)
        assert (done.state, done.decision_reason) == ("accepted", "")

    def test_send_back_with_a_reason_that_the_provider_reads(self, cast, sent):
        with on_page(cast.dev):
            assert "what the provider should change" in refused(
                returns.reopen(by=cast.dev, return_id=sent.id, reason="")
            )
        do(Move.REOPEN, cast.dev, sent)
        with on_page(cast.ada):
            seen = queries.return_for(cast.ada, sent.id)
        assert (seen.state, seen.decision_reason) == ("in_progress", "Please look at the miles.")
        assert submit(cast.ada, sent).decision_reason == ""

    def test_the_reason_stays_out_of_the_audit_trail(self, cast, sent):
        do(Move.EXCLUDE, cast.dev, sent)
        assert AuditEvent.objects.get(verb="left a return out").words == ""


class TestWhoMay:
    @pytest.mark.parametrize("name", mostly_by_night(*OUTSIDERS[:-1]))
    def test_for_outsiders_the_return_is_not_there(self, cast, sent, name):
        for move in HAND_OVERS:
            assert do(move, outsider(cast, name), sent) is None
        assert Return.objects.get(id=sent.id).state == "submitted"

    @pytest.mark.parametrize("name", ["dev", "fay"])
    def test_the_team_does_not_sign_for_a_provider(self, cast, sent, name):
        for move in (Move.SUBMIT, Move.TAKE_BACK):
            assert do(move, getattr(cast, name), sent) is None

    @pytest.mark.parametrize("name", ["ada", "tom", "fay"])
    def test_analysts_alone_decide(self, cast, sent, name):
        for move in (Move.ACCEPT, Move.EXCLUDE, Move.REOPEN):
            assert do(move, getattr(cast, name), sent) is None


@pytest.mark.parametrize("move", HAND_OVERS)
def test_the_table_of_moves_is_kept(cast, sent, move):
    context = cast.ada if move in (Move.SUBMIT, Move.TAKE_BACK) else cast.dev
    for state in ReturnState:
        as_signed = {"decision_reason": "as the test wants it", "submitted_at": sent.submitted_at}
        Return.objects.filter(id=sent.id).update(state=state, **as_signed)
        outcome = do(move, context, sent)
        expected = MOVES.get((state, move))
        assert Return.objects.get(id=sent.id).state == (expected or state), state
        assert isinstance(outcome, Return) == (expected is not None), state


class TestLetters:
    @pytest.mark.parametrize(
        ("move", "words"),
        [
            (Move.ACCEPT, "has been accepted"),
            (Move.EXCLUDE, "has been left out"),
            (Move.REOPEN, "has come back to you"),
            (Move.TAKE_BACK, "has been taken back"),
        ],
    )
    def test_the_provider_hears_of_each_move(self, cast, sent, move, words):
        do(move, cast.ada if move == Move.TAKE_BACK else cast.dev, sent)
        (letter,) = mail.outbox
        assert letter.to == ["ada.elm@example.org"]
        assert letter.subject == f"Your return for Elm Home Care {words}"

    def test_reasons_stay_in_the_portal(self, cast, sent):
        do(Move.REOPEN, cast.dev, sent)
        assert "miles" not in mail.outbox[0].body + mail.outbox[0].alternatives[0].content

    def test_everybody_who_had_a_part_in_it_hears(self, cast, checked):
        submit(cast.tom, checked)
        assert sorted(letter.to[0] for letter in mail.outbox) == ["ada.elm@example.org", "tom.elm@example.org"]

    def test_where_they_have_left_the_administrators_hear(self, cast):
        done = submitted(cast.tom, cast.at_elm)
        roles.end(by=cast.alex, role=Role.objects.get(person_id=cast.tom.person_id))
        mail.outbox.clear()
        do(Move.ACCEPT, cast.dev, done)
        assert [letter.to for letter in mail.outbox] == [["ada.elm@example.org"]]

    def test_nobody_hears_of_what_was_refused(self, cast, sent):
        do(Move.ACCEPT, cast.dev, sent, number=7)
        assert not mail.outbox


def test_looking_at_a_return_leaves_a_trace_of_the_team_and_none_of_its_provider(cast, sent):
    for context in (cast.dev, cast.fay, cast.ada):
        with on_page(context):
            returns.note_view(by=context, submission=sent)
    seen = AuditEvent.objects.filter(verb="looked at a return")
    assert {event.by_id for event in seen} == {cast.dev.person_id, cast.fay.person_id}


def test_no_audit_event_holds_a_figure(cast):
    done = accepted(cast.ada, cast.dev, cast.at_elm, workbook_for(cast.at_elm, basic_pay_rate="11.07"))
    do(Move.EXCLUDE, cast.dev, done)
    words = " ".join(AuditEvent.objects.values_list("words", flat=True))
    assert "11.07" not in words
    assert "mixed in" not in words
    assert explanations.LONGEST == 1000
