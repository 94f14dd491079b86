"""The payment lab in a real browser, at both widths: axe is clean, the console silent; from four rules to own lines."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as configured
from django.urls import reverse

from accounts.domain.context import Context
from accounts.tests.pages import client_of
from markets.payment.tests.test_payment_lab_pages import market
from markets.tests.council import Council

__all__ = ["market"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]


def sign_in(page: Any, address: str, context: Context) -> None:
    cookie = client_of(context).cookies[configured.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])


@pytest.mark.nightly
def test_the_lab_holds(live_server: Any, page: Any, page_holds: Callable[[Any], None], market: Council):
    sign_in(page, live_server.url, market.carol)
    page.goto(live_server.url + reverse("markets:payment_lab"))
    page_holds(page)
    page.get_by_label("Of the drawn-out visits").fill("101")
    page.get_by_role("button", name="Work out").click()
    page_holds(page)
    page.get_by_label("Of the drawn-out visits").fill("25")
    page.get_by_role("button", name="Work out").click()
    page.get_by_label("Name").fill("Before the tender")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_text("Share it with providers").click()
    page.get_by_role("button", name="Share with each provider").click()
    page_holds(page)
    for name in ("payment_rules", "payment_run_list", "payment_run_compare"):
        page.goto(live_server.url + reverse(f"markets:{name}"))
        page_holds(page)
    sign_in(page, live_server.url, market.ada)
    page.goto(live_server.url + reverse("markets:own_payment_effects"))
    page_holds(page)
    assert "Oak" not in page.inner_text("main")
