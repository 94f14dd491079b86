"""A head office and a branch on one return: seen by each other, shared, handed over, and its costs divided."""

import pytest
from playwright.sync_api import expect

from costofcare.tests.browser import PHONE
from costofcare.tests.walkers import Person
from submissions.tests.online import save, standing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def arrives(live_server, new_page, page_holds):
    def arrived(context, holds=page_holds, **how) -> Person:
        person = Person(new_page(PHONE, **how), live_server.url, holds)
        person.sign_in(context)
        return person

    return arrived


@pytest.mark.proof
def test_colleagues_see_each_other_hand_over_and_divide_what_is_shared(cast, arrives):
    ada, tom = arrives(cast.ada), arrives(cast.tom)
    for person in (tom, ada):
        person.follow("Elm Home Care")
        person.follow("Fill in the return online")
        person.follow("Running costs")
    ada.reads("Tom Elm had this page open at")
    expect(ada.page.locator("[role=status]").first).to_contain_text("Tom Elm has this page open now.")

    ada.page.goto(f"{ada.address}/home/")
    ada.follow("Elm Home Care")
    ada.follow("Hand over")
    ada.page.get_by_label("Tom Elm").check()
    ada.page.get_by_label("A note for them", exact=False).fill("Only the insurance is missing")
    ada.press("Hand over")
    ada.reads("Tom Elm is now in charge")
    tom.page.goto(f"{tom.address}/home/")
    tom.follow("Elm Home Care")
    tom.reads("Only the insurance is missing", "In charge: Tom Elm (you)")
    tom.page.get_by_role("button", name="Put this away").click()
    tom.arrive()

    save(cast.tom, cast.at_elm, "Visits and care hours", {"contact_hours_period": "800"})
    ada.page.goto(f"{ada.address}/your-locations/")
    ada.reads("Elm Home Care North", "sections done online")
    ada.follow("Shared costs, Home care 2026")
    ada.press("Divide shared costs")
    ada.page.get_by_label("Insurance").fill("1,000")
    ada.page.get_by_label("Contact hours", exact=True).check()
    ada.press("Continue")
    assert ada.page.get_by_label("Elm Home Care", exact=True).input_value() == "800"
    ada.page.get_by_label("Elm Home Care North").fill("400")
    ada.press("Continue")
    ada.reads("£666.67 £333.33 £1,000.00")
    ada.press("Put into 2 returns")
    ada.reads("The divided costs stand in the returns", "Put in")
    assert standing(cast.tom, cast.at_elm).typed["insurance_cost"] == "666.67"


@pytest.mark.nightly
def test_without_javascript_the_page_says_who_was_here_and_when(cast, arrives):
    def unchecked(page):
        """axe needs scripts; the same pages are held above."""

    tom = arrives(cast.tom)
    tom.follow("Elm Home Care")
    tom.follow("Fill in the return online")
    ada = arrives(cast.ada, unchecked, java_script_enabled=False)
    ada.follow("Elm Home Care")
    ada.follow("Fill in the return online")
    ada.reads("Tom Elm had this page open at")
