"""A correction over online answers waits for a choice: said wherever one is, and nothing is signed before."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, post, text_of
from submissions.actions import returns, submit_draft, workbook_conflicts
from submissions.models import Return
from submissions.tests.cast import behind_the_wall, hand_in, refused, workbook_for
from submissions.tests.online import save, standing, type_in, typed_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
PAY = "Careworker pay"


@pytest.fixture
def waiting(cast):
    """Ada's workbook is ready, one answer is edited online, and a correction comes in."""
    hand_in(cast.ada, cast.at_elm)
    save(cast.ada, cast.at_elm, PAY, {"careworkers": "33"}, number=standing(cast.ada, cast.at_elm).number(PAY))
    mail.outbox.clear()
    hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, basic_pay_rate="13.5"))
    return cast


PAGES = ("home", "participation_detail", "findings", "declaration", "online", "online_answers")


def page(cast, name: str):
    if name == "home":
        return get(cast.ada, "home")
    of_return = name in ("findings", "declaration")
    return get(cast.ada, f"submissions:{name}", Return.objects.get().id if of_return else cast.at_elm.id)


@pytest.mark.parametrize("name", first_by_day(PAGES, 3))
def test_tag_and_link_stand_wherever_one_is(waiting, name):
    shown = page(waiting, name)
    assert "Waits for your choice" in text_of(shown)
    assert reverse("submissions:online_offer", args=[waiting.at_elm.id]) in shown.content.decode()
    assert "Submit the return" not in text_of(shown)


@pytest.mark.parametrize("name", first_by_day(PAGES, 2))
def test_nothing_is_said_where_none_waits(cast, name):
    hand_in(cast.ada, cast.at_elm)
    assert "Waits for your choice" not in text_of(page(cast, name))


def test_nothing_can_be_signed_before(waiting):
    submission = Return.objects.get()
    done = returns.submit(by=waiting.ada, return_id=submission.id, version_number=1, declared_by_name="Ada")
    assert "Please choose which of them count" in refused(done)
    post(waiting.ada, "submissions:declaration", submission.id, version="1", name="Ada Elm", agreed="on")
    assert Return.objects.get().state == "in_progress"
    declare = reverse("submissions:declaration", args=[submission.id])
    for name in ("participation_detail", "findings"):
        assert f'href="{declare}"' not in page(waiting, name).content.decode()


def test_letter_says_choose(waiting):
    (letter,) = mail.outbox
    assert letter.subject.endswith("please choose")
    assert "choose which of them count" in letter.body
    assert "13.5" not in letter.body


def test_upload_page_promises_a_choice_and_not_the_place(waiting):
    text = text_of(page(waiting, "upload"))
    assert "you choose which count" in text
    assert "takes its place" not in text


@pytest.mark.parametrize("decide", ["take", "decline"])
def test_way_is_free_once_it_is_chosen(waiting, decide):
    post(waiting.ada, "submissions:online_offer", waiting.at_elm.id, version="2", seen=standing(
        waiting.ada, waiting.at_elm
    ).seen, **{decide: "1"})  # fmt: skip
    assert "Waits for your choice" not in text_of(page(waiting, "participation_detail"))
    if decide == "decline":
        with behind_the_wall(waiting.ada):
            submit_draft.finish(by=waiting.ada, participation_id=waiting.at_elm.id)
    current = Return.objects.get().current
    assert current.answers["basic_pay_rate"]["value"] == ("13.5" if decide == "take" else "13.1")


def test_later_workbook_that_says_what_stands_online_ends_the_wait(waiting):
    last = hand_in(waiting.ada, waiting.at_elm, workbook_for(waiting.at_elm, careworkers="33"))
    assert standing(waiting.ada, waiting.at_elm).draft.offered is None
    assert Return.objects.get().current == last


def test_first_workbook_over_typed_answers_waits_too(cast):
    type_in(cast.ada, cast.at_elm, typed_of("homecare_3", cast.at_elm))
    hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, basic_pay_rate="13.5"))
    assert workbook_conflicts.changes_of(standing(cast.ada, cast.at_elm))
    assert "Waits for your choice" in text_of(page(cast, "home"))


@pytest.mark.parametrize("error", first_by_day(["#N/A", "#REF!", "#DIV/0!", "Err:502", "#####"]))
def test_error_of_a_spreadsheet_is_carried_over_as_an_error(cast, error):
    version = hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, marketing_cost=error))
    assert not version.is_accepted
    shown = text_of(page(cast, "findings"))
    assert "changed online since" not in shown
    with behind_the_wall(cast.ada):
        finished = submit_draft.finish(by=cast.ada, participation_id=cast.at_elm.id)
    assert not finished.is_accepted
    assert finished.answers["marketing_cost"]["value"] == ""
    done = returns.submit(
        by=cast.ada, return_id=finished.submission_id, version_number=finished.number, declared_by_name="Ada"
    )
    assert "must be put right" in refused(done)
