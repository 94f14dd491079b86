"""A whole return filled in online on a phone: together, through a spreadsheet and back, and submitted twice.

One walk, by three hands: by pointer, by keyboard alone, and without JavaScript. All that comes after careworkers' pay
they find filled in, and leave it so: a whole form, every question of it, is filled in by test_journeys_are_counted.
By night, the one page of pay by pointer, with the mistake, the two answers and the signing of the whole walk.
"""

import re
from collections.abc import Callable, Sequence

import pytest
from playwright.sync_api import Page, expect

from costing.forms import CURRENT
from costing.tests.libreoffice import change
from costofcare.tests.browser import PHONE
from costofcare.tests.hands import Keyboard, Plain, Pointer
from costofcare.tests.walkers import Person
from submissions.models import Draft, Return, Version
from submissions.tests.online import save, standing, typed_of
from submissions.tests.processes import house

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]
FORM = CURRENT["homecare"]
FIRST, SECOND, PAY = FORM.pages[0].title, FORM.pages[1].title, "Careworker pay"
AFTER_PAY = FORM.sheets[FORM.sheets.index(PAY) + 1 :]
CHANGES = {"visits_30": "311", "pay_rate_weekday": "13.2", "ppe_cost": "7650"}
SCRIPTS = re.compile(r"<script.*?</script>|</?noscript>", re.DOTALL)


@pytest.fixture
def worker(servers, tmp_path):
    with house(servers, tmp_path) as at_home:
        yield at_home.worker(concurrency=1)


@pytest.fixture(
    params=[
        pytest.param(Pointer, id="by pointer"),
        pytest.param(Keyboard, id="by keyboard alone"),
        pytest.param(Plain, id="without JavaScript"),
    ]
)
def hand(request) -> type[Pointer]:
    return request.param


@pytest.fixture
def holds(hand, page_holds, new_page) -> Callable[[Page], None]:
    """Each kind of page once. What the keyboard sees is what the pointer saw, and axe finds only the same in it."""
    held: set[tuple[str, ...]] = set()
    mirror = None if hand.has_script else new_page(PHONE)

    def once(page: Page) -> None:
        kind = kind_of(page)
        if kind in held or hand is Keyboard:
            return
        held.add(kind)
        page_holds(page if mirror is None else mirrored(page, mirror))

    return once


def mirrored(page: Page, mirror: Page) -> Page:
    """axe is a script: it looks at the same page in a window that runs scripts, without the page's own."""
    html = SCRIPTS.sub("", page.content())
    mirror.unroute_all()
    mirror.route(page.url, lambda route: route.fulfill(body=html, content_type="text/html"))
    mirror.goto(page.url)
    return mirror


def kind_of(page: Page) -> tuple[str, ...]:
    """The address without its identifiers, the headings, and whether there are errors."""
    address = re.sub(r"[0-9a-f-]{36}", "", page.url)
    return address, page.title(), *page.locator("h2").all_inner_texts()


@pytest.fixture
def arrives(live_server, new_page, holds, hand):
    """Somebody signs in on a phone of their own, and opens the return online."""

    def arrived(context) -> Person:
        page = new_page(PHONE, java_script_enabled=hand.has_script)
        person = Person(page, live_server.url, holds, hand)
        person.sign_in(context)
        person.follow("Elm Home Care")
        person.follow("Fill in the return online")
        return person

    return arrived


def fill_in(person: Person, title: str, typed: dict[str, str]) -> None:
    person.reads(title)
    for question in next(page for page in FORM.pages if page.title == title).questions:
        person.answer(FORM, question.key, typed[question.key])


def is_told_of_the_other_answer(person: Person) -> None:
    """While still typing; without JavaScript, as soon as the page is saved."""
    if person.hand.has_script:
        expect(person.page.locator("#saved")).to_contain_text("A colleague has given another answer")
        person.follow("see both and choose")
    else:
        person.press("Save and come back later")


def fill_in_beforehand(cast, sheets: Sequence[str], typed: dict[str, str]) -> None:
    for sheet in sheets:
        keys = [question.key for question in FORM.questions_on(sheet)]
        save(cast.ada, cast.at_elm, sheet, {key: typed[key] for key in keys})


def choose_the_answer_of(person: Person, name: str, value: str) -> None:
    person.hand.pick(person.page.get_by_role("radio", name=f"{value}, changed by {name}"))
    person.press("Keep the chosen answers")
    assert "Two answers" not in person.text


def leave_in_the_middle(person: Person) -> None:
    """Of a page, without a button where the page saves itself."""
    if person.hand.has_script:
        expect(person.page.locator("#saved")).to_contain_text("Last saved by Ada Elm")
    else:
        person.press("Save and come back later")
    person.page.context.close()


def submit(person: Person) -> None:
    person.reads("What we found", "Nothing has to be put right")
    person.press("Sign and submit")
    person.hand.write(person.page.get_by_label("Your full name"), "Tom Elm", is_answer=False)
    person.hand.pick(person.page.get_by_role("checkbox", name="The figures are those of this location alone"))
    person.press("Submit the return")
    person.reads("Return submitted", "signed by Tom Elm")


@pytest.mark.nightly
@pytest.mark.parametrize("hand", [Pointer], indirect=True, ids=["by pointer"])
def test_a_page_is_filled_in_by_two_and_the_return_is_submitted(cast, arrives, hand):
    typed = typed_of("homecare_3", cast.at_elm)
    fill_in_beforehand(cast, [sheet for sheet in FORM.sheets if sheet != PAY], typed)
    tom, ada = arrives(cast.tom), arrives(cast.ada)
    for person in (tom, ada):
        person.follow(PAY)
    fill_in(tom, PAY, typed | {"pay_share_senior": "about a tenth"})
    tom.press("Save and continue")
    tom.reads("There is a problem", "we read “about a tenth”")
    tom.hand.go_on(tom.page.locator(".govuk-error-summary a").first, stays=True)
    tom.answer(FORM, "pay_share_senior", typed["pay_share_senior"])
    expect(tom.page.locator("#total-pay_share_senior")).to_have_text("These 5 shares add up to 100 %.")
    tom.press("Save and continue")

    ada.answer(FORM, "basic_pay_rate", "12.95")
    is_told_of_the_other_answer(ada)
    ada.reads("Two answers to choose from", "Tom Elm", "Yours: 12.95")
    choose_the_answer_of(ada, "Tom Elm", typed["basic_pay_rate"])
    assert dict(standing(cast.ada, cast.at_elm).typed) == typed
    tom.follow("All sections")
    tom.follow("Check your answers")
    tom.press("Finish and check")
    submit(tom)
    assert Return.objects.get().current.answers["basic_pay_rate"]["value"] == typed["basic_pay_rate"]
    assert Version.objects.count() == 1


@pytest.mark.proof
def test_a_return_is_filled_in_together_taken_to_a_spreadsheet_and_submitted_twice(
    cast, arrives, hand, worker, tmp_path
):
    typed = typed_of("homecare_3", cast.at_elm)
    fill_in_beforehand(cast, AFTER_PAY, typed)
    ada = arrives(cast.ada)
    ada.follow(FIRST)
    fill_in(ada, FIRST, typed | {"share_nhs": "about a tenth"})
    ada.press("Save and continue")
    ada.reads("There is a problem", "we read “about a tenth”")
    ada.hand.go_on(ada.page.locator(".govuk-error-summary a").first, stays=True)
    ada.answer(FORM, "share_nhs", typed["share_nhs"])
    ada.press("Save and continue")
    fill_in(ada, SECOND, typed)
    leave_in_the_middle(ada)

    tom = arrives(cast.tom)
    tom.reads("Last saved by Ada Elm")
    tom.follow(SECOND)
    assert tom.page.locator("#id_visits_30").input_value() == typed["visits_30"]
    again = arrives(cast.ada)  # with an empty page open, which Tom fills in meanwhile
    again.follow(PAY)
    for title in (page.title for page in FORM.pages[1:]):
        if tom.title != title:
            continue  # its questions are not called for
        fill_in(tom, title, typed)
        if title == PAY and tom.hand.has_script:
            expect(tom.page.locator("#total-pay_share_senior")).to_have_text("These 5 shares add up to 100 %.")
        tom.press("Save and continue")
    tom.reads("Check your answers")

    again.answer(FORM, "basic_pay_rate", "12.95")
    is_told_of_the_other_answer(again)
    again.reads("Two answers to choose from", "Tom Elm", "Yours: 12.95")
    choose_the_answer_of(again, "Tom Elm", typed["basic_pay_rate"])
    assert dict(standing(cast.ada, cast.at_elm).typed) == typed

    tom.follow("All sections")
    file = tom.download("Download a workbook with these answers", tmp_path)
    change(file, CHANGES, tmp_path / "profile")
    tom.follow("upload it")
    tom.upload(file, "*/online-offer/")
    tom.reads("would change 3 of the answers")
    assert changes_on(tom.page) == {
        FORM.by_key["visits_30"].label: ["310 visits per week", "311 visits per week"],
        FORM.by_key["pay_rate_weekday"].label: ["£13.10 per hour", "£13.20 per hour"],
        FORM.by_key["ppe_cost"].label: ["£7,605.00 in the cost year", "£7,650.00 in the cost year"],
    }
    assert standing(cast.ada, cast.at_elm).typed["pay_rate_weekday"] == typed["pay_rate_weekday"]
    tom.press("Use the workbook’s answers")
    tom.reads("are now your online answers")
    assert standing(cast.ada, cast.at_elm).typed["pay_rate_weekday"] == "13.2"
    submit(tom)

    tom.follow("Take it back to correct it")
    tom.press("Take it back")
    tom.follow("Fill in the return online")
    tom.follow(PAY)
    tom.answer(FORM, "pay_rate_weekday", "13.25")
    tom.press("Save and come back later")
    tom.follow("Check your answers")
    tom.press("Finish and check")
    submit(tom)
    submission = Return.objects.get()
    assert submission.current.answers["pay_rate_weekday"]["value"] == "13.25"
    assert Version.objects.count() == 3
    assert Draft.objects.get().offered is None


def changes_on(page: Page) -> dict[str, list[str]]:
    """By question: what stands online and what the workbook has. Every row of the table."""
    rows = page.locator("tbody tr").all()
    return {row.locator("th").inner_text().split("\n")[0]: row.locator("td").all_inner_texts() for row in rows}
