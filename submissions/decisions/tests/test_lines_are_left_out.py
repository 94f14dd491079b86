"""Lines of a return are left out with a reason and words, by one analyst at a time, and count again when taken back."""

import pytest

from accounts.models import AuditEvent
from accounts.tests.in_turn import first_by_day
from submissions import queries
from submissions.actions import decision_state, returns
from submissions.decisions.actions import line_decisions
from submissions.models import LineDecision
from submissions.tests.cast import OUTSIDERS, accepted, behind_the_wall, make_cast, outsider, refused
from submissions.tests.module_rows import rows_for_all

pytestmark = pytest.mark.django_db
WHY = {"reason": "one_off", "words": "A move of office"}


@pytest.fixture(scope="module")
def rows(django_db_setup, django_db_blocker):
    with rows_for_all(django_db_blocker):
        cast = make_cast()
        yield cast, accepted(cast.ada, cast.dev, cast.at_elm)


@pytest.fixture
def cast(rows):
    return rows[0]


@pytest.fixture
def done(rows):
    return rows[1]


def leave_out(by, submission, *lines, **changed):
    return line_decisions.leave_out(by=by, return_id=submission.id, lines=lines, **(WHY | changed))


def test_several_are_left_out_and_reach_the_calculation(cast, done):
    made = leave_out(cast.dev, done, "training", "ppe")
    assert [row.line for row in made] == ["training", "ppe"]
    (one,) = queries.accepted_returns(cast.dev, cast.exercise.id)
    assert {(each.line, each.reason, each.by, each.version) for each in one.lines_left_out} == {
        ("training", "A one-off cost", "Dev Analyst", 1),
        ("ppe", "A one-off cost", "Dev Analyst", 1),
    }
    event = AuditEvent.objects.filter(verb="left lines out").get()
    assert (event.words, event.provider_id, event.authority_id) == ("training, ppe", None, cast.authority.id)


def test_line_counts_again_when_taken_back_once(cast, done):
    (row,) = leave_out(cast.dev, done, "ppe")
    assert line_decisions.take_back(by=cast.dev, decision_id=row.id).taken_back_by_id == cast.dev.person_id
    assert queries.accepted_returns(cast.dev, cast.exercise.id)[0].lines_left_out == ()
    assert "taken back already" in refused(line_decisions.take_back(by=cast.dev, decision_id=row.id))
    assert leave_out(cast.dev, done, "ppe")[0].stands


@pytest.mark.parametrize(
    ("lines", "changed", "said"),
    first_by_day(
        [
            ((), {}, "Choose at least one line"),
            (("no_such",), {}, "no single line"),
            (("total",), {}, "no single line"),
            (("ppe", "\x00" * 10), {}, "no single line"),
            (("ppe",), {"reason": "x"}, "Choose a reason"),
            (("ppe",), {"reason": "told"}, "Choose a reason"),
            (("ppe",), {"words": "  "}, "Say in a few words"),
            (("ppe",), {"words": "x" * 501}, "at most 500"),
        ],
        3,
    ),
)
def test_bad_input_leaves_nothing(cast, done, lines, changed, said):
    assert said in refused(leave_out(cast.dev, done, *lines, **changed))
    assert not LineDecision.objects.exists()


def test_line_is_left_out_once_and_all_or_none(cast, done):
    leave_out(cast.dev, done, "ppe")
    assert "“" in (said := refused(leave_out(cast.dev, done, "training", "ppe"))) and "by Dev Analyst" in said
    assert [row.line for row in LineDecision.objects.all()] == ["ppe"]


def test_second_analyst_is_told_what_the_first_did(cast, done):
    seen = decision_state.state_of(cast.dev, done)
    leave_out(cast.dev, done, "ppe", seen=seen)
    assert "Since you opened this page: you left lines out" in refused(leave_out(cast.dev, done, "training", seen=seen))
    assert LineDecision.objects.count() == 1


def test_return_that_was_taken_back_is_not_decided(cast, done):
    seen = decision_state.state_of(cast.dev, done)
    returns.take_back(by=cast.ada, return_id=done.id)
    assert "Ada Elm took a return back" in refused(leave_out(cast.dev, done, "ppe", seen=seen))
    assert "in progress now" in refused(leave_out(cast.dev, done, "ppe"))


def test_only_analysts_of_the_authority_decide_and_only_the_team_reads(cast, done):
    (row,) = leave_out(cast.dev, done, "ppe")
    for who in (*(outsider(cast, name) for name in OUTSIDERS if name != "nobody"), cast.ada, cast.fay):
        assert leave_out(who, done, "training") is None
        assert line_decisions.take_back(by=who, decision_id=row.id) is None
        with behind_the_wall(who):
            assert LineDecision.objects.exists() is (who is cast.fay)
    with behind_the_wall(cast.dev):
        assert leave_out(cast.dev, done, "training")[0].stands


def test_left_out_return_stands_in_the_record(cast, done):
    returns.exclude(by=cast.dev, return_id=done.id, reason="All of Elm", code="whole_company")
    (one,) = queries.left_out_returns(cast.fay, cast.exercise.id)
    assert (one.location_name, one.reason, one.decided_by, one.version_number) == (
        "Elm Home Care",
        "Of the whole company, not of this branch or home: All of Elm",
        "Dev Analyst",
        1,
    )
    assert (
        queries.left_out_returns(cast.ada, cast.exercise.id) == queries.left_out_returns(None, done.exercise_id) == []
    )
    assert "Choose a reason" in refused(returns.exclude(by=cast.dev, return_id=done.id, reason="x", code="nonsense"))
