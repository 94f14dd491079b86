"""Check your answers: what is wrong comes first, a click takes a likelier value, a phone folds what is complete."""

import html
import re

import pytest
from django.urls import reverse

from accounts.domain.refusal import Refusal
from accounts.tests.pages import client_of, get, post, text_of
from costing.forms import CURRENT
from submissions import queries
from submissions.actions import online_suggestions
from submissions.models import DraftSection, Version
from submissions.tests.cast import OUTSIDERS, behind_the_wall, hand_in, mostly_by_night, outsider
from submissions.tests.online import again, save, standing, type_in, typed_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
OFFICE, WEEKLY = "back_office_cost", "£2,538"
SHEET = CURRENT["homecare"].by_key[OFFICE].sheet
GUESS = {"code": "P02", "key": OFFICE, "seen": WEEKLY, "wanted": "131976"}


@pytest.fixture
def typed(cast):
    type_in(cast.ada, cast.at_elm, typed_of("homecare_3", cast.at_elm, **{OFFICE: WEEKLY, "share_nhs": "50"}))
    save(cast.ada, cast.at_elm, "Careworker pay", {"basic_pay_rate": ""}, number=1)
    return cast


def check(cast) -> str:
    return text_of(get(cast.tom, "submissions:online_answers", cast.at_elm.id))


def take(by, place, **changed):
    with behind_the_wall(by):
        return online_suggestions.take(by=by, participation_id=place.id, **GUESS | changed)


def stands(cast) -> str:
    return standing(cast.ada, cast.at_elm).typed[OFFICE]


def test_what_is_wrong_comes_first_what_is_blank_is_counted_and_sections_say_what_is_left(typed):
    shown = check(typed)
    assert re.search(
        r"To put right: \d .* Still to answer: 1 Careworker pay : 1 answer Unusual: .* Your answers ", shown
    )
    assert "Careworker pay: 1 to answer" in shown
    assert f"{SHEET}: 1 unusual" in shown
    assert "Change it to £131,976.00 in the cost year" in shown


def parts(answer) -> dict[str, bool]:
    """The title of each part of the answers, and whether a phone folds it."""
    found = re.findall(
        r'<details class="govuk-details portal-answers( portal-folds)?" open>.*?summary-text">(.*?)</span>',
        answer.content.decode(),
        re.DOTALL,
    )
    return {" ".join(html.unescape(title).split()): bool(folds) for folds, title in found}


def test_what_lacks_something_comes_first_and_a_phone_folds_what_is_complete(typed):
    shown = parts(get(typed.tom, "submissions:online_answers", typed.at_elm.id))
    assert list(shown.values()) == sorted(shown.values())
    assert not shown["Careworker pay: 1 to answer"] and not shown[f"{SHEET}: 1 unusual"]
    folded = [title for title, folds in shown.items() if folds]
    assert folded and not any(re.search("to answer|unusual|to put right", title) for title in folded)


def test_of_a_return_that_nobody_has_begun_a_phone_folds_all_and_says_how_much_is_asked(cast):
    shown = parts(get(cast.tom, "submissions:online_answers", cast.at_elm_too.id))
    title = next(title for title in shown if re.match(r"Careworker pay: \d+ to answer", title))
    assert shown[title]


def test_a_return_that_nobody_has_begun_counts_what_is_to_come(cast):
    shown = check(cast)
    assert "Still to answer:" in shown
    assert "To put right" not in shown
    assert "has no answer" not in shown


def test_one_click_takes_the_likelier_value_and_one_more_puts_back_what_was_typed(typed):
    answer = post(typed.tom, "submissions:take_online_guess", typed.at_elm.id, **GUESS)
    assert "was changed from £2,538.00 in the cost year to £131,976.00 in the cost year" in text_of(answer)
    assert (stands(typed), Version.objects.count()) == ("131976", 0)
    (undo,) = re.findall(r'action="([^"]+online-guess-back/[^"]+)"', answer.content.decode())
    shown = text_of(client_of(typed.ada).post(html.unescape(undo), follow=True))
    assert "is £2,538.00 in the cost year again" in shown
    assert stands(typed) == WEEKLY
    assert "has been changed online since" in text_of(client_of(typed.ada).post(html.unescape(undo), follow=True))


def test_clicked_twice_it_is_done_once(typed):
    first = take(typed.ada, typed.at_elm)
    count = DraftSection.objects.count()
    assert take(typed.ada, typed.at_elm) == first
    assert DraftSection.objects.count() == count


def test_what_a_colleague_has_typed_since_is_not_replaced(typed):
    save(typed.tom, typed.at_elm, SHEET, {OFFICE: "2,539"}, number=standing(typed.tom, typed.at_elm).number(SHEET))
    assert isinstance(take(typed.ada, typed.at_elm), Refusal)
    assert stands(typed) == "2,539"


def test_nothing_is_taken_that_was_not_offered(typed):
    for changed in ({"key": "no_such"}, {"code": "R04"}, {"wanted": "1"}, {"key": "basic_pay_rate", "seen": ""}):
        assert isinstance(take(typed.ada, typed.at_elm, **changed), Refusal)
    assert stands(typed) == WEEKLY


@pytest.mark.parametrize("name", mostly_by_night(*OUTSIDERS, "dev"))
def test_it_is_for_the_return_s_own_provider(typed, name):
    client = client_of(outsider(typed, name))
    for page in ("take_online_guess", "put_online_guess_back"):
        answer = client.post(reverse(f"submissions:{page}", args=[typed.at_elm.id]), GUESS)
        assert answer.status_code in (302, 404)
    assert stands(typed) == WEEKLY


class TestWhatWasTypedSince:
    """The version that counts is what is signed: nobody signs it without knowing that newer answers are not in it."""

    @pytest.fixture
    def since(self, cast):
        version = hand_in(cast.ada, cast.at_elm)
        number = standing(cast.tom, cast.at_elm).number("Careworker pay")
        self.place, self.return_id = cast.at_elm, version.submission_id
        assert queries.waiting_online(cast.tom, again(cast.at_elm)) == 0
        typed = {"basic_pay_rate": "13.5", "note-careworkers": "On average"}
        save(cast.tom, cast.at_elm, "Careworker pay", typed, number=number)
        return cast

    def test_is_said_before_signing_and_on_the_way_there(self, since):
        for page, words in (
            ("declaration", "2 answers or notes were changed online since"),
            ("findings", "2 answers or notes were changed online since"),
        ):
            assert words in text_of(get(since.ada, f"submissions:{page}", self.return_id))
        place = text_of(get(since.ada, "submissions:participation_detail", self.place.id))
        assert "Finish what was changed online 2 changes not checked yet" in place
        assert "Finish what was changed online" in text_of(get(since.ada, "home"))

    def test_is_in_it_once_it_was_finished(self, since):
        post(since.ada, "submissions:online_answers", self.place.id)
        assert queries.waiting_online(since.ada, again(self.place)) == 0
        assert "changed online since" not in text_of(get(since.ada, "submissions:declaration", self.return_id))

    def test_is_nobody_elses_to_know(self, since):
        for name in ("dev", "fay", "bea", "carol", "alex"):
            assert queries.waiting_online(getattr(since, name), again(self.place)) == 0
