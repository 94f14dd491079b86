"""What a provider gets back of its return, in a real browser: axe is clean, at a desk and on a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from accounts.tests.pages import client_of, get
from submissions.models import Return
from submissions.tests.cast import Cast, hand_in, make_cast, workbook_for

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]
OF_A_RETURN = ("findings", "versions", "summary", "looked_at")


def open_as(page: Any, live_server: Any, context: Any) -> None:
    value = client_of(context).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])


def dressed(cast: Cast) -> Return:
    """Two versions, a long list of findings, and a look by the team."""
    hand_in(cast.ada, cast.at_elm)
    blank = dict.fromkeys(("it_cost", "premises_cost", "marketing_cost", "insurance_cost", "telephony_cost"), "")
    wrong = workbook_for(cast.at_elm, **blank, holiday_weeks="7.9", basic_pay_rate="12.10")
    submission = hand_in(cast.ada, cast.at_elm, wrong).submission
    get(cast.dev, "submissions:return_detail", submission.id)
    return submission


@pytest.mark.nightly
def test_the_pages_hold(live_server: Any, page: Any, page_holds: Callable[[Any], None]):
    cast = make_cast()
    submission = dressed(cast)
    open_as(page, live_server, cast.ada)
    for name in OF_A_RETURN:
        page.goto(live_server.url + reverse(f"submissions:{name}", args=[submission.id]))
        for line in page.locator("summary").all():
            line.click()
        page_holds(page)


@pytest.mark.proof
def test_the_marked_workbook_is_a_click_away(live_server: Any, page: Any):
    cast = make_cast()
    submission = dressed(cast)
    open_as(page, live_server, cast.ada)
    page.goto(live_server.url + reverse("submissions:findings", args=[submission.id]))
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download your workbook with the cells marked").click()
    assert waiting.value.suggested_filename == "return-what-to-put-right.xlsx"
