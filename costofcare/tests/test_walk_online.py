"""A return filled in online on a phone: together, across devices, through a spreadsheet and back, and submitted twice.

Also by keyboard alone, and without JavaScript.
"""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from costofcare.tests.browser import PHONE
from costofcare.tests.walking import Person
from submissions.domain.form import Question
from submissions.domain.forms import CURRENT
from submissions.models import Draft, DraftSection, Return, Version
from submissions.tests.online import standing, typed_of
from submissions.tests.processes import house

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]
FORM = CURRENT["homecare"]
PAY = "Careworker pay"
CHANGES = {"visits_30": 311, "pay_rate_weekday": 13.2, "ppe_cost": 7650}


@pytest.fixture
def worker(servers, tmp_path):
    with house(servers, tmp_path) as at_home:
        yield at_home.worker(concurrency=1)


@pytest.fixture
def arrives(live_server, new_page, page_holds):
    """Somebody signs in on a phone of their own."""

    def arrived(context, page: Page | None = None, holds=page_holds) -> Person:
        person = Person(page or new_page(PHONE), live_server.url, holds)
        person.sign_in(context)
        person.follow("Elm Home Care")
        return person

    return arrived


def answer(page: Page, question: Question, text: str) -> None:
    if question.choices and text:
        page.locator(f"input[name={question.key}][value={text}]").check()
    elif not question.choices:
        page.locator(f"#id_{question.key}").fill(text)


def fill_in(person: Person, sheet: str, typed: dict[str, str]) -> None:
    person.reads(sheet)
    for question in FORM.questions_on(sheet):
        answer(person.page, question, typed[question.key])


def is_saved(person: Person, by: str) -> None:
    expect(person.page.locator("#saved")).to_contain_text(f"Last saved by {by}")


def changed_in_a_spreadsheet(file: Path) -> Path:
    book = load_workbook(file)
    for key, value in CHANGES.items():
        sheet, cell = next(iter(book.defined_names[key].destinations))
        assert book[sheet][cell].value not in (None, value)
        book[sheet][cell] = value
    book.save(file)
    return file


def submit(person: Person) -> None:
    person.follow("Sign and submit")
    person.page.get_by_label("Your full name").fill("Ada Elm")
    person.page.get_by_label("The figures are those of this location alone", exact=False).check()
    person.press("Submit the return")
    person.reads("Return submitted")


def finish(person: Person) -> None:
    person.press("Finish and check")
    person.reads("What we found", "Nothing has to be put right")
    person.follow("Back")


def test_a_return_is_filled_in_together_taken_to_a_spreadsheet_and_submitted_twice(cast, arrives, worker, tmp_path):
    typed = typed_of("homecare_3", cast.at_elm)
    ada = arrives(cast.ada)
    ada.follow("Fill in the return online")
    ada.follow("About the branch")
    fill_in(ada, "About the branch", typed | {"share_nhs": "about a tenth"})
    ada.press("Save and continue")
    ada.reads("There is a problem", "we read “about a tenth”")
    ada.page.locator(".govuk-error-summary a").first.click()
    expect(ada.page.locator("#id_share_nhs")).to_be_focused()
    ada.page.locator("#id_share_nhs").fill(typed["share_nhs"])
    ada.press("Save and continue")
    ada.page.go_back()
    ada.page.go_forward()
    fill_in(ada, "Visits and care hours", typed)
    is_saved(ada, "Ada Elm")
    ada.page.close()  # in the middle of a page, without a button

    tom = arrives(cast.tom)
    tom.follow("Fill in the return online")
    tom.reads("Last saved by Ada Elm")
    tom.follow("Visits and care hours")
    assert tom.page.locator("#id_visits_30").input_value() == typed["visits_30"]
    again = arrives(cast.ada)  # with an empty page open, which Tom fills in meanwhile
    again.follow("Fill in the return online")
    again.follow(PAY)
    for sheet in FORM.sheets[1:]:
        fill_in(tom, sheet, typed)
        if sheet == PAY:
            expect(tom.page.locator("#total-pay_share_senior")).to_have_text("These 5 shares add up to 100 %.")
        tom.press("Save and continue")
    tom.reads("Check your answers")

    again.page.locator("#id_basic_pay_rate").fill("12.95")
    expect(again.page.locator("#saved")).to_contain_text("A colleague has given another answer")
    again.follow("see both and choose")
    again.reads("Two answers to choose from", f"{typed['basic_pay_rate']}, changed by Tom Elm", "Yours: 12.95")
    again.page.get_by_label(f"{typed['basic_pay_rate']}, changed by Tom Elm", exact=False).check()
    again.press("Keep the chosen answers")
    assert "Two answers" not in again.text
    assert dict(standing(cast.ada, cast.at_elm).typed) == typed

    tom.follow("All sections")
    file = changed_in_a_spreadsheet(tom.download("Download a workbook with these answers", tmp_path))
    tom.follow("upload it")
    tom.page.locator("input[type=file]").set_input_files(file)
    tom.page.get_by_role("button", name="Upload", exact=True).click()
    tom.page.wait_for_url("**/online-offer/", timeout=60_000)
    tom.arrive()
    tom.reads("gives 3 answers that differ")
    assert tom.page.locator("tbody tr").count() == len(CHANGES)
    tom.reads("13.1 £ per hour 13.2 £ per hour", "7650 £ in the cost year", "311 visits per week")
    assert standing(cast.ada, cast.at_elm).typed["pay_rate_weekday"] == typed["pay_rate_weekday"]
    tom.press("Use the workbook’s answers")
    tom.reads("are now your online answers")
    assert standing(cast.ada, cast.at_elm).typed["pay_rate_weekday"] == "13.2"
    tom.follow("Back")
    submit(tom)

    tom.follow("Take it back to correct it")
    tom.page.get_by_role("button").last.click()
    tom.arrive()
    tom.follow("Fill in the return online")
    tom.follow(PAY)
    tom.page.locator("#id_pay_rate_weekday").fill("13.25")
    tom.press("Save and come back later")
    tom.follow("Check your answers")
    finish(tom)
    submit(tom)
    submission = Return.objects.get()
    assert submission.current.answers["pay_rate_weekday"]["value"] == "13.25"
    assert Version.objects.count() == 3
    assert Draft.objects.get().offered is None


def test_a_page_is_filled_in_by_keyboard_alone(cast, arrives):
    ada = arrives(cast.ada)
    ada.follow("Fill in the return online")
    ada.follow("Travel and mileage")
    keyboard = ada.page.keyboard
    ada.page.locator("#id_travel_minutes_per_visit").focus()
    questions = FORM.questions_on("Travel and mileage")
    for place, question in enumerate(questions):
        expect(ada.page.locator(f"#id_{question.key}")).to_be_focused()
        keyboard.type(str(place + 1))
        keyboard.press("Tab")
        keyboard.press("Tab")  # past the note
    keyboard.press("Enter")
    ada.page.wait_for_url("**/careworker-pay/")
    kept = DraftSection.objects.filter(sheet="Travel and mileage").order_by("-number").first()
    assert kept.answers == {question.key: str(place + 1) for place, question in enumerate(questions)}


def test_everything_works_without_javascript(cast, new_page, arrives):
    typed = typed_of("homecare_3", cast.at_elm)

    def plain(context) -> Person:
        return arrives(context, new_page(PHONE, java_script_enabled=False), lambda page: None)

    ada, tom = plain(cast.ada), plain(cast.tom)
    for person in (ada, tom):
        person.follow("Fill in the return online")
        person.follow(PAY)
    fill_in(ada, PAY, typed)
    ada.press("Save and continue")
    ada.reads("Time away from clients")
    tom.page.locator("#id_pay_rate_weekday").fill("12.95")
    tom.page.locator("#id_careworkers").fill("29")
    tom.press("Save and come back later")
    tom.reads("Two answers to choose from", "Yours: 12.95", "Yours: 29")
    tom.page.get_by_label("Yours: 29", exact=False).check()
    tom.press("Keep the chosen answers")
    tom.reads("Two answers to choose from", "Yours: 12.95")
    assert "Yours: 29" not in tom.text
    now = standing(cast.ada, cast.at_elm).typed
    assert (now["careworkers"], now["pay_rate_weekday"]) == ("29", typed["pay_rate_weekday"])
