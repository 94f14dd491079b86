"""In a real browser: a wrong file over a ready return, a correction over online answers, two analysts on one return,
and explained and straight on to signing.

That it is so for every kind of file, page and decision the tests of the room show without a browser.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.urls import reverse
from playwright.sync_api import Page

from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from accounts.tests.pages import client_of
from submissions.models import Return
from submissions.tests.cast import Cast, explain_all, hand_in, make_cast, person, submitted, workbook_for
from submissions.tests.online import save, standing

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("no_second_factor"),
]
PAY = "Careworker pay"


@pytest.fixture
def played(transactional_db) -> Cast:
    return make_cast()


@pytest.fixture
def sees(live_server, new_page) -> Callable[..., Page]:
    """A window of somebody who is signed in, at a page."""

    def opened(who: Context, name: str, about: object) -> Page:
        page = new_page()
        cookie = client_of(who).cookies[configured.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page.goto(live_server.url + reverse(f"submissions:{name}", args=[about]))
        return page

    return opened


def text_on(page: Page) -> str:
    return " ".join(page.locator("body").inner_text().split())


@pytest.mark.nightly
def test_a_wrong_file_over_a_ready_return(played: Cast, sees, tmp_path: Path, page_holds):
    ready = hand_in(played.ada, played.at_elm)
    file = tmp_path / "minutes.pdf"
    file.write_bytes(b"%PDF-1.7 minutes")
    page = sees(played.ada, "upload", played.at_elm.id)
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Upload").click()
    assert "Nothing was changed." in text_on(page)
    page_holds(page)
    assert Return.objects.get().current == ready


@pytest.mark.proof
def test_a_correction_over_online_answers(played: Cast, sees, page_holds):
    hand_in(played.ada, played.at_elm)
    save(played.ada, played.at_elm, PAY, {"careworkers": "33"}, number=standing(played.ada, played.at_elm).number(PAY))
    hand_in(played.ada, played.at_elm, workbook_for(played.at_elm, basic_pay_rate="13.5"))
    page = sees(played.ada, "participation_detail", played.at_elm.id)
    assert "Waits for your choice" in text_on(page)
    page_holds(page)
    page.locator(f"a[href='{reverse('submissions:online_offer', args=[played.at_elm.id])}']").first.click()
    assert page.get_by_role("button").count() > 0
    page_holds(page)


@pytest.mark.proof
def test_both_analysts_at_once(played: Cast, sees, page_holds):
    done = submitted(played.ada, played.at_elm)
    ann = person("Ann Analyst", RoleName.ANALYST, played.authority)
    first, second = (sees(who, "return_detail", done.id) for who in (ann, played.dev))
    first.get_by_role("link", name="Leave out").or_(first.get_by_role("button", name="Leave out")).first.click()
    first.get_by_role("radio").first.check()
    first.get_by_role("textbox").first.fill("Doubt")
    first.locator("main form button[type=submit]").last.click()
    assert Return.objects.get().state == "excluded"
    second.get_by_role("button", name="Accept").first.click()
    assert "Ann Analyst" in text_on(second)
    assert Return.objects.get().state == "excluded"
    page_holds(second)


@pytest.mark.proof
def test_explained_and_straight_on_to_signing(played: Cast, sees, page_holds):
    version = hand_in(played.ada, played.at_elm, workbook_for(played.at_elm, basic_pay_rate="12.10"))
    explain_all(played.ada, version.submission)
    page = sees(played.ada, "findings", version.submission_id)
    page_holds(page)
    page.get_by_role("link", name="Sign and submit").or_(
        page.get_by_role("button", name="Sign and submit")
    ).first.click()
    page.get_by_label("Your full name").fill("Ada Elm")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Submit the return").click()
    page.get_by_text("Return submitted").first.wait_for()
    assert Return.objects.get().state == "submitted"
