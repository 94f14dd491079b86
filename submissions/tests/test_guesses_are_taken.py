"""One click takes the likelier value of a finding, by upload and online, and one more puts the earlier one back."""

import re
from datetime import date

import pytest

from accounts.models import AuditEvent
from accounts.tests.pages import client_of, get, post, send, text_of
from costing.forms import CURRENT
from costing.parsing.likely_values import likely_meaning
from submissions.actions import submit_draft, suggestions
from submissions.actions.suggestions import Taken
from submissions.models import Return, Version
from submissions.tests.cast import (
    OUTSIDERS,
    hand_in,
    make_exercise,
    mostly_by_night,
    on_page,
    outsider,
    submitted,
    take_part,
    workbook_for,
)
from submissions.tests.online import again, save, standing, type_in, typed_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
OFFICE, WEEKLY = "back_office_cost", "2538"
AS_TYPED = {
    ("back_office_cost", "132k"): "132000",
    ("back_office_cost", "£300 a week"): "15600",
    ("back_office_cost", "1,200 pcm"): "14400",
    ("mileage_rate", "35p"): "0.35",
    ("basic_pay_rate", "about £12.50"): "12.5",
    ("period_end", "3/31/2022"): "2022-03-31",
    ("back_office_cost", "12,000 to 14,000"): None,
    ("careworkers", "45 a week"): None,
    ("holiday_weeks", "900k"): None,
    ("period_end", "31/31/2022"): None,
}


def finding_of(submission: Return, key: str):
    return submission.current.findings.exclude(guess="").get(key=key)


def uploaded(cast, **changed: str) -> Return:
    return hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, **changed)).submission


def typed_here(cast, **changed: str) -> Return:
    type_in(cast.ada, cast.at_elm, typed_of("homecare_3", cast.at_elm, **changed))
    with on_page(cast.ada):
        done = submit_draft.finish(by=cast.ada, participation_id=cast.at_elm.id)
    assert isinstance(done, Version)
    return done.submission


def current(submission: Return) -> Version:
    return Return.objects.get(id=submission.id).current


@pytest.mark.parametrize("came", [uploaded, typed_here])
def test_it_becomes_the_answer_and_the_return_is_checked_again(cast, came):
    submission = came(cast, back_office_cost=WEEKLY)
    finding = finding_of(submission, OFFICE)
    page = text_of(get(cast.tom, "submissions:findings", submission.id))
    assert "Change it to £131,976.00 in the cost year" in page
    shown = text_of(post(cast.tom, "submissions:take_guess", submission.id, finding.id))
    assert "was changed from £2,538.00 in the cost year to £131,976.00 in the cost year" in shown
    assert "Nothing has to be put right" in shown
    after = current(submission)
    assert (after.number, after.answers[OFFICE]["value"]) == (2, "131976")
    assert standing(cast.ada, cast.at_elm).typed[OFFICE] == "131976"
    assert AuditEvent.objects.get(verb="took a likely value").words == f"P02 {OFFICE}"


def test_a_text_that_could_not_be_read_has_its_button_too(cast):
    submission = uploaded(cast, back_office_cost="132k")
    send(cast.ada, "submissions:take_guess", submission.id, finding_of(submission, OFFICE).id)
    assert current(submission).answers[OFFICE]["value"] == "132000"


def test_a_share_is_typed_as_a_share_is_typed_online(cast):
    submission = uploaded(cast, sick_pay_share="300")
    finding = finding_of(submission, "sick_pay_share")
    send(cast.ada, "submissions:take_guess", submission.id, finding.id)
    assert current(submission).answers["sick_pay_share"]["value"] == finding.guess


def test_of_a_home_it_is_the_same(cast):
    exercise = make_exercise(cast.authority, "Care homes 2026", service="care_home", price_date=date(2022, 4, 1))
    place = take_part(exercise, cast.elm, "Elm House", "1-100000009")
    submission = hand_in(cast.ada, place, workbook_for(place, "care_home_1", food_cost="1200")).submission
    finding = finding_of(submission, "food_cost")
    send(cast.ada, "submissions:take_guess", submission.id, finding.id)
    assert current(submission).answers["food_cost"]["value"] == finding.guess


def test_it_can_be_undone_and_the_earlier_answer_is_checked_again(cast):
    submission = uploaded(cast, back_office_cost=WEEKLY)
    finding = finding_of(submission, OFFICE)
    answer = post(cast.ada, "submissions:take_guess", submission.id, finding.id)
    (address,) = re.findall(r'action="([^"]+/put-back/)"', answer.content.decode())
    shown = text_of(client_of(cast.tom).post(address, follow=True))
    assert "is £2,538.00 in the cost year again" in shown
    assert "which is far from what is usual" in shown
    assert current(submission).answers[OFFICE]["value"] == WEEKLY


def test_clicked_twice_it_is_done_once(cast):
    submission = uploaded(cast, back_office_cost=WEEKLY)
    finding = finding_of(submission, OFFICE)
    for _ in range(2):
        assert "was changed from" in text_of(post(cast.ada, "submissions:take_guess", submission.id, finding.id))
    assert Version.objects.count() == 2


def test_a_colleagues_newer_answer_is_never_overwritten(cast):
    submission = uploaded(cast, back_office_cost=WEEKLY)
    finding = finding_of(submission, OFFICE)
    sheet = CURRENT["homecare"].by_key[OFFICE].sheet
    save(cast.tom, cast.at_elm, sheet, {OFFICE: "140000"}, number=standing(cast.tom, cast.at_elm).number(sheet))
    shown = text_of(post(cast.ada, "submissions:take_guess", submission.id, finding.id))
    assert "has been changed online since" in shown
    assert standing(cast.ada, cast.at_elm).typed[OFFICE] == "140000"


def test_what_a_colleague_is_still_typing_is_not_finished_along_with_it(cast):
    submission = uploaded(cast, back_office_cost=WEEKLY)
    finding = finding_of(submission, OFFICE)
    sheet = CURRENT["homecare"].by_key["basic_pay_rate"].sheet
    save(cast.tom, cast.at_elm, sheet, {"basic_pay_rate": "1"}, number=standing(cast.tom, cast.at_elm).number(sheet))
    shown = text_of(post(cast.ada, "submissions:take_guess", submission.id, finding.id))
    assert "was changed from £2,538.00" in shown
    assert "nothing was checked yet" in shown
    assert current(submission).number == 1
    assert standing(cast.ada, cast.at_elm).typed[OFFICE] == "131976"


def test_of_a_submitted_return_nothing_is_taken(cast):
    submission = submitted(cast.ada, cast.at_elm, workbook_for(cast.at_elm, back_office_cost=WEEKLY))
    finding = finding_of(submission, OFFICE)
    assert "Change it to" not in text_of(get(cast.ada, "submissions:findings", submission.id))
    shown = text_of(post(cast.ada, "submissions:take_guess", submission.id, finding.id))
    assert "Take it back first" in shown
    assert current(submission).number == 1


@pytest.mark.parametrize("name", mostly_by_night(*OUTSIDERS, "dev"))
def test_it_is_for_the_return_s_own_provider(cast, name):
    submission = uploaded(cast, back_office_cost=WEEKLY)
    finding = finding_of(submission, OFFICE)
    by = outsider(cast, name)
    if by is not None:
        assert suggestions.take(by=by, submission=submission, finding_id=finding.id) is None
    send(by, "submissions:take_guess", submission.id, finding.id)
    assert current(submission).number == 1


def test_a_finding_without_a_guess_has_no_button(cast):
    submission = uploaded(cast, basic_pay_rate="12.10")
    finding = submission.current.findings.get(code="H05")
    assert "Change it to" not in text_of(get(cast.ada, "submissions:findings", submission.id))
    assert post(cast.ada, "submissions:take_guess", submission.id, finding.id).status_code == 404


@pytest.mark.parametrize(("asked", "meant"), AS_TYPED.items())
def test_what_a_text_was_meant_to_say_is_guessed_only_where_it_says_one_thing(asked, meant):
    key, text = asked
    assert likely_meaning(CURRENT["homecare"].by_key[key], text) == meant


def test_each_guess_can_be_taken(cast):
    """A value that is offered must be one that is read: here several at once, one after the other."""
    wrong = {OFFICE: WEEKLY, "mileage_rate": "35p", "insurance_cost": "6k", "sick_pay_share": "300"}
    submission = uploaded(cast, **wrong)
    for _ in range(len(wrong)):
        finding = Return.objects.get().current.findings.exclude(guess="").first()
        if finding is not None:
            done = suggestions.take(by=cast.ada, submission=again(cast.at_elm).submission, finding_id=finding.id)
            assert isinstance(done, Taken)
    assert not current(submission).findings.exclude(guess="").exists()
