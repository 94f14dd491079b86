"""Every kind of field is drawn right in a real browser, and each error leads to what is to be put right."""

from collections.abc import Callable

import pytest
from django import forms
from playwright.sync_api import Page, expect

from costofcare.templatetags import field_errors, field_tags
from costofcare.tests.offline import ADDRESS, Offline
from costofcare.tests.sampler import EveryField, LaidOut

URLS = "costofcare.tests.sampler"
SEND = "button:has-text('Send')"


@pytest.fixture(autouse=True)
def addresses(settings):
    settings.ROOT_URLCONF = URLS


@pytest.fixture
def form(page: Page) -> Page:
    Offline(urls=URLS).serve(page)
    page.goto(f"{ADDRESS}/fields/")
    return page


@pytest.mark.proof
def test_a_form_with_every_field_holds(form: Page, page_holds: Callable[[Page], None]):
    page_holds(form)


def test_a_form_with_every_error_holds(form: Page, page_holds: Callable[[Page], None]):
    form.click(SEND)
    assert form.title().startswith("Error: Every field")
    expect(form.locator(".govuk-error-summary")).to_be_focused()
    page_holds(form)


@pytest.mark.proof
def test_each_link_of_the_error_summary_focuses_its_field(form: Page):
    form.click(SEND)
    links = form.locator(".govuk-error-summary a")
    wrong = [name for name, field in EveryField().fields.items() if field.required]
    assert links.count() == len(wrong)
    for place, name in enumerate(wrong):
        links.nth(place).click()
        focused = form.evaluate("() => document.activeElement.name")
        assert focused == name or focused.startswith(f"{name}_"), f"{links.nth(place).inner_text()} → {focused}"


@pytest.mark.proof
def test_each_link_leads_to_its_field_without_javascript(new_page):
    page = new_page(java_script_enabled=False)
    Offline(urls=URLS).serve(page)
    page.goto(f"{ADDRESS}/fields/")
    page.click(SEND)
    for target in page.locator(".govuk-error-summary a").evaluate_all("links => links.map(link => link.hash)"):
        assert page.locator(f"{target}:visible").count() == 1, target


@pytest.mark.proof
def test_every_field_has_a_name_for_those_who_do_not_see_it(form: Page):
    form.click(SEND)
    assert form.get_by_label("Basic pay").get_attribute("aria-describedby") == "id_rate_helptext id_rate_error"
    assert form.get_by_role("group", name="Which service is it?").get_by_label("Care home").count() == 1
    assert form.get_by_role("group", name="When does it open?").get_by_label("Month").count() == 1


def test_what_was_typed_and_chosen_comes_back(form: Page):
    form.get_by_label("Full name").fill("Ada <b>Provider</b>")
    form.get_by_label("Visits a week").fill("many")
    form.get_by_label("Care home").check()
    form.get_by_label("Sunday").check()
    form.get_by_label("Reason").select_option("apprentices")
    form.get_by_role("group", name="When does it open?").get_by_label("Day").fill("31")
    form.click(SEND)
    assert form.get_by_label("Full name").input_value() == "Ada <b>Provider</b>"
    assert form.get_by_label("Visits a week").input_value() == "many"
    assert form.get_by_label("Care home").is_checked() and not form.get_by_label("Home care").is_checked()
    assert form.get_by_label("Sunday").is_checked() and not form.get_by_label("Saturday").is_checked()
    assert form.get_by_label("Reason").input_value() == "apprentices"
    assert form.get_by_role("group", name="When does it open?").get_by_label("Day").input_value() == "31"
    assert form.locator("input[name=token]").input_value() == "kept"


def test_a_password_does_not_come_back(form: Page):
    form.locator("#id_password").fill("a long secret")
    form.click(SEND)
    assert form.locator("#id_password").input_value() == ""


@pytest.mark.proof
def test_only_the_part_of_a_date_that_is_missing_is_marked(form: Page):
    opens = form.get_by_role("group", name="When does it open?")
    opens.get_by_label("Day").fill("31")
    opens.get_by_label("Year").fill("2027")
    form.click(SEND)
    assert "govuk-input--error" in str(opens.get_by_label("Month").get_attribute("class"))
    assert "govuk-input--error" not in str(opens.get_by_label("Day").get_attribute("class"))
    form.get_by_role("link", name="Enter the month").click()
    assert form.evaluate("() => document.activeElement.id") == "id_opens_1"


@pytest.mark.proof
def test_an_impossible_date_is_said_in_words_for_people(form: Page):
    opens = form.get_by_role("group", name="When does it open?")
    for part, value in (("Day", "31"), ("Month", "2"), ("Year", "2027")):
        opens.get_by_label(part).fill(value)
    form.click(SEND)
    assert opens.locator(".govuk-error-message").text_content() == "Error: Enter a real date"


@pytest.mark.proof
def test_a_number_is_typed_into_a_box_without_arrows(form: Page):
    box = form.get_by_label("Basic pay")
    assert (box.get_attribute("type"), box.get_attribute("inputmode")) == ("text", "decimal")
    assert form.get_by_label("Visits a week").get_attribute("inputmode") == "numeric"
    assert form.locator(".govuk-input__prefix").inner_text() == "£"
    assert box.get_attribute("prefix") is None


@pytest.mark.proof
def test_the_browser_itself_objects_to_nothing(form: Page):
    """Its own bubbles are in no list of errors and vanish while they are read."""
    assert form.locator("[required]").count() == 0
    assert form.locator("form[novalidate]").count() == 1


@pytest.fixture
def laid_out(page: Page) -> Page:
    Offline(urls=URLS).serve(page)
    page.goto(f"{ADDRESS}/laid-out/")
    return page


@pytest.mark.proof
def test_a_form_of_the_packs_layout_holds(laid_out: Page, page_holds: Callable[[Page], None]):
    page_holds(laid_out)
    laid_out.click(SEND)
    page_holds(laid_out)


@pytest.mark.proof
def test_what_was_there_already_is_shown(laid_out: Page):
    closes = laid_out.get_by_role("group", name="When does it close?")
    assert [closes.get_by_label(part).input_value() for part in ("Day", "Month", "Year")] == ["31", "1", "2027"]
    assert laid_out.get_by_label("Homes").is_checked() and laid_out.get_by_label("Sunday").is_checked()


@pytest.mark.proof
def test_characters_are_counted_while_they_are_typed(laid_out: Page):
    laid_out.get_by_label("Why is it right?").fill("Apprentices")
    count = laid_out.locator("#div_id_words .govuk-character-count__status")
    assert count.inner_text() == "You have 989 characters remaining"
    assert laid_out.get_by_label("In short").get_attribute("aria-describedby") == "id_short_helptext id_short-info"


def test_the_errors_of_several_forms_stand_in_one_list():
    several = forms.formset_factory(LaidOut, extra=2, min_num=3, validate_min=True)
    bound = several({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-words": "x"})
    links = list(field_errors.links_of(bound))
    assert links[0].target == "" and "at least 3" in links[0].words
    assert links[1] == field_errors.ErrorLink("Enter “In short”", "id_form-0-short")
    assert field_tags.error_summary(bound, LaidOut({}), None, "")["error_links"][: len(links)] == links
