"""Links, buttons and fields are at least 24 pixels high and wide: each component, and the staff's busiest pages."""

from collections.abc import Callable

import pytest
from django.conf import settings as configured
from django.urls import reverse
from playwright.sync_api import Page

from accounts.tests.pages import client_of
from costofcare.tests.browser import DESKTOP, PHONE
from costofcare.tests.offline import ADDRESS, Offline
from costofcare.tests.sampler import ANALYST
from costofcare.tests.targets import small_targets
from submissions.tests.cast import Cast, hand_in, submitted, workbook_for

URLS = "costofcare.tests.sampler"
WIDTHS = (DESKTOP, PHONE)


def found_on(page: Page, address: str) -> list[str]:
    """Look at a page at both widths."""
    answer = page.goto(address)
    assert answer is not None and answer.ok, address
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{address} at {width}: {each}" for each in small_targets(page)]
    return found


@pytest.mark.nightly
def test_each_component(settings, page: Page):
    settings.ROOT_URLCONF = URLS
    Offline(ANALYST, URLS).serve(page)
    found = [one for name in ("components", "tags", "fields") for one in found_on(page, f"{ADDRESS}/{name}/")]
    assert not found, "\n".join(found)


@pytest.mark.nightly
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_second_factor")
def test_pages_of_staff(cast: Cast, live_server, new_page: Callable[..., Page]):
    hand_in(cast.bea, cast.at_oak, workbook_for(cast.at_oak, basic_pay_rate="12.10", branch_name=""))
    shown, asked = submitted(cast.ada, cast.at_elm), cast.exercise.id
    pages = (
        (cast.dev, "submissions:return_list", ()),
        (cast.dev, "submissions:return_detail", (shown.id,)),
        (cast.ned, "engagement:standing_list", (asked,)),
        (cast.ned, "engagement:dashboard", (asked,)),
        (cast.ned, "engagement:call_list", (asked,)),
        (cast.ned, "engagement:contact_list", (asked,)),
        (cast.alex, "accounts:person_list", ()),
        (cast.alex, "accounts:audit_list", ()),
    )
    page, found = new_page(), []
    for who, name, arguments in pages:
        cookie = client_of(who).cookies[configured.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        found += found_on(page, live_server.url + reverse(name, args=arguments))
    assert not found, "\n".join(found)
