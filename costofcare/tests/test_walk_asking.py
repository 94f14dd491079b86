"""Help on the way, on a phone and without JavaScript: a value taken and put back, a question, and "not for us"."""

import pytest

from costofcare.tests.browser import PHONE
from costofcare.tests.walkers import Person
from register.models import Participation
from submissions.models import Version
from submissions.tests.cast import Cast, hand_in, make_cast, workbook_for

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def played(transactional_db) -> Cast:
    return make_cast()


@pytest.fixture
def ada(played, live_server, new_page) -> Person:
    """Where no script runs, none can check the page; the same pages are held to it in another test."""
    person = Person(new_page(PHONE, java_script_enabled=False), live_server.url, lambda page: None)
    person.sign_in(played.ada)
    return person


@pytest.fixture
def dev(played, live_server, new_page, page_holds) -> Person:
    person = Person(new_page(), live_server.url, page_holds)
    person.sign_in(played.dev)
    return person


@pytest.mark.proof
def test_a_likely_value_is_taken_and_put_back_and_a_question_is_answered(played, ada, dev):
    hand_in(played.ada, played.at_elm, workbook_for(played.at_elm, back_office_cost="2538"))
    ada.follow("Elm Home Care")
    ada.follow("See what we found and put it right")
    ada.reads("a week's figure instead of the year's?", "the quickest way is to change it here")
    ada.press("Change it to £131,976.00 in the cost year – Back office staff")
    ada.reads("was changed from £2,538.00 in the cost year to £131,976.00", "Nothing has to be put right")
    ada.press("Undo")
    ada.reads("is £2,538.00 in the cost year again")
    assert Version.objects.latest("number").answers["back_office_cost"]["value"] == "2538"

    ada.follow("Ask about it – Back office staff")
    ada.page.get_by_label("Your question").fill("Is the manager one of them?")
    ada.press("Ask")
    ada.reads("With the team", "Is the manager one of them?")
    dev.page.reload()
    dev.follow("Answer or close 1 question", exact=False)
    dev.follow("Back office staff")
    dev.page.get_by_label("Your answer").fill("Yes, with all hours.")
    dev.press("Send the answer")
    ada.page.reload()
    ada.reads("Answered", "Yes, with all hours.")


@pytest.mark.proof
def test_a_location_that_should_not_be_asked_is_decided_on(played, ada, dev):
    ada.follow("Elm Home Care North")
    ada.follow("This is not for us")
    ada.press("Send")
    ada.reads("There is a problem", "Choose a reason")
    ada.page.get_by_label("It has closed, or is about to").check()
    ada.page.get_by_label("In your own words").fill("In May.")
    ada.press("Send")
    ada.reads("It waits for the independent team to decide")
    dev.page.reload()
    dev.follow("Decide whether 1 location should be asked", exact=False)
    dev.follow("Elm Home Care North")
    dev.page.get_by_label("No: it is not relevant to this exercise").check()
    dev.press("Decide")
    dev.reads("Your decision is kept")
    assert Participation.objects.get(id=played.at_elm_too.id).eligibility == "not_relevant"
    ada.page.reload()
    ada.reads("No return is asked of this location: It has closed, or is about to")
